//! `import`.

use serde_json::{Value, json};

use crate::run::{Folder, fixture, golden, run, run_in};

/// A folder with the description in it.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("api/openapi.yaml", &fixture("openapi.yaml"));
    folder.write("schemas/.keep", "");
    folder
}

const IMPORT: &[&str] = &[
    "import",
    "api/openapi.yaml",
    "-o",
    "schemas/feed.json",
    "--handle",
    "done=finish",
    "--when",
    "done=/reason=shutdown",
];
const CHECK: &[&str] = &["import", "-o", "schemas/feed.json", "--check"];
const UPDATE: &[&str] = &["import", "-o", "schemas/feed.json", "--update"];

#[test]
fn streams_are_listed() {
    let listed = run(&["import", "openapi.yaml", "--list"]);
    assert_eq!((listed.code, listed.stderr.as_str()), (Some(0), ""));
    assert_eq!(listed.stdout, "OPERATION  UNION\nGET /feed  FeedEvent\n");
    let none = run(&["import", "feed-old.json", "--list"]);
    assert_eq!((none.code, none.stdout.as_str()), (Some(0), ""));
    assert!(none.stderr.starts_with("note: "), "{}", none.stderr);
}

#[test]
fn a_list_says_what_streams_lack_and_what_else_may_describe_events() {
    let folder = Folder::new();
    let list = |text: &str, more: &[&str]| {
        folder.write("api.json", text);
        let arguments = [&["import", "api.json", "--list"], more].concat();
        run_in(folder.path(), &arguments, "")
    };
    let bare = r#"{ "openapi": "3.1.0", "paths": {
        "/hum": { "get": { "responses": { "200": { "content": { "text/event-stream": {} } } } } },
        "/sing": { "get": { "responses": { "200": { "content": { "text/event-stream": { "schema": { "type": "string" } } } } } } }
    } }"#;
    let listed = list(bare, &[]);
    assert_eq!(
        listed.stdout,
        "OPERATION  UNION\nGET /hum   (no schema)\nGET /sing  (text)\n"
    );
    let listed: Value = serde_json::from_str(&list(bare, &["--json"]).stdout).expect("JSON");
    assert_eq!(
        listed["streams"][0],
        json!({ "operation": "GET /hum", "union": "GET /hum", "lacks": "no schema" })
    );
    let plain = r#"{ "$defs": { "SongEvent": { "anyOf": [{ "properties": { "a": {} } }, { "properties": { "b": {} } }] } } }"#;
    let listed = list(plain, &[]);
    assert_eq!(
        (listed.code, listed.stdout.as_str()),
        (Some(0), "UNION\nSongEvent\n")
    );
    assert!(listed.stderr.starts_with("note: "), "{}", listed.stderr);
    let listed: Value = serde_json::from_str(&list(plain, &["--json"]).stdout).expect("JSON");
    assert_eq!(
        listed,
        json!({ "format": 1, "streams": [], "candidates": ["SongEvent"] })
    );
}

#[test]
fn what_says_nothing_of_its_events_is_refused_in_one_line() {
    let folder = Folder::new();
    folder.write(
        "api.json",
        r#"{ "openapi": "3.1.0",
            "paths": { "/sing": { "get": { "responses": { "200": { "content": { "text/event-stream": { "schema": { "type": "string" } } } } } } } },
            "components": { "schemas": { "SongEvent": { "anyOf": [{ "properties": { "a": {} } }, { "properties": { "b": {} } }] } } }
        }"#,
    );
    let refused = run_in(folder.path(), &["import", "api.json"], "");
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        refused.stderr,
        "error: `GET /sing`: `type: string` describes the text of the whole stream, not a message; \
         name what describes its events with `--union`: `SongEvent`\n"
    );
}

