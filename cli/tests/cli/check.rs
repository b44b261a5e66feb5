//! `check`.

use serde_json::{Value, json};

use crate::run::{fixture, fixtures, golden, run, run_in, run_with};

#[test]
fn right_documents_are_summed_up() {
    let run = run(&["check", "feed-old.json", "feed-new.json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "feed-old.json: 4 events, 1 type\nfeed-new.json: 5 events, 2 types\n"
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn mistakes_are_shown_with_their_lines() {
    let run = run(&["check", "broken.json", "feed-old.json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, "feed-old.json: 4 events, 1 type\n");
    golden("check-broken.stderr", &run.stderr);
}

#[test]
fn mistakes_are_data_too() {
    let run = run(&["check", "--json", "broken.json", "notes.json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr, "");
    golden("check-broken.json", &run.stdout);
}

#[test]
fn notes_are_no_mistakes() {
    let noted = run(&["check", "notes.json"]);
    assert_eq!(noted.code, Some(0));
    golden("check-notes.stderr", &noted.stderr);
    let quiet = run(&["check", "--quiet", "notes.json"]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));
}

#[test]
fn notes_fail_a_job_that_denies_them() {
    let summary = "notes.json: 1 event, 1 type\n";
    for denied in ["notes", "unused-definition", "raw-union,unused-definition"] {
        let run = run(&["check", "notes.json", "feed-old.json", "--deny", denied]);
        assert_eq!(run.code, Some(1), "{denied}");
        assert_eq!(run.stdout, "feed-old.json: 4 events, 1 type\n");
        assert!(
            run.stderr.contains("note[unused-definition]"),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("error: notes.json: 1 denied note\n"),
            "{}",
            run.stderr
        );
    }
    for arguments in [
        &["--deny", "raw-union"][..],
        &["--deny", "notes", "--allow", "unused-definition"],
        &[
            "--allow",
            "unused-definition",
            "--deny",
            "unused-definition",
        ],
    ] {
        let run = run(&[&["check", "notes.json"], arguments].concat());
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(0), summary),
            "{arguments:?}"
        );
    }
    let allowed = run(&["check", "notes.json", "--allow", "unused-definition"]);
    assert_eq!(allowed.stderr, "");
    // What fails is shown.
    let quiet = run(&["check", "-q", "notes.json", "--deny", "notes"]);
    assert_eq!(quiet.code, Some(1));
    assert!(
        quiet.stderr.contains("note[unused-definition]"),
        "{}",
        quiet.stderr
    );

    let json = run(&["check", "--json", "notes.json", "--deny", "notes"]);
    assert_eq!((json.code, json.stderr.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_str(&json.stdout).expect("JSON");
    let document = &report["documents"][0];
    assert_eq!(document["ok"], false);
    assert_eq!(document["diagnostics"][0]["denied"], true);
    let json = run(&[
        "check",
        "--json",
        "notes.json",
        "--allow",
        "unused-definition",
    ]);
    let report: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(report["documents"][0]["diagnostics"], json!([]));
}

#[test]
fn warnings_are_told_from_notes() {
    // A pointer that finds nothing, and a type that nothing leads to.
    let text = r##"{
      "events": { "error": { "handle": "fail", "payload": { "properties": { "a": true } } } },
      "errors": { "type": ["/type"] },
      "$defs": { "Unused": { "type": "object" } }
    }"##;
    for (arguments, code, counts) in [
        (
            &["--deny", "notes"][..],
            1,
            "<stdin>: 1 denied warning, 1 denied note\n",
        ),
        (&["--deny", "warnings"], 1, "<stdin>: 1 denied warning\n"),
        (&["--deny", "warnings", "--allow", "lost-pointer"], 0, ""),
        (
            &["--deny", "notes", "--allow", "lost-pointer"],
            1,
            "<stdin>: 1 denied note\n",
        ),
        (&[], 0, ""),
    ] {
        let run = run_in(&fixtures(), &[&["check", "-"], arguments].concat(), text);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(counts), "{arguments:?}: {}", run.stderr);
        let allowed = arguments.contains(&"--allow");
        assert_eq!(
            run.stderr.contains("warning[lost-pointer]"),
            !allowed,
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("note[unused-definition]"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn only_notes_are_denied_or_allowed() {
    for (arguments, message) in [
        (["--deny", "note"], "did you mean `notes`?"),
        (["--deny", "syntax"], "is an error, not a note"),
        (["--allow", "notes"], "write one of unreachable-event, "),
        (
            ["--allow", "unused-defnition"],
            "did you mean `unused-definition`?",
        ),
    ] {
        let run = run(&[&["check", "notes.json"], &arguments[..]].concat());
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            run.stderr.contains(message),
            "{arguments:?}: {}",
            run.stderr
        );
    }
}

#[test]
fn a_file_that_is_not_there_hides_no_other() {
    let run = run(&["check", "missing.json", "feed-old.json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, "feed-old.json: 4 events, 1 type\n");
    assert!(
        run.stderr.starts_with("error: cannot read missing.json: "),
        "{}",
        run.stderr
    );
}

#[test]
fn a_file_that_cannot_be_read_is_in_the_json() {
    let run = run(&["check", "--json", "missing.json", "feed-old.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let missing = &report["documents"][0];
    assert_eq!(
        (&missing["file"], &missing["ok"]),
        (&json!("missing.json"), &json!(false))
    );
    let error = missing["error"].as_str().expect("an error");
    assert!(error.starts_with("cannot read missing.json: "), "{error}");
    assert_eq!(report["documents"][1]["ok"], true);
    assert_eq!(report["documents"][1]["error"], Value::Null);
}

#[test]
fn names_are_checked_with_the_options_of_the_derive() {
    let text = r#"{ "events": { "a.b": { "content": "text" }, "a_b": { "content": "text" } } }"#;
    let renamed = ["check", "-", "--rename", "#/events/a.b=Other"];
    assert_eq!(run_in(&fixtures(), &renamed, text).code, Some(0));
    let nothing = ["check", "-", "--rename", "#/events/c=Other"];
    let run = run_in(&fixtures(), &nothing, text);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("#/events/c"), "{}", run.stderr);
    let malformed = ["check", "-", "--rename", "Other"];
    assert_eq!(run_in(&fixtures(), &malformed, text).code, Some(2));
}

#[test]
fn a_document_may_come_by_pipe() {
    let run = run_in(&fixtures(), &["check", "-"], &fixture("feed-old.json"));
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "<stdin>: 4 events, 1 type\n")
    );
}

#[test]
fn two_events_of_one_rust_name_are_a_mistake() {
    let text = r#"{ "events": { "a.b": { "content": "text" }, "a_b": { "content": "text" } } }"#;
    let run = run_in(&fixtures(), &["check", "-"], text);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("error[name-taken]"), "{}", run.stderr);
    assert!(run.stderr.contains("<stdin>:1:"), "{}", run.stderr);
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    let arguments = ["check", "broken.json"];
    let escape = '\u{1b}';
    assert!(!run(&arguments).stderr.contains(escape));
    let asked = run(&["--color", "always", "check", "broken.json"]);
    assert!(asked.stderr.contains(escape));
    let forced = run_with(&fixtures(), &arguments, "", &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.stderr.contains(escape));
    let refused = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
    let refused = run_with(&fixtures(), &arguments, "", &refused);
    assert!(!refused.stderr.contains(escape));
    // Colours add nothing and take nothing away.
    assert_eq!(without_colours(&asked.stderr), run(&arguments).stderr);
}

fn without_colours(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |mut plain, piece| {
        plain.push_str(piece.split_once('m').map_or(piece, |(_, rest)| rest));
        plain
    })
}
