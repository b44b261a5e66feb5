//! `fold`, and the examples that `check` runs.

use std::fs;
use std::path::Path;

use crate::run::run_in;

const DOCUMENT: &str = r##"{
    "snapshot": { "type": { "$ref": "#/$defs/Poem" }, "initial": { "lines": [] } },
    "dispatch": ["event"],
    "events": {
        "line": { "payload": { "$ref": "#/$defs/Line" }, "apply": [{ "insert": "/line", "to": "/lines/{/at}" }] },
        "error": { "handle": "fail", "payload": true },
        "end": { "handle": "finish", "content": "none", "apply": [] }
    },
    EXAMPLES
    "$defs": {
        "Poem": {
            "required": ["lines"],
            "properties": { "lines": { "type": "array", "items": { "type": "string" } } }
        },
        "Line": {
            "required": ["at", "line"],
            "properties": { "at": { "type": "integer" }, "line": { "type": "string" } }
        }
    }
}"##;

const WHOLE: &str = "event: line\ndata: {\"at\":0,\"line\":\"one\"}\n\nevent: end\ndata:\n\n";
const POEM: &str = "{\n  \"lines\": [\"one\"]\n}\n";

/// A folder with the document and a recording.
fn folder(examples: &str, recording: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("poem.json", &DOCUMENT.replace("EXAMPLES", examples));
    write("poem.sse", recording);
    folder
}

fn fold(folder: &Path) -> (Option<i32>, String, String) {
    let run = run_in(folder, &["fold", "poem.json", "poem.sse"], "");
    (run.code, run.stdout, run.stderr)
}

#[test]
fn a_recording_becomes_the_value_that_it_adds_up_to() {
    let folder = folder("", WHOLE);
    assert_eq!(
        fold(folder.path()),
        (Some(0), POEM.to_owned(), String::new())
    );
    let run = run_in(folder.path(), &["fold", "poem.json", "-"], WHOLE);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), POEM));
}

#[test]
fn a_value_that_is_not_final_is_printed_with_the_reason() {
    let said = |recording: &str| {
        let folder = folder("", recording);
        let (code, stdout, stderr) = fold(folder.path());
        assert_eq!((code, stdout.as_str()), (Some(1), POEM), "{stderr}");
        stderr
    };
    let line = "event: line\ndata: {\"at\":0,\"line\":\"one\"}\n\n";
    let cut = said(line);
    assert!(
        cut.contains("poem.sse: the stream did not end as the document declares"),
        "{cut}"
    );
    let failed = said(&format!("{line}event: error\ndata: \"too late\"\n\n"));
    assert!(
        failed.contains("the stream failed: \"too late\""),
        "{failed}"
    );
    let twice = said(&format!("{line}{line}event: end\ndata:\n\n"));
    assert!(
        twice.contains("`/lines/0` is there already (rule /events/line/apply/0)"),
        "{twice}"
    );
    let lost = said(&format!(
        "{line}event: line\ndata: 7\n\nevent: end\ndata:\n\n"
    ));
    assert!(lost.contains("an event was lost"), "{lost}");
}

#[test]
fn how_a_recording_ended_is_said_beside_it() {
    // An end that a document declares is one, whatever comes of the connection after it.
    let folder = folder("", WHOLE);
    let times = folder.path().join("poem.sse.times");
    fs::write(
        &times,
        "{\"status\":200}\n{\"at\":1,\"bytes\":9}\n{\"end\":\"cut\"}\n",
    )
    .unwrap();
    assert_eq!(fold(folder.path()).0, Some(0));
    fs::write(&times, "{\"status\":500}\n{\"end\":\"clean\"}\n").unwrap();
    let (code, _, stderr) = fold(folder.path());
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("poem.sse is no stream: its status is 500"),
        "{stderr}"
    );
    fs::write(&times, "status 200\n").unwrap();
    let stderr = fold(folder.path()).2;
    let expected = "poem.sse.times: line 1 is no such object: ";
    assert!(stderr.contains(expected), "{stderr}");
    fs::write(&times, "{\"at\":1,\"bytes\":900}\n").unwrap();
    let stderr = fold(folder.path()).2;
    let expected = "poem.sse.times: it counts 900 bytes, but the recording has ";
    assert!(stderr.contains(expected), "{stderr}");
}

