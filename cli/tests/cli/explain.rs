//! `explain`.

use stream_events_import::{DifferenceKind, FindingKind};
use stream_events_schema::Check;
use stream_events_schema::diff::ChangeKind;

use crate::run::{Folder, golden, run, run_in};

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

/// The indented lines below a heading.
fn block(page: &str, heading: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("\n{heading}\n\n"))?;
    let lines = rest
        .lines()
        .take_while(|it| it.is_empty() || it.starts_with("    "));
    let lines = lines.map(|it| it.strip_prefix("    ").unwrap_or(it));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_an_import_reports_is_explained_by_an_import() {
    let list = run(&["explain"]).stdout;
    for kind in FindingKind::ALL {
        let page = run(&["explain", kind.name()]).stdout;
        assert!(page.contains(kind.documentation()), "{page}");
        assert!(list.contains(kind.documentation()), "{list}");
        let folder = Folder::new();
        let mut import = vec!["import", "api.json", "-o", "d.json"];
        folder.write(
            "api.json",
            &block(&page, "Description:").expect("a description"),
        );
        if let Some(recorded) = block(&page, "Recorded:") {
            folder.write("r.sse", &format!("{recorded}\n\n"));
            import.extend(["--recording", "r.sse"]);
        }
        let mut said = run_in(folder.path(), &import, "").stderr;
        let edited = block(&page, "Document, edited by hand:");
        let changed = block(&page, "Description by now:");
        let given = page
            .split_once("\nWith `")
            .and_then(|(_, rest)| rest.split('`').next());
        if edited.is_some() || changed.is_some() || given.is_some() {
            for (file, text) in [("d.json", edited), ("api.json", changed)] {
                if let Some(text) = text {
                    folder.write(file, &text);
                }
            }
            let given = given.unwrap_or("--update").split(' ').collect::<Vec<_>>();
            said = run_in(
                folder.path(),
                &[&["import", "d.json"], &given[..]].concat(),
                "",
            )
            .stderr;
        }
        let reported = block(&page, "Reported:").expect("what is reported");
        let reported = reported.trim_end();
        assert!(reported.starts_with(&format!("{kind}: ")), "{page}");
        assert!(said.lines().any(|it| it == reported), "{said}{page}");
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
