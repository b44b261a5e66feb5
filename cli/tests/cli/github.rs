//! Annotations of GitHub workflows: each finding is one command in one line, at a path of the repository,
//! whatever names others chose.

use crate::run::{Folder, Run, fixture, golden, run_in};

const GITHUB: &[&str] = &["--format", "github"];

fn repository() -> Folder {
    let folder = Folder::new();
    folder.write(".git/HEAD", "");
    for name in [
        "broken.json",
        "notes.json",
        "feed-old.json",
        "feed-new.json",
    ] {
        folder.write(&format!("sub/{name}"), &fixture(name));
    }
    for name in ["drift.json", "drift.sse"] {
        folder.write(&format!("sub/{name}"), &fixture(name));
    }
    folder
}

fn github(folder: &Folder, arguments: &[&str]) -> Run {
    let place = folder.path().join("sub");
    let run = run_in(&place, &[arguments, GITHUB].concat(), "");
    assert_eq!(run.stderr, "", "{arguments:?}");
    let is_command = |line: &str| {
        ["::error ", "::warning ", "::notice "]
            .iter()
            .any(|it| line.starts_with(it))
    };
    assert!(run.stdout.lines().all(is_command), "{}", run.stdout);
    run
}

#[test]
fn findings_of_a_check_have_their_severities_and_places() {
    let folder = repository();
    let check = [
        "check",
        "broken.json",
        "notes.json",
        "feed-old.json",
        "missing.json",
    ];
    let found = github(&folder, &check);
    assert_eq!(found.code, Some(1));
    golden("check-github.txt", &found.stdout);
    let denied = github(&folder, &["check", "notes.json", "--deny", "notes"]);
    assert_eq!(denied.code, Some(1));
    assert!(
        denied.stdout.starts_with("::error file=sub/notes.json,"),
        "{}",
        denied.stdout
    );
    for silenced in [&["--quiet"][..], &["--allow", "unused-definition"]] {
        let silent = github(&folder, &[&["check", "notes.json"], silenced].concat());
        assert_eq!((silent.code, silent.stdout.as_str()), (Some(0), ""));
    }
    // A text that came by a pipe has no line in the repository.
    let piped = [&["check", "-"], GITHUB].concat();
    let piped = run_in(folder.path(), &piped, &fixture("notes.json"));
    assert!(
        piped
            .stdout
            .starts_with("::notice title=unused-definition::"),
        "{}",
        piped.stdout
    );
}

#[test]
fn changes_that_fail_the_job_are_errors() {
    let folder = repository();
    let diff = ["diff", "feed-old.json", "feed-new.json"];
    let found = github(&folder, &diff);
    assert_eq!(found.code, Some(3));
    golden("diff-github.txt", &found.stdout);
    let fine = github(&folder, &[&diff[..], &["--fail-on", "none"]].concat());
    assert_eq!(fine.code, Some(0));
    assert!(!fine.stdout.contains("::error"), "{}", fine.stdout);
    assert_eq!(fine.stdout.lines().count(), found.stdout.lines().count());
}

#[test]
fn what_recordings_have_stands_where_the_document_would_say_it() {
    let folder = repository();
    let found = github(&folder, &["drift", "drift.json", "drift.sse"]);
    assert_eq!(found.code, Some(3));
    golden("drift-github.txt", &found.stdout);
}

#[test]
fn hostile_names_are_one_command_each() {
    let folder = repository();
    let text = r##"{
      "events": { "a": { "content": "text" } },
      "$defs": {
        "x\n::error::injected": { "type": "object" },
        "y\r\n::stop-commands::z,file=/etc/passwd": { "type": "object" },
        "100%0A::add-mask::q": { "type": "object" }
      }
    }"##;
    folder.write("sub/a,line=1::b.json", text);
    let found = github(&folder, &["check", "a,line=1::b.json"]);
    assert_eq!(found.stdout.lines().count(), 3, "{}", found.stdout);
    let file = "::notice file=sub/a%2Cline=1%3A%3Ab.json,line=";
    assert!(
        found.stdout.lines().all(|it| it.starts_with(file)),
        "{}",
        found.stdout
    );
    assert!(
        found.stdout.contains("100%250A::add-mask"),
        "{}",
        found.stdout
    );
    folder.write(
        "sub/hostile.sse",
        "event: n\u{2028}\rdata: \"%0A::error::x\"\n\n",
    );
    let drift = github(&folder, &["drift", "drift.json", "hostile.sse"]);
    assert_eq!(drift.code, Some(3));
}

#[test]
fn one_format_is_asked_for() {
    let folder = repository();
    for command in [
        &["check", "sub/notes.json"][..],
        &["diff", "sub/feed-old.json", "sub/feed-new.json"],
        &["drift", "sub/drift.json", "sub/drift.sse"],
    ] {
        let run = |more: &[&str]| run_in(folder.path(), &[command, more].concat(), "");
        let json = run(&["--format", "json"]);
        assert!(json.stdout.starts_with('{'), "{}", json.stdout);
        assert_eq!(json.stdout, run(&["--json"]).stdout);
        assert_eq!(run(&[]).stdout, run(&["--format", "human"]).stdout);
        assert_eq!(run(&["--json", "--format", "github"]).code, Some(2));
        let wrong = run(&["--format", "gihtub"]);
        assert_eq!(wrong.code, Some(2));
        assert!(wrong.stderr.contains("github"), "{}", wrong.stderr);
    }
}

/// `--format` is the derive's option, too: its values are pairs.
#[test]
fn a_type_for_a_format_stands_beside_the_format_of_findings() {
    let folder = repository();
    let dated = r##"{ "events": { "note": { "payload": { "type": "object",
        "properties": { "at": { "type": "string", "format": "date-time" } } } } } }"##;
    folder.write("dated.json", dated);
    let both = ["--format", "date-time=jiff::Timestamp", "--format", "json"];
    for command in [
        &["check", "dated.json"][..],
        &["diff", "dated.json", "dated.json"],
    ] {
        let run = |more: &[&str]| run_in(folder.path(), &[command, more].concat(), "");
        assert_eq!(run(&both).stdout, run(&["--json"]).stdout);
        let twice = run(&["--format", "json", "--format", "github"]);
        assert_eq!(twice.code, Some(2));
        let wrong = run(&["--format", "date-time jiff::Timestamp"]);
        assert_eq!(wrong.code, Some(2));
        assert!(
            wrong.stderr.contains("date-time=jiff::Timestamp"),
            "{}",
            wrong.stderr
        );
    }
}
