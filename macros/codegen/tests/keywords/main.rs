//! What a change of each keyword means: the table of DESIGN.md, row by row held to what the diff says
//! of two documents.
//!
//! Every keyword of the meta-schema has a row, and every word that a keyword can be. A new one needs
//! its row here; `BLESS=1 cargo test -p stream-events-codegen --features api --test keywords` then
//! writes the table into DESIGN.md.

mod row;
mod rows;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use row::Row;
use rows::rows;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_row_is_what_the_diff_says() {
    let rows = rows();
    let wrong: Vec<_> = rows.iter().filter_map(Row::wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn keywords_that_say_nothing_about_the_type_change_nothing() {
    for keyword in rows::SILENT {
        let found = row::lines(
            &rows::property(r#"{ "type": "string" }"#),
            &rows::property(&format!(r#"{{ "type": "string", "{keyword}": "a" }}"#)),
        );
        assert_eq!(found, [""; 0], "{keyword}");
    }
}

#[test]
fn every_keyword_and_every_word_has_a_row() {
    let path = repository().join("schema/event-schema.json");
    let text = std::fs::read_to_string(path).expect("the meta-schema");
    let meta: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let rows = rows();
    let known: BTreeSet<&str> = rows.iter().map(|row| row.keyword).collect();
    let mut missing = Vec::new();
    let mut expect = |place: &str, schema: &serde_json::Value| {
        for (keyword, schema) in schema["properties"].as_object().into_iter().flatten() {
            let name = match place {
                "" => keyword.clone(),
                place => format!("{place}.{keyword}"),
            };
            let is_silent = place == "Keywords" && rows::SILENT.contains(&&**keyword);
            let is_outer = rows::OUTER.contains(&&*name);
            if !is_silent && !is_outer && !known.contains(&*name) {
                missing.push(name.clone());
            }
            for word in words(&meta, schema) {
                let written = format!("`{word}`");
                let mut rows = rows.iter().filter(|row| row.keyword == name);
                if !rows.any(|row| row.change.contains(&written)) {
                    missing.push(format!("{name}: {word}"));
                }
            }
        }
    };
    expect("", &meta);
    for (name, schema) in meta["$defs"].as_object().expect("definitions") {
        expect(name, schema);
    }
    assert!(missing.is_empty(), "no row for {missing:?}");
}

/// The words that a keyword can be.
fn words(meta: &serde_json::Value, keyword: &serde_json::Value) -> Vec<String> {
    let referred = keyword["$ref"]
        .as_str()
        .or_else(|| keyword["additionalProperties"]["$ref"].as_str());
    let schema = referred
        .and_then(|it| it.strip_prefix("#/$defs/"))
        .map_or(keyword, |name| &meta["$defs"][name]);
    let words = schema["enum"].as_array().into_iter().flatten();
    words
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect()
}

#[test]
fn the_table_of_the_design_is_this_one() {
    const BEGIN: &str = "<!-- impacts -->\n";
    const END: &str = "<!-- /impacts -->\n";
    let path = repository().join("DESIGN.md");
    let text = std::fs::read_to_string(&path).expect("DESIGN.md");
    let (before, rest) = text.split_once(BEGIN).expect("the table begins");
    let (_, after) = rest.split_once(END).expect("the table ends");
    let design = format!("{before}{BEGIN}{}{END}{after}", table(&rows()));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, design).expect("it can be written");
    } else {
        assert!(
            text == design,
            "the table in DESIGN.md is another one; bless it with BLESS=1"
        );
    }
}

/// Where a keyword stands in a document; those of a subschema stand in many places.
fn place(keyword: &str) -> String {
    match keyword.split_once('.') {
        Some(("Keywords", name)) => name.to_owned(),
        Some(("Relaxation", name)) => format!("source.relaxations.*.{name}"),
        Some(("Event", name)) => format!("events.*.{name}"),
        Some(("Rule", name)) => format!("events.*.apply.*.{name}"),
        Some(("Example", name)) => format!("examples.*.{name}"),
        Some((of, name)) => format!("{}.{name}", of.to_lowercase()),
        None => keyword.to_owned(),
    }
}

fn table(rows: &[Row]) -> String {
    let mut table = "| keyword | change | impacts | source | forward | backward |\n\
                     |---|---|---|---|---|---|\n"
        .to_owned();
    let mut last = "";
    for row in rows {
        // A keyword is named once.
        let keyword = match row.keyword == last {
            true => String::new(),
            false => format!("`{}`", place(row.keyword)),
        };
        last = row.keyword;
        table.push_str(&format!(
            "| {keyword} | {} | {} |\n",
            row.change,
            row.cells()
        ));
    }
    let silent: Vec<_> = rows::SILENT.iter().map(|it| format!("`{it}`")).collect();
    table.push_str(&format!("| {} | any | none | | | |\n", silent.join(", ")));
    table
}
