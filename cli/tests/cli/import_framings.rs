//! `import` of streams that are no server-sent events.

use serde_json::{Value, json};

use crate::run::{Folder, run_in};

/// A description whose stream comes as lines and as server-sent events.
const WALTZ: &str = r##"{ "openapi": "3.2.0",
    "paths": { "/waltz": { "get": { "responses": { "200": { "content": {
        "application/ndjson": { "schema": { "$ref": "#/components/schemas/Step" } },
        "text/event-stream": { "schema": { "$ref": "#/components/schemas/Step" } }
    } } } } } },
    "components": { "schemas": { "Step": { "type": "object", "required": ["beat"], "properties": {
        "beat": { "type": "integer" }, "last": { "type": "boolean" }
    } } } }
}"##;

#[test]
fn a_list_tells_framings_if_any_is_no_server_sent_events() {
    let folder = Folder::new();
    folder.write("waltz.json", WALTZ);
    let list = |more: &[&str]| {
        let arguments = [&["import", "waltz.json", "--list"], more].concat();
        run_in(folder.path(), &arguments, "").stdout
    };
    let table = "\
OPERATION   UNION                          FRAMING  MEDIA TYPE
GET /waltz  Step                           sse      text/event-stream
GET /waltz  GET /waltz application/ndjson  jsonl    application/ndjson
";
    assert_eq!(list(&[]), table);
    let listed: Value = serde_json::from_str(&list(&["--json"])).expect("JSON");
    let lines = json!({
        "operation": "GET /waltz", "framing": "jsonl", "media_type": "application/ndjson",
        "union": "GET /waltz application/ndjson"
    });
    let streams = json!([{ "operation": "GET /waltz", "union": "Step" }, lines]);
    assert_eq!(listed["streams"], streams);
}

#[test]
fn lines_are_imported_checked_and_updated_with_their_recordings() {
    let folder = Folder::new();
    folder.write("waltz.json", WALTZ);
    let ballroom = "{\"beat\":1}\n\n{\"beat\":2.5,\"last\":false}\n";
    folder.write("ballroom.jsonl", ballroom);
    let import = [
        "import",
        "waltz.json",
        "--union",
        "GET /waltz application/ndjson",
        "--event",
        "step",
        "--handle",
        "step=finish",
        "--when",
        "step=/last=true",
        "--recording",
        "ballroom.jsonl",
        "-o",
        "step.json",
    ];
    let imported = run_in(folder.path(), &import, "");
    assert_eq!(imported.code, Some(0), "{}", imported.stderr);
    let loosened = "relaxed: /$defs/Step/properties/beat: may be any number: /beat is no whole number \
                    in ballroom.jsonl";
    assert!(imported.stderr.contains(loosened), "{}", imported.stderr);
    let document: Value = serde_json::from_str(&folder.read("step.json")).expect("JSON");
    assert_eq!(document["framing"], "jsonl");
    assert_eq!(
        document["http"],
        json!({ "media_types": ["application/ndjson"] })
    );
    assert_eq!(document["dispatch"], json!([{ "type": "step" }]));
    assert_eq!(
        document["events"]["step"]["when"],
        json!({ "/last": [true] })
    );

    let check = ["import", "--check", "step.json"];
    assert_eq!(run_in(folder.path(), &check, "").code, Some(0));
    folder.write(
        "waltz.json",
        &WALTZ.replace("\"last\":", "\"end\": true, \"last\":"),
    );
    assert_eq!(run_in(folder.path(), &check, "").code, Some(3));
    let updated = run_in(folder.path(), &["import", "--update", "step.json"], "");
    assert_eq!(updated.code, Some(0), "{}", updated.stderr);
    assert_eq!(run_in(folder.path(), &check, "").code, Some(0));
    for command in ["check", "generate"] {
        let run = run_in(folder.path(), &[command, "step.json"], "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
}

#[test]
fn what_a_condition_looks_for_is_a_text_unless_it_looks_like_more() {
    let folder = Folder::new();
    let kinds = r#"{ "type": "object", "properties": {
        "last": { "type": "boolean" }, "beat": { "type": "integer" }, "word": { "type": "string" }
    } }"#;
    folder.write("step.json", kinds);
    for (condition, written) in [
        ("/last=true", json!([true])),
        ("/beat=3|4", json!([3, 4])),
        ("/word=end|stop", json!(["end", "stop"])),
        ("/word=\"true\"|\"3\"", json!(["true", "3"])),
    ] {
        let when = format!("step={condition}");
        let import = [
            "import",
            "step.json",
            "--event",
            "step",
            "--handle",
            "step=finish",
        ];
        let imported = run_in(
            folder.path(),
            &[&import[..], &["--when", &when]].concat(),
            "",
        );
        assert_eq!(imported.code, Some(0), "{}", imported.stderr);
        let document: Value = serde_json::from_str(&imported.stdout).expect("JSON");
        let tests = document["events"]["step"]["when"]
            .as_object()
            .expect("an object");
        assert_eq!(
            tests.values().collect::<Vec<_>>(),
            [&written],
            "{condition}"
        );
    }
}
