//! `diff`.

use serde_json::Value;

use crate::run::{fixture, fixtures, golden, package, run, run_in};

const TODAY: &str = "../../../schema/apis/anthropic-messages.json";

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
    let folder = package().join("../schema/apis");
    let entries = std::fs::read_dir(&folder).expect("the shipped documents");
    for entry in entries {
        let name = entry.expect("an entry").file_name();
        let name = name.to_str().expect("UTF-8");
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
    let verdict = rest.lines().last().expect("a verdict");
    assert!(verdict.starts_with("breaking: "), "{verdict}");
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
        let verdict = if change["impact"] == "breaking" {
            "breaking"
        } else {
            "compatible"
        };
        assert_eq!(change["verdict"], verdict);
        let understood = change["impact"] == "none" || change["reason"] != "";
        assert!(understood, "{change}");
    }
}
