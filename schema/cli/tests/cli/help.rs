//! Help texts.

use crate::run::{golden, run};

#[test]
fn every_subcommand_helps_with_examples_and_exit_codes() {
    let help = run(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
    golden("help.txt", &help.stdout);
    for subcommand in ["check", "diff", "explain", "generate", "import"] {
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
fn a_wrong_command_line_is_told_apart() {
    for arguments in [&[][..], &["chekc"], &["check"], &["diff", "feed-old.json"]] {
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
