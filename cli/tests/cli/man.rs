//! Manual pages and completions: what the help says, they say.

use std::fs;
use std::process::Command;

use super::help::SUBCOMMANDS;
use crate::run::{Folder, run, run_in};

/// The options that a help text lists.
fn options(help: &str) -> Vec<String> {
    let lines = help
        .lines()
        .map(str::trim_start)
        .filter(|it| it.starts_with('-'));
    let words = lines.flat_map(|it| it.split([' ', ',']));
    let options = words.filter_map(|it| it.strip_prefix("--"));
    options.map(str::to_owned).collect()
}

#[test]
fn every_subcommand_has_a_page_with_what_its_help_says() {
    let folder = Folder::new();
    let written = run_in(folder.path(), &["man", "-o", "pages/man1"], "");
    assert_eq!(
        (
            written.code,
            written.stdout.as_str(),
            written.stderr.as_str()
        ),
        (Some(0), "", "")
    );
    for subcommand in SUBCOMMANDS {
        let page = folder.read(&format!("pages/man1/stream-events-{subcommand}.1"));
        assert_eq!(page, run(&["man", subcommand]).stdout);
        let plain = page
            .replace("\\-", "-")
            .replace("\\*(Aq", "'")
            .replace("\\\\", "\\");
        let title = format!(".TH stream-events-{subcommand} 1 ");
        assert!(
            plain.lines().any(|it| it.starts_with(&title)),
            "{subcommand}"
        );
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "EXAMPLES", "\"EXIT STATUS\""] {
            let section = format!(".SH {section}");
            assert!(
                plain.lines().any(|it| it == section),
                "{subcommand}: {section}"
            );
        }
        let help = run(&[subcommand, "--help"]).stdout;
        for option in options(&help) {
            assert!(
                plain.contains(&format!("--{option}")),
                "{subcommand}: {option}"
            );
        }
        // What is laid out stays in its lines: roff would fill them as prose.
        let (_, examples) = help.split_once("\nExamples:\n").expect("examples");
        let examples = examples.lines().take_while(|it| !it.is_empty());
        for example in examples {
            assert!(
                plain.lines().any(|it| it == example),
                "{subcommand}: {example}"
            );
        }
        // A text that begins like a request would be obeyed.
        let requests = page.lines().filter_map(|it| it.strip_prefix(['.', '\'']));
        let known = [
            "ie", "el", "TH", "SH", "TP", "PP", "RS", "RE", "br", "sp", "nf", "fi", "IP",
        ];
        for request in requests {
            let name = request.split(' ').next().unwrap_or_default();
            assert!(known.contains(&name), "{subcommand}: .{request}");
        }
    }
    let whole = run(&["man"]);
    assert_eq!(whole.stdout, folder.read("pages/man1/stream-events.1"));
    let wrong = run(&["man", "generat"]);
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong.stderr.contains("did you mean `generate`?"),
        "{}",
        wrong.stderr
    );
    formatted(&folder);
}

/// By groff, where it is installed.
#[expect(
    clippy::print_stderr,
    reason = "who runs the tests should know what did not run"
)]
fn formatted(folder: &Folder) {
    for entry in fs::read_dir(folder.path().join("pages/man1")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let groff = Command::new("groff")
            .args(["-man", "-Tutf8", "-ww", "-Kutf8"])
            .arg(path)
            .output();
        let Ok(groff) = groff else {
            eprintln!("skipped: groff is not installed");
            return;
        };
        // Its preprocessor for encodings may be missing; a text of the page never is.
        assert!(
            groff.status.success(),
            "{}",
            String::from_utf8_lossy(&groff.stderr)
        );
        assert!(
            groff.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&groff.stderr)
        );
    }
}

#[test]
fn shells_complete_every_subcommand_and_option() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]).stdout;
        for subcommand in SUBCOMMANDS {
            assert!(script.contains(subcommand), "{shell}: {subcommand}");
            for option in options(&run(&[subcommand, "--help"]).stdout) {
                assert!(script.contains(&option), "{shell}: {subcommand} --{option}");
            }
        }
    }
}
