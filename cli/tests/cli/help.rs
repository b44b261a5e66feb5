//! Help texts.

use std::fs;
use std::path::Path;

use crate::run::{Folder, golden, run, run_in};

pub(super) const SUBCOMMANDS: &[&str] = &[
    "apis",
    "check",
    "completions",
    "diff",
    "drift",
    "explain",
    "fold",
    "generate",
    "import",
    "init",
    "man",
    "meta-schema",
    "record",
    "serve",
    "show",
    "tail",
    "view",
];

#[test]
fn every_subcommand_helps_with_examples_and_exit_codes() {
    let help = run(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
    golden("help.txt", &help.stdout);
    let listed = help.stdout.lines().filter(|it| it.starts_with("  "));
    let listed = listed.skip_while(|it| !it.starts_with("  check "));
    let listed = listed.map_while(|it| it.split_whitespace().next().filter(|it| *it != "help"));
    let mut listed: Vec<&str> = listed.collect();
    listed.sort_unstable();
    assert_eq!(
        listed, SUBCOMMANDS,
        "each is held to what follows here, and elsewhere"
    );
    for subcommand in SUBCOMMANDS {
        let help = run(&[subcommand, "--help"]);
        assert_eq!(help.code, Some(0));
        assert!(help.stdout.contains("\nExamples:\n"), "{subcommand}");
        assert!(help.stdout.contains("\nExit codes:\n"), "{subcommand}");
        // What is written too wide is broken again, and leaves a word alone on its line.
        let stray = |line: &&str| line.chars().all(char::is_alphanumeric) && !line.is_empty();
        assert_eq!(help.stdout.lines().find(stray), None, "{subcommand}");
        golden(&format!("help-{subcommand}.txt"), &help.stdout);
    }
}

#[test]
fn shells_complete_subcommands_and_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{shell}");
        for word in ["generate", "fail-on"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
}

/// With the description it is about, from the folder that `STREAM_EVENTS_SHARED` names.
#[test]
#[expect(
    clippy::print_stderr,
    reason = "who runs the tests should know what did not run"
)]
fn the_example_of_an_import_works() {
    let Some(shared) = std::env::var_os("STREAM_EVENTS_SHARED") else {
        eprintln!("skipped: STREAM_EVENTS_SHARED is not set");
        return;
    };
    let description = Path::new(&shared).join("specs/anthropic.openapi.yaml");
    let description = fs::read_to_string(description).expect("a description");
    let folder = Folder::new();
    folder.write("openapi.yaml", &description);
    folder.write("schemas/.keep", "");
    let help = run(&["import", "--help"]).stdout.replace("\\\n", "");
    let example = help.lines().find(|it| it.contains("MessageStreamEvent"));
    let words = example.expect("an example").split_whitespace().skip(1);
    let run = run_in(folder.path(), &words.collect::<Vec<_>>(), "");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(folder.read("schemas/messages.json").contains("\"fail\""));
}

#[test]
fn a_wrong_command_line_is_told_apart() {
    for arguments in [&[][..], &["chekc"], &["fold"], &["drift", "feed-old.json"]] {
        let run = run(arguments);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            run.stderr.contains("Usage: stream-events"),
            "{}",
            run.stderr
        );
    }
}
