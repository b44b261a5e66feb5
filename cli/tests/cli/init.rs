//! `init`.

use stream_events_apis::{ALL, find};

use crate::run::{Folder, golden, run_in};

const FILE: &str = "src/schemas/responses.json";

fn init(folder: &Folder, more: &[&str]) -> crate::run::Run {
    let arguments = [&["init", "openai-responses", "-o", FILE], more].concat();
    run_in(folder.path(), &arguments, "")
}

#[test]
fn a_document_is_written_with_its_examples_and_the_next_step() {
    let folder = Folder::new();
    folder.write("Cargo.toml", "");
    let run = init(&folder, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    golden("init.stderr", &run.stderr);
    let api = find("openai-responses").expect("an API");
    assert_eq!(folder.read(FILE), api.document);
    let recording = &api.examples[0].recording;
    assert_eq!(
        folder.read(&format!("src/schemas/{}", recording.path)),
        recording.text
    );
}

/// Nothing that a document names is missing where it is written.
#[test]
fn every_document_that_is_written_passes_the_check() {
    let folder = Folder::new();
    for api in ALL {
        let file = format!("{}.json", api.name);
        let run = run_in(folder.path(), &["init", api.name, "-o", &file], "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let run = run_in(folder.path(), &["check", "--quiet", &file], "");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{file}");
    }
}

/// A derive looks for its document from the package on, wherever the command ran.
#[test]
fn the_next_step_names_the_document_as_the_package_does() {
    let folder = Folder::new();
    folder.write("member/Cargo.toml", "");
    folder.write("member/src/lib.rs", "");
    for (at, file, schema) in [
        ("", "member/schemas/a.json", "schemas/a.json"),
        ("member/src", "b.json", "src/b.json"),
        ("member/src", "../schemas/c.json", "schemas/c.json"),
    ] {
        let at = folder.path().join(at);
        let run = run_in(&at, &["init", "mastodon", "-o", file], "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let line = format!("#[stream_events(schema = \"{schema}\")]");
        assert!(run.stderr.contains(&line), "{}", run.stderr);
    }
}

#[test]
fn what_is_there_is_written_over_only_by_force() {
    let folder = Folder::new();
    folder.write(FILE, "mine");
    let refused = init(&folder, &[]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.stderr.contains("is there already") && refused.stderr.contains("`--force`"),
        "{}",
        refused.stderr
    );
    assert_eq!(folder.read(FILE), "mine");
    assert!(!folder.has("src/schemas/examples"));

    let forced = init(&folder, &["--force"]);
    assert_eq!(forced.code, Some(0), "{}", forced.stderr);
    assert_ne!(folder.read(FILE), "mine");
    // What is the same need not be written over, and is told.
    let again = init(&folder, &[]);
    assert_eq!(again.code, Some(0));
    assert!(
        again
            .stderr
            .contains(&format!("{FILE} is there already, unchanged\n"))
            && !again.stderr.contains("wrote"),
        "{}",
        again.stderr
    );
}

/// An example of one's own under the same name is as precious as a document.
#[test]
fn an_example_that_is_there_is_kept_and_nothing_is_written() {
    let folder = Folder::new();
    folder.write("src/schemas/examples/openai-responses.sse", "mine");
    let refused = init(&folder, &[]);
    assert_eq!(refused.code, Some(1));
    assert!(!folder.has(FILE));
    assert_eq!(
        folder.read("src/schemas/examples/openai-responses.sse"),
        "mine"
    );
}

#[test]
fn standard_output_has_the_document_alone() {
    let folder = Folder::new();
    let run = run_in(folder.path(), &["init", "mastodon", "-o", "-"], "");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let api = find("mastodon").expect("an API");
    assert_eq!(run.stdout, api.document);
}

#[test]
fn a_quiet_init_says_nothing() {
    let folder = Folder::new();
    let arguments = ["init", "openai-responses", "-o", "responses.json", "-q"];
    let run = run_in(folder.path(), &arguments, "");
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "")
    );
    assert!(folder.has("responses.json"));
}
