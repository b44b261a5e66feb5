//! `drift`, and recordings that are no stream or stop early.

use serde_json::Value;

use crate::run::{Folder, run, run_in};

const DOCUMENT: &str = r#"{
    "framing": "FRAMING",
    "dispatch": ["/type"],
    "errors": { "type": ["/error/type"], "message": ["/error/message"] },
    "events": {
        "order": { "payload": { "type": "object", "properties": { "type": { "const": "order" } } } },
        "failed": { "handle": "fail", "payload": { "type": "object" } }END
    }
}"#;

/// A folder with documents of each framing, of which `done.json` declares an end.
fn folder() -> Folder {
    let folder = Folder::new();
    let done = r#", "done": { "handle": "finish", "content": "none" }"#;
    for (name, framing, end) in [
        ("done.json", "sse", done),
        ("open.json", "sse", ""),
        ("lines.json", "jsonl", ""),
        ("array.json", "json-array", ""),
    ] {
        folder.write(
            name,
            &DOCUMENT.replace("FRAMING", framing).replace("END", end),
        );
    }
    folder
}

/// What `drift --json` finds: `kind pointer message`, and the example.
fn found(folder: &Folder, document: &str, recorded: &str, times: &str) -> Vec<(String, String)> {
    folder.write("recorded", recorded);
    folder.write("recorded.times", times);
    let run = run_in(
        folder.path(),
        &["drift", document, "recorded", "--json"],
        "",
    );
    assert_eq!(run.stderr, "", "{document} {recorded}");
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found = report["differences"].as_array().expect("a list");
    assert_eq!(run.code, Some(if found.is_empty() { 0 } else { 3 }));
    let text = |it: &Value, key: &str| it[key].as_str().expect("text").to_owned();
    let line = |it: &Value| {
        let line = ["kind", "pointer", "message"].map(|key| text(it, key));
        (line.join(" "), text(it, "example"))
    };
    found.iter().map(line).collect()
}