#[test]
fn what_is_imported_passes_check_and_generate() {
    let folder = Folder::new();
    folder.write(
        "songs.json",
        r#"{ "oneOf": [
            { "properties": { "kind": { "const": "unknown" }, "bar": { "type": "integer" } } },
            { "properties": { "kind": { "const": "song.on" } } },
            { "properties": { "kind": { "const": "song_on" } } }
        ] }"#,
    );
    let imported = run_in(
        folder.path(),
        &["import", "songs.json", "-o", "out.json"],
        "",
    );
    assert_eq!(imported.code, Some(0), "{}", imported.stderr);
    assert!(
        imported.stderr.contains("called `UnknownEvent`"),
        "{}",
        imported.stderr
    );
    for command in ["check", "generate"] {
        let run = run_in(folder.path(), &[command, "out.json"], "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
}

#[test]
fn a_list_is_data_whatever_names_are_like() {
    let path = "/v1/workflows/executions/{execution_id}/with/a/rather/long/path/to/its/own/stream";
    let text = fixture("openapi.yaml").replace("/feed:", &format!("{path}:"));
    let folder = Folder::new();
    folder.write(
        "openapi.yaml",
        &text.replace("FeedEvent", "The-events.of_this_feed"),
    );
    let listed = run_in(folder.path(), &["import", "openapi.yaml", "--list"], "");
    let lines: Vec<&str> = listed.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{}", listed.stdout);
    assert_eq!(lines[1], format!("GET {path}  The-events.of_this_feed"));

    let arguments = ["import", "openapi.yaml", "--list", "--json"];
    let listed = run_in(folder.path(), &arguments, "");
    let list: Value = serde_json::from_str(&listed.stdout).expect("JSON");
    let stream = json!({ "operation": format!("GET {path}"), "union": "The-events.of_this_feed" });
    assert_eq!(list, json!({ "format": 1, "streams": [stream] }));
    // What is listed can be asked for.
    let operation = format!("GET {path}");
    for union in [&operation, "The-events.of_this_feed"] {
        let import = ["import", "openapi.yaml", "--union", union];
        let imported = run_in(folder.path(), &import, "");
        assert_eq!(imported.code, Some(0), "{union}: {}", imported.stderr);
    }
    let none = run(&["import", "feed-old.json", "--list", "--json"]);
    let list: Value = serde_json::from_str(&none.stdout).expect("JSON");
    assert_eq!(
        (none.code, list),
        (Some(0), json!({ "format": 1, "streams": [] }))
    );
    assert_eq!(run(&["import", "feed-old.json", "--json"]).code, Some(2));
}

#[test]
fn references_are_followed_into_files_beside_their_own() {
    let folder = Folder::new();
    let main = "\
openapi: 3.1.0
paths:
  /talk: { $ref: paths/talk.yaml }
  /walk: { $ref: paths/walk.yaml }
";
    let talk = "\
get:
  responses:
    '200':
      content: { text/event-stream: { schema: { $ref: ../schemas/talk.yaml } } }
";
    let event = "{ type: object, required: [said], properties: { said: { type: string } } }";
    folder.write("api/openapi.yaml", main);
    folder.write("api/paths/talk.yaml", talk);
    folder.write("api/schemas/talk.yaml", event);
    folder.write("schemas/.keep", "");
    let listed = run_in(folder.path(), &["import", "api/openapi.yaml", "--list"], "");
    assert_eq!(listed.stdout, "OPERATION  UNION\nGET /talk  GET /talk\n");
    let note = "note: /paths/~1walk/$ref: `paths/walk.yaml` could not be read: ";
    assert!(listed.stderr.starts_with(note), "{}", listed.stderr);
    let arguments = ["import", "api/openapi.yaml", "-o", "schemas/talk.json"];
    let imported = run_in(folder.path(), &arguments, "");
    assert_eq!(imported.code, Some(0), "{}", imported.stderr);
    let document = folder.read("schemas/talk.json");
    assert!(document.contains("\"said\""), "{document}");

    let check = ["import", "-o", "schemas/talk.json", "--check"];
    assert_eq!(run_in(folder.path(), &check, "").code, Some(0));
    folder.write("api/schemas/talk.yaml", &event.replace("string", "integer"));
    assert_eq!(run_in(folder.path(), &check, "").code, Some(3));
}

#[test]
fn a_document_goes_to_standard_output_and_the_report_to_standard_error() {
    let run = run(&[
        "import",
        "openapi.yaml",
        "--no-descriptions",
        "--sentinel",
        "[DONE]",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stdout.contains("\"[DONE]\": \"finish\""),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("A note was written."));
    golden("import.stderr", &run.stderr);
}

#[test]
fn a_document_is_written_and_checks() {
    let folder = folder();
    let written = run_in(folder.path(), IMPORT, "");
    assert_eq!(
        (written.code, written.stdout.as_str()),
        (Some(0), ""),
        "{}",
        written.stderr
    );
    let document = folder.read("schemas/feed.json");
    // As seen from the document.
    assert!(
        document.contains("\"file\": \"../api/openapi.yaml\""),
        "{document}"
    );
    let checked = run_in(folder.path(), &["check", "schemas/feed.json"], "");
    assert_eq!(
        checked.stdout, "schemas/feed.json: 3 events, 4 types\n",
        "{}",
        checked.stderr
    );
    let shown = run_in(folder.path(), &["show", "schemas/feed.json"], "");
    let words: Vec<&str> = shown.stdout.split_whitespace().collect();
    let ends = "the stream ends after it when /reason is \"shutdown\"";
    assert!(words.join(" ").contains(ends), "{}", shown.stdout);
}

#[test]
fn a_document_that_is_there_is_not_written_over() {
    let folder = folder();
    folder.write("schemas/feed.json", "{}");
    let refused = run_in(folder.path(), IMPORT, "");
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.stderr.contains("`--update` keeps"),
        "{}",
        refused.stderr
    );
    assert_eq!(folder.read("schemas/feed.json"), "{}");
    let forced = run_in(folder.path(), &[IMPORT, &["--force", "-q"]].concat(), "");
    assert_eq!((forced.code, forced.stderr.as_str()), (Some(0), ""));
    assert!(folder.read("schemas/feed.json").contains("\"done\""));
}

#[test]
fn a_check_tells_whether_the_description_changed() {
    let folder = folder();
    assert_eq!(run_in(folder.path(), IMPORT, "").code, Some(0));
    let fresh = run_in(folder.path(), CHECK, "");
    assert_eq!((fresh.code, fresh.stderr.as_str()), (Some(0), ""));
    // From any folder.
    let arguments = ["import", "-o", "feed.json", "--check"];
    assert_eq!(
        run_in(&folder.path().join("schemas"), &arguments, "").code,
        Some(0)
    );

    let changed = fixture("openapi.yaml").replace("shutdown]", "shutdown, full]");
    folder.write("api/openapi.yaml", &changed);
    let before = folder.read("schemas/feed.json");
    let stale = run_in(folder.path(), CHECK, "");
    assert_eq!((stale.code, stale.stdout.as_str()), (Some(3), ""));
    assert!(stale.stderr.contains("is out of date"), "{}", stale.stderr);
    assert_eq!(folder.read("schemas/feed.json"), before);
}

#[test]
fn an_update_keeps_what_was_added_by_hand() {
    let folder = folder();
    assert_eq!(run_in(folder.path(), IMPORT, "").code, Some(0));
    let edited = folder.read("schemas/feed.json").replacen(
        "\"events\": {",
        "\"title\": \"My notes\", \"events\": {",
        1,
    );
    folder.write("schemas/feed.json", &edited);
    let changed = fixture("openapi.yaml").replace("shutdown]", "shutdown, full]");
    folder.write("api/openapi.yaml", &changed);
    let updated = run_in(folder.path(), UPDATE, "");
    assert_eq!(updated.code, Some(0), "{}", updated.stderr);
    let document = folder.read("schemas/feed.json");
    for part in [
        "\"title\": \"My notes\"",
        "\"finish\"",
        "\"full\"",
        "\"shutdown\"",
    ] {
        assert!(document.contains(part), "{part}\n{document}");
    }
    assert_eq!(run_in(folder.path(), CHECK, "").code, Some(0));
}

#[test]
fn an_update_handles_as_it_is_told() {
    let folder = folder();
    assert_eq!(run_in(folder.path(), IMPORT, "").code, Some(0));
    let arguments = [
        UPDATE,
        &["--handle", "deleted=skip", "--handle", "done=skip"],
    ]
    .concat();
    let updated = run_in(folder.path(), &arguments, "");
    assert_eq!(updated.code, Some(0), "{}", updated.stderr);
    let said = "\
replaced: /events/done/handle: it was `finish`
replaced: /events/done/when: it was `/reason=shutdown`
";
    assert!(updated.stderr.contains(said), "{}", updated.stderr);
    let document = folder.read("schemas/feed.json");
    assert_eq!(document.matches("\"skip\"").count(), 2, "{document}");
}

#[test]
fn wrong_options_are_told_apart_from_wrong_files() {
    for arguments in [
        &["import"][..],
        &["import", "--check"],
        &["import", "openapi.yaml", "--handle", "done"],
        &["import", "openapi.yaml", "--handle", "done=stop"],
        &["import", "openapi.yaml", "--dispatch", "type"],
        &["import", "openapi.yaml", "--when", "done=reason"],
        &["import", "openapi.yaml", "--more", "error"],
        &["import", "-o", "feed-old.json", "--update"],
    ] {
        let run = run(arguments);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            run.stderr.starts_with("error: "),
            "{arguments:?}: {}",
            run.stderr
        );
    }
    for (arguments, message) in [
        (&["missing.yaml"][..], "cannot read missing.yaml"),
        (
            &["openapi.yaml", "--union", "FeedEvents"],
            "did you mean `FeedEvent`?",
        ),
        (
            &["openapi.yaml", "--handle", "don=finish"],
            "did you mean `done`?",
        ),
        (
            &["openapi.yaml", "--handle", "error=fail"],
            "has no event `error` to handle; its events are `created`, `deleted`, `done`",
        ),
        (
            &["openapi.yaml", "--handle", "error=fail"],
            "declare it with `--more error=SCHEMA`",
        ),
        (&["feed-old.json", "--union", "Nothing"], "Nothing"),
    ] {
        let run = run(&[&["import"], arguments].concat());
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(1), ""),
            "{arguments:?}"
        );
        assert!(
            run.stderr.contains(message),
            "{arguments:?}: {}",
            run.stderr
        );
    }
}
