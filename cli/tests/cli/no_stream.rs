//! What comes in place of a stream is told by whatever reads it.

use crate::live::{GOOD, Served, shop};
use crate::run::{Folder, run_in};

/// The shop with a document whose streams need no end.
fn open_shop() -> Folder {
    let folder = shop();
    let document = r##"{
        "dispatch": ["/type"],
        "errors": { "type": ["/error/type"], "message": ["/error/message"] },
        "snapshot": { "type": { "$ref": "#/$defs/Text" } },
        "events": {
            "begin": { "payload": { "$ref": "#/$defs/Text" }, "apply": [{ "start": "" }] },
            "more": { "payload": { "$ref": "#/$defs/Text" }, "apply": [{ "append": "/text", "to": "/text" }] }
        },
        "$defs": { "Text": { "required": ["text"], "properties": { "text": { "type": "string" } } } }
    }"##;
    folder.write("open.json", document);
    folder
}

#[test]
fn tail_and_fold_say_what_came_in_place_of_events() {
    let folder = open_shop();
    let begun = "data: {\"type\":\"begin\",\"text\":\"a\"}\n\n";
    let failure = r#"{"error":{"type":"overloaded","message":"Try later"}}"#;
    let failed = "a failure in place of events: overloaded: Try later";
    for (recorded, end, said) in [
        (failure.to_owned(), "", failed),
        (failure.to_owned(), "cut", failed),
        (format!("{begun}{failure}"), "", failed),
        (format!("{begun}\r\n{failure}\n"), "", failed),
        (
            "<html>\nLogin please".to_owned(),
            "",
            "text in place of events: <html> Login please",
        ),
        (
            r#"{"no":"key"}"#.to_owned(),
            "",
            r#"text in place of events: {"no":"key"}"#,
        ),
    ] {
        folder.write("a.sse", &recorded);
        folder.write("a.sse.times", "");
        if !end.is_empty() {
            folder.write("a.sse.times", &format!("{{\"end\":\"{end}\"}}\n"));
        }
        let tail = run_in(folder.path(), &["tail", "open.json", "a.sse"], "");
        assert_eq!(tail.code, Some(1), "{recorded}: {}", tail.stdout);
        assert!(tail.stdout.contains(said), "{recorded}: {}", tail.stdout);
        let fold = run_in(folder.path(), &["fold", "open.json", "a.sse"], "");
        assert_eq!(fold.code, Some(1), "{recorded}: {}", fold.stdout);
        assert!(fold.stderr.contains(said), "{recorded}: {}", fold.stderr);
    }
    // Signs of life, a beginning, and text behind whole events are no other stream.
    for recorded in [
        "\u{feff}data: {",
        ": hello\n\n",
        "retry: 1\n\n",
        begun,
        &format!("{begun}: bye\n"),
    ] {
        let tail = run_in(folder.path(), &["tail", "open.json", "-"], recorded);
        assert!(
            !tail.stdout.contains("in place of"),
            "{recorded}: {}",
            tail.stdout
        );
        assert_eq!(tail.code, Some(0), "{recorded}: {}", tail.stdout);
    }
}

#[test]
fn the_beginning_of_an_event_is_no_text_in_its_place() {
    let folder = open_shop();
    let document = folder.read("open.json");
    for (framing, begun) in [
        ("jsonl", "{\"type\":\"begin\",\"te"),
        ("json-array", " [{\"type\":\"begin\","),
        ("json-seq", "\u{1e}{\"type\":\"be"),
    ] {
        let framed = document.replacen('{', &format!("{{ \"framing\": \"{framing}\","), 1);
        folder.write("framed.json", &framed);
        for (recorded, is_text) in [(begun, false), ("<html>Login please", true)] {
            let tail = run_in(folder.path(), &["tail", "framed.json", "-"], recorded);
            assert_eq!(
                tail.stdout.contains("Login please"),
                is_text,
                "{framing}: {}",
                tail.stdout
            );
            assert_eq!(
                tail.stdout.contains("in place of"),
                is_text && framing != "json-array"
            );
        }
    }
}

#[test]
fn record_says_that_a_page_is_no_stream() {
    let folder = shop();
    folder.write("page", "<html>Login please</html>");
    folder.write(
        "page.times",
        "{\"headers\":{\"content-type\":\"text/html\"}}\n",
    );
    let served = Served::start(&folder, &["page"]);
    let recorded = run_in(folder.path(), &["record", &served.url, "-o", "a"], "");
    assert!(
        recorded.stderr.contains("text/html is no stream of events"),
        "{}",
        recorded.stderr
    );
}

#[test]
fn a_recording_that_is_there_survives_an_answer_that_never_comes() {
    let folder = shop();
    folder.write("good.sse.times", "{\"end\":\"clean\"}\n");
    let arguments = ["record", "http://127.0.0.1:1/", "-o", "good.sse", "--force"];
    let refused = run_in(folder.path(), &arguments, "");
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    assert_eq!(folder.read("good.sse"), GOOD);
    assert_eq!(folder.read("good.sse.times"), "{\"end\":\"clean\"}\n");
}
