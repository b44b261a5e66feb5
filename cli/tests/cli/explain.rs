//! `explain`.

use stream_events_schema::Check;
use stream_events_schema::diff::ChangeKind;

use crate::run::{golden, run};

#[test]
fn a_check_is_explained_with_what_is_wrong_and_right() {
    let explained = run(&["explain", "dangling-reference"]);
    assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""));
    golden("explain-check.txt", &explained.stdout);
    // As it stands in what was printed.
    for name in ["error[dangling-reference]", "[dangling-reference]"] {
        assert_eq!(run(&["explain", name]).stdout, explained.stdout);
    }
}

#[test]
fn every_name_is_listed_and_explained() {
    let list = run(&["explain"]);
    assert_eq!((list.code, list.stderr.as_str()), (Some(0), ""));
    let checks = Check::ALL.iter().map(|it| (it.name(), it.documentation()));
    let kinds = ChangeKind::ALL
        .iter()
        .map(|it| (it.name(), it.documentation()));
    for (name, documentation) in checks.chain(kinds) {
        let is_listed =
            |line: &str| line.split(' ').next() == Some(name) && line.ends_with(documentation);
        assert!(list.stdout.lines().any(is_listed), "{name}");
        let explained = run(&["explain", name]);
        assert_eq!(explained.code, Some(0), "{name}");
        assert!(explained.stdout.contains(documentation), "{name}");
    }
}

#[test]
fn what_is_not_known_is_a_mistake_of_the_command_line() {
    for (name, help) in [
        ("dangling-refrence", "did you mean `dangling-reference`?"),
        ("field-remvoed", "did you mean `field-removed`?"),
        ("feed-old.json", "`stream-events show feed-old.json`"),
        ("banana", "`stream-events explain` lists them"),
    ] {
        let run = run(&["explain", name]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{name}");
        assert!(run.stderr.contains(help), "{name}: {}", run.stderr);
    }
}
