//! The keywords of `source`: where an imported document came from.

use jsonc_parser::ast::Value;

use super::document::map;
use super::reader::Reader;
use crate::check_table::Check;
use crate::document::{Provenance, Relaxation};
use crate::schema::JsonType;
use crate::words::Make;

const RELAXATION: &str = r##"{ "at": "/$defs/Name/properties/id", "make": "optional" }"##;

pub(super) fn source(reader: &mut Reader, value: &Value<'_>) -> Option<Provenance> {
    let mut source = Provenance::default();
    let object = reader.object(value, r#"{ "file": "openapi.json" }"#)?;
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "file" => source.file = reader.string(value, "\"openapi.json\""),
            "url" => source.url = reader.string(value, "\"https://example.com/openapi.json\""),
            "union" => source.union = reader.string(value, "\"StreamEvent\""),
            "more" => {
                source.more = map(
                    reader,
                    value,
                    r#"{ "error": "Failure" }"#,
                    |reader, schema| reader.string(schema, "\"Failure\"").unwrap_or_default(),
                );
            }
            "envelope" => source.envelope = reader.boolean(value),
            "descriptions" => source.descriptions = reader.boolean(value),
            "hash" => source.hash = reader.string(value, "\"sha256:…\""),
            "relaxations" => source.relaxations = relaxations(reader, value),
            _ => reader.unknown_keyword(member, "`source`", Provenance::KEYWORDS),
        }
    });
    Some(source)
}

fn relaxations(reader: &mut Reader, value: &Value<'_>) -> Vec<Relaxation> {
    let example = format!("[{RELAXATION}]");
    let relaxations = reader.list(value, &example, relaxation);
    relaxations.into_iter().flatten().collect()
}

fn relaxation(reader: &mut Reader, value: &Value<'_>) -> Option<Relaxation> {
    let object = reader.object(value, RELAXATION)?;
    let (mut at, mut make, mut because) = (None, None, None);
    let (mut has_at, mut has_make) = (false, false);
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "at" => {
                has_at = true;
                at = reader.pointer(value, "\"/$defs/Name/properties/id\"");
            }
            "make" => {
                has_make = true;
                make = self::make(reader, value);
            }
            "because" => because = reader.string(value, "\"no server sends it\""),
            _ => reader.unknown_keyword(member, "a relaxation", Relaxation::KEYWORDS),
        }
    });
    for (keyword, is_there, help) in [
        (
            "at",
            has_at,
            "add `\"at\"` with the JSON Pointer to what is relaxed",
        ),
        ("make", has_make, "add `\"make\"`, such as `\"optional\"`"),
    ] {
        // A misspelt one was reported.
        if !is_there && !reader.within(keyword, |reader| reader.is_unread()) {
            let diagnostic = reader
                .diagnostic(
                    Check::MissingKeyword,
                    format!("a relaxation lacks `{keyword}`"),
                )
                .label(format!("without `{keyword}`"))
                .help(help);
            reader.report(diagnostic, value);
        }
    }
    Some(Relaxation {
        at: at?,
        make: make?,
        because: because.unwrap_or_default(),
    })
}

fn make(reader: &mut Reader, value: &Value<'_>) -> Option<Make> {
    let Value::Object(object) = value else {
        return reader.word(value, Make::WORDS);
    };
    let mut or = None;
    let mut is_or = false;
    reader.members(object, |reader, member| match member.key {
        "or" => {
            is_or = true;
            or = reader.word(member.value, JsonType::WORDS);
        }
        _ => reader.unknown_keyword(member, "`make`", &["or"]),
    });
    if !is_or {
        let diagnostic = reader
            .diagnostic(Check::MissingKeyword, "`make` lacks `or`")
            .label("of which type may it be too?")
            .help("write `{ \"or\": \"string\" }`");
        reader.report(diagnostic, value);
    }
    // There is one way to say it.
    or.map(|it| {
        if it == JsonType::Null {
            Make::Nullable
        } else {
            Make::Or(it)
        }
    })
}
