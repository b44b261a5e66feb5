//! `diff`.

use serde_json::Value;

use crate::run::{Folder, fixture, fixtures, golden, package, run, run_in};

const TODAY: &str = "../../../apis/documents/anthropic-messages.json";

#[test]
fn changes_are_told_in_the_order_in_which_they_matter() {
    let run = run(&["diff", "feed-old.json", "feed-new.json"]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert_eq!(run.stderr, "");
    golden("diff-feed.txt", &run.stdout);
}

#[test]
fn changes_are_data_too() {
    let run = run(&["diff", "--json", "feed-old.json", "feed-new.json"]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    golden("diff-feed.json", &run.stdout);
}

#[test]
fn the_same_document_has_not_changed() {
    let run = run(&["diff", "feed-old.json", "feed-old.json", "--fail-on", "any"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(
        run.stdout,
        "Feed: feed-old.json (1) → feed-old.json (1)\nNothing changed.\n"
    );
}

#[test]
fn no_shipped_document_differs_from_itself() {
    let folder = package().join("../apis/documents");
    let entries = std::fs::read_dir(&folder).expect("the shipped documents");
    for entry in entries {
        let name = entry.expect("an entry").file_name();
        let name = name.to_str().expect("UTF-8");
        // Beside them is the folder of their examples.
        if !name.ends_with(".json") {
            continue;
        }
        let run = run_in(&folder, &["diff", name, name, "--fail-on", "any"], "");
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn a_job_can_ask_for_any_sort_of_change() {
    // An event is new, and nothing else.
    let new = fixture("feed-old.json")
        .replace(r#""ping":"#, r#""archive": { "content": "text" }, "ping":"#);
    for (fail_on, code) in [
        ("source", 0),
        ("forward", 0),
        ("backward", 0),
        ("breaking", 0),
        ("behaviour,literals", 0),
        ("matches", 3),
        ("breaking,matches", 3),
        ("any", 3),
        ("nothing", 0),
    ] {
        let arguments = ["diff", "feed-old.json", "-", "--fail-on", fail_on];
        let run = run_in(&fixtures(), &arguments, &new);
        assert_eq!(run.code, Some(code), "{fail_on}: {}", run.stdout);
    }
    let breaking = run(&[
        "diff",
        "feed-old.json",
        "feed-new.json",
        "--fail-on",
        "nothing",
    ]);
    assert_eq!(breaking.code, Some(0));
}

/// Two documents that differ in what a required property breaks.
fn requiring(required: &str) -> String {
    format!(
        r#"{{ "events": {{ "a": {{ "payload": {{
            "type": "object", "required": [{required}], "properties": {{
                "id": {{ "type": "string" }}
            }}
        }} }} }} }}"#
    )
}

