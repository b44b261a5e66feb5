//! `explain`.

use stream_events_import::DifferenceKind;
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
    let differences = DifferenceKind::ALL
        .iter()
        .map(|it| (it.name(), it.documentation()));
    for (name, documentation) in checks.chain(kinds).chain(differences) {
        let is_listed =
            |line: &str| line.split(' ').next() == Some(name) && line.ends_with(documentation);
        assert!(list.stdout.lines().any(is_listed), "{name}");
        let explained = run(&["explain", name]);
        assert_eq!(explained.code, Some(0), "{name}");
        assert!(explained.stdout.contains(documentation), "{name}");
        // An example, of which one side is wrong, old or new.
        let is_example = |line: &str| line.starts_with("    {");
        assert!(
            explained.stdout.lines().filter(|it| is_example(it)).count() >= 2,
            "{name}"
        );
    }
}

#[test]
fn a_change_is_explained_with_what_diff_says_of_it() {
    let explained = run(&["explain", "field-removed"]);
    assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""));
    golden("explain-change.txt", &explained.stdout);
    golden("explain-difference.txt", &run(&["explain", "value"]).stdout);
    // A name of two sorts has both pages.
    let both = run(&["explain", "framing"]).stdout;
    assert!(
        both.contains("error[framing]") && both.contains("change[framing]"),
        "{both}"
    );
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