#[test]
fn what_is_no_stream_is_told() {
    let folder = folder();
    let none = "stream  no message in it: is it a recording of this API?";
    let empty = "stream  it is empty: is it a recording of this API?";
    let document = folder.read("open.json");
    let page = "<!doctype html>\n<html><title>502</title></html>\n";
    for name in ["done.json", "open.json"] {
        let alone = |recorded: &str| {
            let found = found(&folder, name, recorded, "");
            assert_eq!(found.len(), 1, "{found:?}");
            found.into_iter().next().expect("one difference")
        };
        assert_eq!(alone(""), (empty.to_owned(), String::new()));
        assert_eq!(alone("\r\n \n").0, empty);
        let (what, example) = alone(page);
        assert_eq!(what, none);
        assert_eq!(example, "<!doctype html> <html><title>502</title></html>");
        assert_eq!(alone(&document).0, none);
        assert_eq!(alone("\u{0}\u{1}\u{fffd}").0, none);
        assert_eq!(alone(r#"{"error":"why"}"#).0, none);
        assert_eq!(
            alone(r#"{"error":{"type":"overloaded","message":"Try later"}}"#).0,
            "stream  a failure in place of events: overloaded: Try later"
        );
    }
    for name in ["lines.json", "array.json"] {
        assert_eq!(found(&folder, name, "", "")[0].0, empty);
        let page = found(&folder, name, page, "");
        assert_eq!(page.len(), 1, "{page:?}");
        assert!(page[0].0.starts_with("stream  "), "{page:?}");
    }
    // An array without an element is a stream without events, and so are signs of life.
    assert_eq!(found(&folder, "array.json", "[]\n", ""), []);
    assert_eq!(found(&folder, "open.json", ": ping\n\n", ""), []);
    // An example is cut, and stays on its line.
    let long = found(&folder, "open.json", &"<p>\n".repeat(100_000), "");
    assert!(long[0].1.chars().count() <= 121, "{long:?}");
}

#[test]
fn a_stream_that_stops_early_is_told() {
    let folder = folder();
    let order = "data: {\"type\":\"order\"}\n\n";
    let done = "data: {\"type\":\"done\"}\n\n";
    let with = |more: &str| format!("{order}{more}");
    let told = |document: &str, recorded: &str, times: &str| -> Vec<String> {
        let found = found(&folder, document, recorded, times);
        found.into_iter().map(|(what, _)| what).collect()
    };
    let nothing: [&str; 0] = [];
    let stops = "end /end it stops without its declared end";
    let inside = "end /end it stops inside an event";
    let cut = "end /end it was cut before its end";
    assert_eq!(told("done.json", &with(done), ""), nothing);
    assert_eq!(told("done.json", order, ""), [stops]);
    assert_eq!(told("open.json", order, ""), nothing);
    for document in ["done.json", "open.json"] {
        assert_eq!(told(document, &with("data: {\"ty"), ""), [inside]);
        assert_eq!(told(document, order, "{\"end\":\"cut\"}\n"), [cut]);
        let idle = told(document, order, "{\"end\":\"nothing came in 30 s\"}\n");
        assert_eq!(
            idle,
            ["end /end it was broken off before its end: nothing came in 30 s"]
        );
        // The document says that a stream may fail, and what a failed response is.
        let failed = with("data: {\"type\":\"failed\"}\n\n");
        assert_eq!(told(document, &failed, ""), nothing);
        let refused = told(document, "{\"error\":{}}", "{\"status\":429}\n");
        assert!(
            refused.iter().all(|it| !it.starts_with("stream")),
            "{refused:?}"
        );
    }
    // What comes after the end is none of the stream.
    assert_eq!(
        told("done.json", &with(done), "{\"end\":\"cut\"}\n"),
        nothing
    );
    assert_eq!(
        told("array.json", "[{\"type\":\"order\"}", ""),
        ["end /end its JSON array is not closed"]
    );
    assert_eq!(told("done.json", "event: order\ndata: {", ""), [inside]);
    // What a server says is no line of the command's.
    let long = format!(
        r#"{{"error":{{"type":"x","message":"a\nb {}"}}}}"#,
        "c".repeat(100_000)
    );
    let told_long = told("open.json", &long, "");
    assert!(
        told_long[0].starts_with("stream  a failure in place of events: x: a b c"),
        "{told_long:?}"
    );
    assert!(told_long[0].len() < 400, "{told_long:?}");
    // A failure that a server wrote in the middle.
    let broken = with(r#"{"error":{"type":"overloaded","message":"Try later"}}"#);
    assert_eq!(
        told("done.json", &broken, ""),
        ["stream  a failure in place of events: overloaded: Try later"]
    );
}

#[test]
fn they_are_left_out_annotated_explained_and_never_patched() {
    let folder = folder();
    folder.write("empty.sse", "");
    folder.write("early.sse", "data: {\"type\":\"order\"}\n\n");
    let drift = ["drift", "done.json", "empty.sse", "early.sse"];
    let with = |more: &[&str]| run_in(folder.path(), &[&drift[..], more].concat(), "");
    let told = with(&[]);
    assert_eq!(told.code, Some(3));
    assert!(
        told.stdout.contains("stream   it is empty")
            && told.stdout.contains("end      /end  it stops"),
        "{}",
        told.stdout
    );
    assert_eq!(with(&["--allow", "stream"]).code, Some(3));
    assert_eq!(with(&["--allow", "stream,end"]).code, Some(0));
    let annotated = with(&["--format", "github"]).stdout;
    assert!(
        annotated.contains("title=stream") && annotated.contains("title=end"),
        "{annotated}"
    );
    let before = folder.read("done.json");
    let patched = with(&["--patch"]);
    assert_eq!(patched.code, Some(3));
    assert!(
        patched.stderr.contains("empty.sse: it is empty")
            && patched
                .stderr
                .contains("/end: it stops without its declared end"),
        "{}",
        patched.stderr
    );
    assert_eq!(folder.read("done.json"), before);
    for kind in ["stream", "end"] {
        let explained = run(&["explain", kind]);
        assert_eq!(explained.code, Some(0));
        assert!(
            explained.stdout.contains(&format!("difference[{kind}]")),
            "{}",
            explained.stdout
        );
    }
}