/// A last event without the blank line after it.
#[test]
fn a_last_event_counts_as_the_document_says_and_only_after_a_clean_end() {
    let open = WHOLE.strip_suffix('\n').unwrap();
    let said = |unterminated: &str, recording: &str, times: &str| {
        let folder = folder(unterminated, recording);
        fs::write(folder.path().join("poem.sse.times"), times).unwrap();
        let (code, stdout, _) = fold(folder.path());
        assert_eq!(stdout, POEM);
        code
    };
    let dispatch = r#""unterminated": "dispatch","#;
    assert_eq!(said("", WHOLE, ""), Some(0));
    assert_eq!(said(dispatch, open, ""), Some(0));
    assert_eq!(said(dispatch, open, r#"{"end":"clean"}"#), Some(0));
    assert_eq!(said(dispatch, open, r#"{"end":"cut"}"#), Some(1));
    assert_eq!(
        said(dispatch, open, r#"{"end":"connection reset"}"#),
        Some(1)
    );
    assert_eq!(said("", open, ""), Some(1));
    // A line that is cut off may have gone on.
    let half = open.strip_suffix('\n').unwrap();
    assert_eq!(said(dispatch, half, ""), Some(1));
}

/// What comes after all has come may be cut off, where nothing has to come any more.
#[test]
fn a_value_that_is_complete_needs_no_more_than_a_clean_end() {
    let folder = folder("", "event: line\ndata: {\"at\":0,\"line\":\"one\"}\n\n");
    let document = DOCUMENT
        .replace("EXAMPLES", "")
        .replace(r#""finish""#, r#""complete""#);
    fs::write(folder.path().join("poem.json"), document).unwrap();
    let read = |more: &str, times: &str| {
        let line = "event: line\ndata: {\"at\":0,\"line\":\"one\"}\n\n";
        fs::write(folder.path().join("poem.sse"), format!("{line}{more}")).unwrap();
        fs::write(folder.path().join("poem.sse.times"), times).unwrap();
        fold(folder.path()).0
    };
    assert_eq!(read("", ""), Some(1));
    assert_eq!(read("event: end\ndata:\n\n", ""), Some(0));
    assert_eq!(read("event: end\ndata:\n\ndata: [DO", ""), Some(0));
    assert_eq!(read("event: end\ndata:\n\n", r#"{"end":"cut"}"#), Some(1));
}

#[test]
fn a_document_without_a_snapshot_adds_nothing_up() {
    let folder = folder("", WHOLE);
    fs::write(
        folder.path().join("poem.json"),
        r#"{ "events": { "end": { "handle": "skip" } } }"#,
    )
    .unwrap();
    let (code, stdout, stderr) = fold(folder.path());
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("poem.json has no `snapshot`"), "{stderr}");
}

#[test]
fn check_runs_the_examples_of_a_document() {
    let examples = r#""examples": [{ "recording": "poem.sse", "final": "final.json" }],"#;
    let folder = folder(examples, WHOLE);
    let check = || {
        let run = run_in(folder.path(), &["check", "poem.json"], "");
        (run.code, run.stdout + &run.stderr)
    };
    let (code, said) = check();
    assert_eq!(code, Some(1));
    assert!(said.contains("final.json"), "{said}");
    fs::write(folder.path().join("final.json"), POEM).unwrap();
    assert_eq!(
        check(),
        (Some(0), "poem.json: 3 events, 2 types\n".to_owned())
    );
    fs::write(folder.path().join("final.json"), r#"{ "lines": ["two"] }"#).unwrap();
    let (code, said) = check();
    assert_eq!(code, Some(1));
    let expected = "poem.json: /examples/0: poem.sse: `/lines/0` is \"one\", not \"two\"";
    assert!(said.contains(expected), "{said}");
}

/// A file beside the document may have any name.
#[test]
fn examples_are_never_standard_input() {
    let folder = folder(
        r#""examples": [{ "recording": "-", "final": "final.json" }],"#,
        "",
    );
    fs::write(folder.path().join("-"), WHOLE).unwrap();
    fs::write(folder.path().join("final.json"), POEM).unwrap();
    let run = run_in(folder.path(), &["check", "poem.json"], "");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_examples_of_the_shipped_documents_add_up() {
    let folder = crate::run::package().join("../apis/documents");
    for api in [
        "anthropic-messages",
        "anthropic-sessions",
        "openai-chat-completions",
        "openai-responses",
    ] {
        let file = format!("{api}.json");
        let text = fs::read_to_string(folder.join(&file)).unwrap();
        assert!(text.contains("\"examples\": ["), "{api}");
        let run = run_in(&folder, &["check", "--quiet", &file], "");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{api}");
    }
}

#[test]
fn show_says_what_the_events_add_up_to() {
    let folder = crate::run::package().join("../apis/documents");
    let run = run_in(&folder, &["show", "openai-chat-completions.json"], "");
    let line = |name: &str| {
        let mut lines = run.stdout.lines();
        lines
            .find_map(|line| line.strip_prefix(name))
            .unwrap()
            .trim()
            .to_owned()
    };
    assert_eq!(
        line("adds up to"),
        "ChatCompletion; a second start is ignored"
    );
    assert!(
        line("changes").starts_with("logprobs_content (choices_index), "),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("tool_call (choices_index, tool_calls_index)"),
        "{}",
        run.stdout
    );
}
