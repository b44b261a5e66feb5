//! `apis` and `meta-schema`: what comes with the command.

use std::fs;

use serde_json::Value;
use stream_events_apis::ALL;

use crate::run::{golden, package, run, run_in};

#[test]
fn the_apis_are_listed() {
    let list = run(&["apis"]);
    assert_eq!((list.code, list.stderr.as_str()), (Some(0), ""));
    golden("apis.txt", &list.stdout);
}

#[test]
fn programs_read_the_list_as_json() {
    let list = run(&["apis", "--json"]);
    assert_eq!((list.code, list.stderr.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&list.stdout).expect("JSON");
    assert_eq!(report["format"], 1);
    let apis = report["apis"].as_array().expect("an array");
    assert_eq!(apis.len(), ALL.len());
    let sessions = apis.iter().find(|it| it["name"] == "anthropic-sessions");
    let sessions = sessions.expect("it is one of them");
    assert_eq!(sessions["title"], "Sessions");
    assert_eq!(sessions["framing"], "sse");
    assert_eq!(sessions["events"], 42);
    assert_eq!(sessions["examples"], 1);
    assert!(sessions["description"].is_string());
}

#[test]
fn a_document_is_printed_as_it_is() {
    for api in ALL {
        let show = run(&["apis", "show", api.name]);
        assert_eq!((show.code, show.stderr.as_str()), (Some(0), ""));
        assert!(show.stdout == api.document, "{}", api.name);
    }
}

/// What is printed is a document that other subcommands take.
#[test]
fn a_printed_document_is_one_to_check() {
    let document = run(&["apis", "show", "openai-responses"]).stdout;
    let check = run_in(&package(), &["check", "-"], &document);
    assert_eq!(check.code, Some(0), "{}", check.stderr);
}

#[test]
fn a_wrong_name_is_a_mistake_of_the_command_line() {
    for (name, help) in [
        ("openai-response", "did you mean `openai-responses`?"),
        ("openai_responses", "did you mean `openai-responses`?"),
        (
            "Gemini",
            "did you mean `gemini-generate-content` or `gemini-generate-content-array`?",
        ),
        ("banana", "`stream-events apis` lists them"),
        ("", "`stream-events apis` lists them"),
    ] {
        for arguments in [&["apis", "show", name][..], &["init", name, "-o", "x.json"]] {
            let run = run(arguments);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{name}");
            assert!(run.stderr.contains(help), "{name}: {}", run.stderr);
        }
    }
}

#[test]
fn printing_one_helps_with_examples_and_exit_codes() {
    let help = run(&["apis", "show", "--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
    golden("help-apis-show.txt", &help.stdout);
}

#[test]
fn the_meta_schema_is_the_one_of_the_repository() {
    let printed = run(&["meta-schema"]);
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(0), ""));
    let file = package().join("../schema/event-schema.json");
    assert_eq!(printed.stdout, fs::read_to_string(file).expect("a file"));
}