#[test]
fn a_job_can_ask_for_a_verdict() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| {
        std::fs::write(folder.path().join(name), text).expect("it can be written");
    };
    write("optional.json", requiring(""));
    write("required.json", requiring(r#""id""#));
    for (old, new, fail_on, code) in [
        ("optional.json", "required.json", "backward", 3),
        ("optional.json", "required.json", "forward", 0),
        ("required.json", "optional.json", "backward", 0),
        ("required.json", "optional.json", "forward", 3),
        ("required.json", "optional.json", "source", 3),
    ] {
        let run = run_in(folder.path(), &["diff", old, new, "--fail-on", fail_on], "");
        assert_eq!(
            run.code,
            Some(code),
            "{old} {new} {fail_on}: {}",
            run.stdout
        );
    }
}

#[test]
fn the_options_of_the_derive_decide() {
    // What is boxed.
    let document = |strings: usize| {
        let fields = |count: usize, key: &str| {
            let fields = (0..count).map(|at| format!(r#""{key}{at}": {{ "type": "string" }}"#));
            fields.collect::<Vec<_>>().join(", ")
        };
        format!(
            r##"{{ "title": "Feed", "events": {{ "a": {{ "payload": {{ "$ref": "#/$defs/T" }} }} }},
                "$defs": {{
                    "T": {{ "type": "object", "properties": {{
                        {}, "u": {{ "$ref": "#/$defs/U" }} }} }},
                    "U": {{ "type": "object", "properties": {{ {} }} }}
                }} }}"##,
            fields(strings, "f"),
            fields(5, "g")
        )
    };
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("old.json"), document(4)).expect("it can be written");
    std::fs::write(folder.path().join("new.json"), document(5)).expect("it can be written");
    let run = |options: &[&str]| {
        let arguments = [&["diff", "old.json", "new.json"], options].concat();
        run_in(folder.path(), &arguments, "")
    };
    assert_eq!(run(&[]).code, Some(0));
    let replaced = run(&["--replace", "#/$defs/U=my::U"]);
    assert_eq!(replaced.code, Some(3));
    assert!(
        replaced
            .stdout
            .contains("`Event::A` was `T` and is `Box<T>`"),
        "{}",
        replaced.stdout
    );
    let unknown = run(&["--replace", "#/$defs/Uu=my::U"]);
    assert_ne!(unknown.code, Some(0));
    assert!(
        unknown.stderr.contains("did you mean"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn a_title_names_what_generate_makes_unless_a_name_is_asked_for() {
    let document =
        |title: &str| format!(r#"{{ {title} "events": {{ "a": {{ "content": "text" }} }} }}"#);
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, title: &str| {
        std::fs::write(folder.path().join(name), document(title)).expect("it can be written");
    };
    write("feed.json", r#""title": "Feed","#);
    write("news.json", r#""title": "News feed","#);
    write("untitled.json", "");
    write("other.json", "");
    let run = |arguments: &[&str]| run_in(folder.path(), &[&["diff"], arguments].concat(), "");
    let renamed = run(&["feed.json", "news.json"]);
    assert_eq!(renamed.code, Some(3));
    assert!(
        renamed.stdout.contains("`NewsFeedStream`"),
        "{}",
        renamed.stdout
    );
    assert_eq!(
        run(&["feed.json", "news.json", "--name", "Feed"]).code,
        Some(0)
    );
    // The files' names are made up for the comparison.
    assert_eq!(run(&["untitled.json", "other.json"]).code, Some(0));
    assert_eq!(run(&["untitled.json", "feed.json"]).code, Some(3));
}

#[test]
fn lines_are_counted_as_everywhere() {
    // A CR alone ends a line, too.
    let text = |ty: &str| {
        format!(
            "{{\r\"events\": {{ \"a\": {{ \"payload\":\r{{ \"properties\": {{ \"x\": {{ \"type\": \"{ty}\" }} }} }} }} }} }}"
        )
    };
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("old.json"), text("string")).expect("it can be written");
    let run = run_in(folder.path(), &["diff", "old.json", "-"], &text("integer"));
    assert_eq!(run.code, Some(3));
    assert!(run.stdout.contains("--> <stdin>:3:19"), "{}", run.stdout);
}

#[test]
fn a_broken_document_is_no_breaking_change() {
    let run = run(&["diff", "feed-old.json", "broken.json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.contains("error[dangling-reference]"),
        "{}",
        run.stderr
    );
}

#[test]
fn from_six_events_to_today_the_reader_learns_what_to_handle() {
    let run = run(&["diff", "messages-six-events.json", TODAY]);
    assert_eq!(run.code, Some(3));
    let (handle, rest) = run
        .stdout
        .split_once("\nBreaking for code")
        .expect("both parts");
    for line in [
        "  new event completion  Event::Completion(Completion)",
        "      A piece of a legacy text completion; the last one carries a stop reason.",
        "  new event error  Failure::ErrorResponse(ErrorResponse)",
        "      The request failed after the response had begun.",
    ] {
        assert!(handle.lines().any(|it| it == line), "{line}\n{handle}");
    }
    for (wire, rust) in [
        ("thinking_delta", "ThinkingDelta"),
        ("signature_delta", "SignatureDelta"),
        ("server_tool_use", "ServerToolUse"),
        ("pause_turn", "PauseTurn"),
    ] {
        let told = |line: &str| {
            let mut words = line.split_whitespace();
            words.next() == Some(wire) && words.next() == Some(rust)
        };
        assert!(handle.lines().any(told), "{wire}\n{handle}");
    }
    assert!(rest.contains("`Event::MessageDelta` was `MessageDelta` and is `Box<MessageDelta>`"));
    assert!(rest.contains("Event `message_stop` is the last item of the stream"));
    assert!(rest.contains("Event `ping` is new\n      why: it is dropped"));
    let verdicts: Vec<_> = rest.lines().rev().take(3).collect();
    assert!(
        verdicts.iter().all(|it| it.contains(" breaking: ")),
        "{verdicts:?}"
    );
}

#[test]
fn every_change_is_found_where_it_says() {
    let run = run(&["diff", "--json", "messages-six-events.json", TODAY]);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let changes = report["changes"].as_array().expect("changes");
    assert!(changes.len() > 100);
    for change in changes {
        let place = &change["place"];
        // A document may say nothing of a rule that has a default.
        let is_default = change["kind"] == "end" || place["pointer"] == "";
        assert!(is_default || place["line"].is_u64(), "{change}");
        let impacts = change["impacts"].as_array().expect("a list");
        let verdict = |name: &str| change["verdicts"][name] == "breaking";
        let has = |impact: &str| impacts.iter().any(|it| it == impact);
        assert_eq!(verdict("source"), has("breaking"), "{change}");
        assert_eq!(verdict("forward"), change["forward"].is_string());
        assert_eq!(verdict("backward"), change["backward"].is_string());
        let is_told = ["reason", "forward", "backward"];
        let is_told = is_told
            .iter()
            .any(|it| change[it].as_str().is_some_and(|it| !it.is_empty()));
        assert!(impacts.is_empty() || is_told, "{change}");
    }
}

#[test]
fn kinds_of_changes_are_denied_and_allowed_by_their_names() {
    let code = |arguments: &[&str]| {
        let diff = ["diff", "feed-old.json", "feed-new.json"];
        run(&[&diff[..], arguments].concat()).code
    };
    let report = run(&["diff", "feed-old.json", "feed-new.json", "--json"]);
    let report: Value = serde_json::from_str(&report.stdout).expect("JSON");
    let changes = report["changes"].as_array().expect("changes");
    let kinds = |denied: bool| {
        let kinds = changes.iter().filter(|it| it["denied"] == denied);
        let kinds: Vec<_> = kinds.filter_map(|it| it["kind"].as_str()).collect();
        kinds.join(",")
    };
    let (breaking, others) = (kinds(true), kinds(false));
    assert!(!breaking.is_empty() && !others.is_empty());
    assert_eq!(code(&[]), Some(3));
    assert_eq!(code(&["--allow", &breaking]), Some(0));
    assert_eq!(code(&["--fail-on", "none"]), Some(0));
    assert_eq!(code(&["--fail-on", "none", "--deny", &others]), Some(3));
    assert_eq!(code(&["--fail-on", "none", "--deny", "framing"]), Some(0));
    // What is allowed is told all the same.
    let told = run(&[
        "diff",
        "feed-old.json",
        "feed-new.json",
        "--allow",
        &breaking,
    ]);
    assert_eq!(
        told.stdout,
        run(&["diff", "feed-old.json", "feed-new.json"]).stdout
    );
    for option in ["--deny", "--allow"] {
        let wrong = run(&[
            "diff",
            "feed-old.json",
            "feed-new.json",
            option,
            "field-remvoed",
        ]);
        assert_eq!(wrong.code, Some(2));
        assert!(
            wrong.stderr.contains("did you mean `field-removed`?"),
            "{}",
            wrong.stderr
        );
    }
}

#[test]
fn a_stream_that_no_longer_needs_its_end_breaks_both_ways() {
    let folder = Folder::new();
    let events =
        |done: &str| format!("{{ \"events\": {{ \"a\": {{ \"content\": \"text\" }}{done} }} }}");
    let done = r#", "done": { "handle": "finish", "content": "none" }"#;
    let item = r#", "done": { "content": "none" }"#;
    folder.write("done.json", &events(done));
    folder.write("item.json", &events(item));
    folder.write("none.json", &events(""));
    for name in ["item.json", "none.json"] {
        for pair in [["done.json", name], [name, "done.json"]] {
            let all = [&["diff", "--json"][..], &pair].concat();
            let report = run_in(folder.path(), &all, "");
            let report: Value = serde_json::from_str(&report.stdout).expect("JSON");
            assert_eq!(report["verdicts"]["forward"], "breaking", "{report}");
            assert_eq!(report["verdicts"]["backward"], "breaking", "{report}");
            let changes = report["changes"].as_array().expect("changes");
            assert!(changes.iter().any(|it| it["kind"] == "end"), "{report}");
        }
        let told = run_in(folder.path(), &["diff", "done.json", name], "");
        assert!(
            told.stdout.contains("a stream that is cut reads as whole"),
            "{}",
            told.stdout
        );
        let denied = ["diff", "done.json", name, "--fail-on", "backward"];
        assert_eq!(run_in(folder.path(), &denied, "").code, Some(3));
    }
}

#[test]
fn what_to_compare_with_is_asked_for() {
    let folder = Folder::new();
    folder.write("a.json", r#"{ "events": { "a": { "content": "text" } } }"#);
    let alone = run_in(folder.path(), &["diff", "a.json"], "");
    assert_eq!(alone.code, Some(2));
    assert!(
        alone
            .stderr
            .contains("stream-events diff a.json --against git:HEAD"),
        "{}",
        alone.stderr
    );
    let revision = run_in(folder.path(), &["diff", "a.json", "--against", "v1"], "");
    assert_eq!(revision.code, Some(1));
    assert!(
        revision.stderr.contains("`--against git:v1`"),
        "{}",
        revision.stderr
    );
    // What can be read and is no document is no revision.
    let itself = run_in(
        folder.path(),
        &["diff", "a.json", "--against", "a.json"],
        "",
    );
    assert_eq!((itself.code, itself.stderr.as_str()), (Some(0), ""));
}
