//! `show`.

use crate::run::{golden, run, run_in};

#[test]
fn a_document_becomes_a_table() {
    let run = run(&["show", "feed-new.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    golden("show-feed.txt", &run.stdout);
}

#[test]
fn types_are_listed_for_those_who_ask() {
    let run = run(&["show", "feed-new.json", "--types"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    golden("show-feed-types.txt", &run.stdout);
}

#[test]
fn options_are_those_of_the_derive() {
    let run = run(&[
        "show",
        "feed-new.json",
        "--types",
        "--string",
        "std::sync::Arc<str>",
        "--rename",
        "#/events/bye=Goodbye",
        "--replace",
        "#/$defs/Archived=crate::Archived",
    ]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    golden("show-feed-options.txt", &run.stdout);
}

#[test]
fn every_sort_of_rule_is_shown() {
    let run = run(&["show", "../../../tests/tests/generated/feed.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    golden("show-rules.txt", &run.stdout);
}

#[test]
fn a_broken_document_cannot_be_shown() {
    let run = run(&["show", "broken.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(
        run.stderr.contains("did you mean `handle`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn how_each_struct_is_made_is_shown() {
    let object = |required: &[&str]| {
        let property = |key: &&str| format!("\"{key}\": {{ \"type\": \"integer\" }}");
        let properties: Vec<_> = required.iter().map(property).collect();
        format!(
            r#"{{ "type": "object", "required": {required:?}, "properties": {{ {}, "more": true }} }}"#,
            properties.join(", ")
        )
    };
    let eight = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let document = format!(
        r#"{{ "events": {{
            "none": {{ "payload": {{ "type": "object", "properties": {{ "a": true }} }} }},
            "one": {{ "payload": {} }},
            "many": {{ "payload": {} }}
        }} }}"#,
        object(&["a"]),
        object(&eight)
    );
    let folder = std::env::temp_dir();
    let shown = run_in(
        &folder,
        &["show", "-", "--types", "--name", "Feed"],
        &document,
    );
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""));
    for made in [
        "    made by None::default()\n",
        "    made by One::new(a)\n",
        "    made by Many::new(ManyArgs { a, b, c, d, e, f, g, h })\n",
    ] {
        assert!(shown.stdout.contains(made), "{made}{}", shown.stdout);
    }
}
