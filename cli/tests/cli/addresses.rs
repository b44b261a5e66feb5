//! Addresses where files should be: what is said works, with the arguments that were given.

use crate::run::{Folder, fixture, run_in};

const URL: &str = "https://example.com/a/b.json?c=d&e='f'";
const CURL: &str = r"`curl -fsSL 'https://example.com/a/b.json?c=d&e='\''f'\''' | stream-events ";

fn folder() -> Folder {
    let folder = Folder::new();
    for name in [
        "feed-old.json",
        "drift.json",
        "drift.sse",
        "openapi.yaml",
        "notes.json",
    ] {
        folder.write(name, &fixture(name));
    }
    folder
}

#[test]
fn the_suggested_command_is_the_one_that_was_run() {
    let folder = folder();
    let (feed, notes) = (fixture("feed-old.json"), fixture("notes.json"));
    let (drift, recording) = (fixture("drift.json"), fixture("drift.sse"));
    let (openapi, config) = (fixture("openapi.yaml"), "[stream-events]\n".to_owned());
    for (arguments, content) in [
        (&["check", URL][..], &feed),
        (&["check", "--deny", "notes", URL], &notes),
        (&["check", "feed-old.json", "--config", URL], &config),
        (
            &["check", "feed-old.json", &format!("--config={URL}")],
            &config,
        ),
        (&["show", URL, "--types"], &feed),
        (&["generate", URL, "--vis", "pub(crate)"], &feed),
        (&["diff", URL, "feed-old.json"], &feed),
        (&["diff", "feed-old.json", URL, "--fail-on", "any"], &feed),
        (&["diff", "feed-old.json", "--against", URL], &feed),
        (&["drift", URL, "drift.sse"], &drift),
        (&["drift", "drift.json", URL, "--json"], &recording),
        (&["view", "drift.sse", "-d", URL], &drift),
        (&["view", URL, "-d", "drift.json"], &recording),
        (&["import", URL], &openapi),
        (
            &["import", "openapi.yaml", "--recording", URL],
            &String::new(),
        ),
    ] {
        let refused = run_in(folder.path(), arguments, "");
        assert_eq!(
            (refused.code, refused.stdout.as_str()),
            (Some(1), ""),
            "{arguments:?}"
        );
        let message = format!("cannot read {URL}: it is not a file");
        assert!(refused.stderr.contains(&message), "{}", refused.stderr);
        let (_, command) = refused.stderr.split_once(CURL).expect(&refused.stderr);
        let command = command.split_once("`\n").expect("an end").0;
        let words = shlex::split(command).expect("words");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words.len(), arguments.len(), "{arguments:?}");
        let piped = run_in(folder.path(), &words, content);
        assert!(
            matches!(piped.code, Some(0 | 1 | 3)),
            "{arguments:?}: {}",
            piped.stderr
        );
        assert!(
            !piped.stderr.contains("cannot read"),
            "{arguments:?}: {}",
            piped.stderr
        );
    }
    // A recorded stream is read as it came.
    let fold = run_in(folder.path(), &["fold", "feed-old.json", URL], "");
    assert!(
        fold.stderr
            .contains(" | stream-events fold feed-old.json -`"),
        "{}",
        fold.stderr
    );
}

#[test]
fn what_cannot_come_by_one_pipe_goes_to_a_file() {
    let folder = folder();
    for arguments in [
        &["diff", URL, URL][..],
        &["diff", "-", URL],
        &["check", "--config", URL, URL],
    ] {
        let run = run_in(folder.path(), arguments, &fixture("feed-old.json"));
        assert_eq!(run.code, Some(1), "{arguments:?}");
        assert!(
            run.stderr.contains("-o FILE`"),
            "{arguments:?}: {}",
            run.stderr
        );
    }
    let file = run_in(folder.path(), &["check", "file:///tmp/my feed.json"], "");
    assert!(
        file.stderr.contains("name its path: '/tmp/my feed.json'"),
        "{}",
        file.stderr
    );
    let other = run_in(folder.path(), &["check", "s3://bucket/feed.json"], "");
    assert!(
        other
            .stderr
            .contains("get what is there, and name the file"),
        "{}",
        other.stderr
    );
}

#[test]
fn nothing_is_written_to_an_address() {
    let folder = folder();
    for arguments in [
        &["generate", "feed-old.json", "-o", URL][..],
        &["generate", "feed-old.json", "-o", URL, "--check"],
        &["import", "openapi.yaml", "-o", URL],
        &["import", "openapi.yaml", "-o", URL, "--dry-run"],
        &["init", "openai-responses", "-o", URL],
        &["man", "-o", URL],
        &["view", "drift.sse", "-o", URL],
        &["drift", "drift.json", "drift.sse", "--patch", "-o", URL],
    ] {
        let run = run_in(folder.path(), arguments, "");
        assert_eq!(run.code, Some(1), "{arguments:?}");
        let message = format!("cannot write {URL}");
        assert!(
            run.stderr.contains(&message),
            "{arguments:?}: {}",
            run.stderr
        );
        assert!(
            run.stderr.contains("it is not a file"),
            "{arguments:?}: {}",
            run.stderr
        );
    }
    assert!(!folder.has("https:"));
}
