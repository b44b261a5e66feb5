//! Names of files, APIs and findings that are not there, and what may be meant.

use crate::run::{Folder, run_in};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "schemas/messages.json",
        r#"{ "events": { "a": { "content": "text" } } }"#,
    );
    folder.write("answer.sse", "event: a\ndata: x\n\n");
    folder
}

#[test]
fn a_file_that_is_not_there_is_told_with_the_nearest_one() {
    let folder = folder();
    let near = "did you mean `schemas/messages.json`?";
    for (arguments, said) in [
        (&["check", "schemas/mesages.json"][..], near),
        (&["show", "schemas/messages"], near),
        (
            &["diff", "schemas/messages.jsn", "schemas/messages.json"],
            near,
        ),
        (&["drift", "schemas/message.json", "answer.sse"], near),
        (
            &["drift", "schemas/messages.json", "answers.sse"],
            "did you mean `answer.sse`?",
        ),
        (
            &["drift", "antropic-messages", "answer.sse"],
            "did you mean the API `anthropic-messages`?",
        ),
        (
            &["check", "anthropic-messages"],
            "stream-events init anthropic-messages -o anthropic-messages.json",
        ),
    ] {
        let run = run_in(folder.path(), arguments, "");
        assert_eq!(run.code, Some(1), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?} {}", run.stderr);
    }
    for path in [
        "zebra",
        "none/messages.json",
        "schemas/zebra.yaml",
        "schemas/messages.json/x",
    ] {
        let run = run_in(folder.path(), &["check", path], "");
        assert_eq!(run.code, Some(1));
        assert!(!run.stderr.contains("did you mean"), "{}", run.stderr);
    }
}

#[test]
fn what_reads_streams_takes_the_name_of_an_api_that_comes_with_the_command() {
    let folder = Folder::new();
    let api = stream_events_apis::find("anthropic-messages").expect("an API");
    folder.write("answer.sse", api.examples[0].recording.text);
    for arguments in [
        &["drift", "anthropic-messages", "answer.sse"][..],
        &["fold", "anthropic-messages", "answer.sse"],
        &["tail", "anthropic-messages", "answer.sse"],
        &[
            "view",
            "answer.sse",
            "-d",
            "anthropic-messages",
            "-o",
            "a.html",
        ],
    ] {
        let run = run_in(folder.path(), arguments, "");
        assert_eq!(run.code, Some(0), "{arguments:?} {}", run.stderr);
    }
    // A file of that name is meant first.
    folder.write("anthropic-messages", "{}");
    let mine = run_in(
        folder.path(),
        &["drift", "anthropic-messages", "answer.sse"],
        "",
    );
    assert_eq!(mine.code, Some(1), "{}", mine.stdout);
}

#[test]
fn the_document_of_an_api_is_patched_into_a_file() {
    let folder = Folder::new();
    folder.write(
        "new.sse",
        "event: brand_new\ndata: {\"type\":\"brand_new\"}\n\n",
    );
    let patch = ["drift", "anthropic-messages", "new.sse", "--patch"];
    let refused = run_in(folder.path(), &patch, "");
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(refused.stderr.contains("`-o`"), "{}", refused.stderr);
    assert!(!folder.has("anthropic-messages"));
    run_in(folder.path(), &[&patch[..], &["-o", "m.json"]].concat(), "");
    assert!(folder.read("m.json").contains("brand_new"));
}

#[test]
fn part_of_a_name_is_enough_to_be_asked_for_it() {
    let folder = Folder::new();
    for (arguments, said) in [
        (
            &["init", "mesages", "-o", "a.json"][..],
            "`anthropic-messages`",
        ),
        (
            &["explain", "dangling-ref"],
            "did you mean `dangling-reference`?",
        ),
        (&["explain", "cursor"], "did you mean `cursor-pointer`?"),
    ] {
        let run = run_in(folder.path(), arguments, "");
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?} {}", run.stderr);
    }
}
