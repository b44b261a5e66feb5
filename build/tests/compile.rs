//! What a build script gets: a file, or mistakes with their places.

use std::fs;
use std::path::{Path, PathBuf};

use stream_events_build::{Config, Error};
use tempfile::TempDir;

const FEED: &str = r##"{
  "title": "Feed",
  "events": { "update": { "payload": { "$ref": "#/$defs/Update" } }, "bye": { "handle": "finish", "content": "none" } },
  "$defs": { "Update": { "type": "object", "required": ["at"], "properties": { "at": { "type": "string", "format": "date-time" } } } }
}"##;

fn document(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("feed.json");
    fs::write(&path, text).expect("a document");
    (folder, path)
}

fn compile(config: Config, text: &str) -> Result<String, Error> {
    let (folder, path) = document(text);
    let file = config.out_dir(folder.path()).compile(&path)?;
    assert_eq!(file, folder.path().join("feed.rs"));
    Ok(fs::read_to_string(file).expect("the file"))
}

#[test]
fn a_document_becomes_a_file_of_its_name() {
    let code = compile(Config::new(), FEED).expect("code");
    for part in [
        "pub struct Feed;",
        "pub mod feed {",
        "pub enum Event {",
        "pub type FeedError",
    ] {
        assert!(code.contains(part), "no {part} in\n{code}");
    }
}

#[test]
fn every_option_is_heeded() {
    let config = Config::new()
        .name("News")
        .vis("pub(crate)")
        .module("wire")
        .error("Broken")
        .derive("Eq")
        .format("date-time", "jiff::Timestamp")
        .rename("#/events/update", "Changed")
        .string("std::sync::Arc<str>")
        .exhaustive(true)
        .runtime("::renamed");
    let code = compile(config, FEED).expect("code");
    for part in [
        "pub(crate) struct News;",
        "mod wire {",
        "Broken",
        "Eq",
        "jiff::Timestamp",
        "Changed",
        "::renamed::",
    ] {
        assert!(code.contains(part), "no {part} in\n{code}");
    }
    assert!(!code.contains("non_exhaustive"));
    let config = Config::new().replace("#/$defs/Update", "crate::Update");
    let code = compile(config, FEED).expect("code");
    assert!(code.contains("crate::Update"), "{code}");
}

#[test]
fn a_mistake_is_shown_with_its_place_and_what_to_write() {
    let wrong = FEED.replace("\"finish\"", "\"finnish\"");
    let error = compile(Config::new(), &wrong).expect_err("a mistake");
    let (shown, debug) = (error.to_string(), format!("{error:?}"));
    assert_eq!(shown, debug, "`main` shows `Debug`");
    for part in [
        "error[unknown-value]",
        "feed.json:3:",
        "did you mean `finish`?",
    ] {
        assert!(shown.contains(part), "no {part} in\n{shown}");
    }
}

#[test]
fn a_wrong_option_is_named() {
    let cases = [
        (
            Config::new().name("two words"),
            "`name`: \"two words\" is no name in Rust",
        ),
        (Config::new().derive("1"), "`derive`: \"1\" is not Rust"),
        (
            Config::new().replace("#/$defs/Update", "a b"),
            "`replace`: \"a b\" is not Rust",
        ),
        (
            Config::new().rename("#/$defs/Updat", "B"),
            "did you mean \"#/$defs/Update\"?",
        ),
    ];
    for (config, told) in cases {
        let error = compile(config, FEED)
            .expect_err("a wrong option")
            .to_string();
        assert!(error.contains(told), "no {told} in {error}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let error = Config::new()
        .out_dir(".")
        .compile("no/such.json")
        .expect_err("no file");
    assert!(
        error.to_string().starts_with("cannot read no/such.json: "),
        "{error}"
    );
}

#[test]
fn a_file_that_would_not_change_is_left_alone() {
    let (folder, path) = document(FEED);
    let config = Config::new().out_dir(folder.path());
    let file = config.compile(&path).expect("code");
    let written = |file: &Path| {
        fs::metadata(file)
            .and_then(|it| it.modified())
            .expect("a time")
    };
    let before = written(&file);
    std::thread::sleep(std::time::Duration::from_millis(20));
    config.compile(&path).expect("code");
    assert_eq!(written(&file), before);
}
