//! Mistakes in and about `stream-events.toml`.

use super::config::{package, run};
use crate::run::golden;

#[test]
fn every_mistake_is_shown_at_its_place() {
    let wrong = r##"[stream-events]
derive = "Eq"
exhaustive = "yes"
name = "Feed"
strng = "String"
vis = "public"
deny = ["unused-defnition"]

[stream-events."schemas/fed.json"]
output = "src/feed.rs"

[stream-events."schemas/feed.json"]
output = "src/feed.rs"
rename = { "#/events/delete" = "a b" }
replace = { "#/$defs/Note" = "Box<dyn Iterator<Item = u8>>" }
outptu = 1

[stream-events."./schemas/feed.json"]

[stream-events.renmae]
a = "b"

[other]
"##;
    let folder = package(wrong);
    for arguments in [
        &["show", "schemas/feed.json"][..],
        &["check", "schemas/feed.json"],
        &["diff", "schemas/feed.json", "schemas/new.json"],
        &["generate", "schemas/feed.json"],
        &["generate", "--check"],
    ] {
        let run = run(&folder, arguments);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(1), ""),
            "{arguments:?}"
        );
        golden("config-mistakes.stderr", &run.stderr);
    }
    for (text, message) in [
        ("", "the file has no `[stream-events]`"),
        ("stream-events = 1\n", "`stream-events` is a table"),
        ("[stream-events\n", "the file is not TOML"),
        (
            "[stream-events]\nvis = 'pub'\nvis = 'pub'\n",
            "the file is not TOML: duplicate key",
        ),
        (
            "[stream-events.'schemas/feed.json']\noutput = '-'\n",
            "`output` is the path of a file",
        ),
        (
            "[stream-events.'a\\u001b.json']\n",
            "there is no document `a",
        ),
    ] {
        folder.write("stream-events.toml", text);
        let run = run(&folder, &["show", "schemas/feed.json"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{text}");
        assert!(run.stderr.contains(message), "{text}: {}", run.stderr);
        assert!(
            run.stderr.contains("--> stream-events.toml:"),
            "{text}: {}",
            run.stderr
        );
        assert!(!run.stderr.contains('\u{1b}'));
    }
}

#[test]
fn without_documents_or_outputs_there_is_nothing_to_generate() {
    let folder = package("[stream-events]\n");
    for (config, message) in [
        (
            Some("[stream-events]\n"),
            "no document in stream-events.toml has an `output`",
        ),
        (None, "name a document, or write a stream-events.toml"),
    ] {
        match config {
            Some(config) => folder.write("stream-events.toml", config),
            None => std::fs::remove_file(folder.path().join("stream-events.toml")).expect("a file"),
        }
        for check in [&[][..], &["--check"]] {
            let run = run(&folder, &[&["generate"], check].concat());
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
            assert!(run.stderr.contains(message), "{}", run.stderr);
        }
    }
    let run = run(&folder, &["generate", "schemas/feed.json", "--check"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("name it with `-o`"), "{}", run.stderr);
}

#[test]
fn the_file_itself_is_not_written_onto() {
    let folder = package("[stream-events.'schemas/feed.json']\noutput = 'stream-events.toml'\n");
    let before = folder.read("stream-events.toml");
    let run = run(&folder, &["generate"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("it is what was read from"),
        "{}",
        run.stderr
    );
    assert_eq!(folder.read("stream-events.toml"), before);
}
