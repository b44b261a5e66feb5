//! `import --dry-run`: says what an import would do, in files and in the exit code, and does none of it.

use std::fs;

use super::update::{DOCUMENT, change, imported, update, vendor_changes};
use crate::run::{Folder, fixture, run_in};

/// All files of a folder, with their texts.
fn files(folder: &Folder) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).expect("a text"),
                )),
            }
        }
    }
    files.sort();
    files
}

#[test]
fn an_update_is_shown_as_a_difference_that_can_be_applied() {
    let folder = imported(&[]);
    let fresh = update(&folder, &["--dry-run"]);
    assert_eq!(
        (fresh.code, fresh.stdout.as_str()),
        (Some(0), ""),
        "{}",
        fresh.stderr
    );
    vendor_changes(&folder);
    let before = files(&folder);
    let dry = update(&folder, &["--dry-run"]);
    assert_eq!(dry.code, Some(3), "{}", dry.stderr);
    assert_eq!(files(&folder), before);
    assert!(
        dry.stdout
            .starts_with("--- schemas/feed.json\n+++ schemas/feed.json\n@@")
    );
    for path in ["schemas/feed.json", "schemas/feed.json.base"] {
        let note = format!("note: {path} would be written\n");
        assert!(dry.stderr.contains(&note), "{}", dry.stderr);
    }
    assert!(dry.stderr.contains("would be updated: "), "{}", dry.stderr);
    // What the update then does is what was shown.
    let old = folder.read(DOCUMENT);
    assert_eq!(update(&folder, &[]).code, Some(0));
    let new = folder.read(DOCUMENT);
    let removed = |text: &str| !new.lines().any(|it| it == text);
    let lines = dry.stdout.lines().skip(3);
    for line in lines {
        match line.split_at_checked(1) {
            Some(("+", text)) => assert!(new.lines().any(|it| it == text), "{text}"),
            Some(("-", text)) => assert!(
                removed(text) || old.matches(text).count() > new.matches(text).count(),
                "{text}"
            ),
            _ => {}
        }
    }
    assert_eq!(update(&folder, &["--dry-run"]).code, Some(0));
}

#[test]
fn what_an_update_refuses_a_dry_run_refuses() {
    let folder = imported(&[]);
    change(&folder, DOCUMENT, "{", "{ // ours");
    vendor_changes(&folder);
    let before = files(&folder);
    let dry = update(&folder, &["--dry-run"]);
    assert_eq!(dry.code, Some(1));
    assert!(dry.stderr.contains("has comments"), "{}", dry.stderr);
    let dropped = update(&folder, &["--dry-run", "--drop-comments"]);
    assert_eq!(dropped.code, Some(3), "{}", dropped.stderr);
    assert_eq!(files(&folder), before);
}

#[test]
fn a_file_that_is_not_there_is_summed_up() {
    let folder = Folder::new();
    folder.write("openapi.yaml", &fixture("openapi.yaml"));
    let import = |arguments: &[&str]| {
        let arguments = [&["import", "openapi.yaml", "--dry-run"], arguments].concat();
        run_in(folder.path(), &arguments, "")
    };
    let before = files(&folder);
    let dry = import(&["-o", "feed.json"]);
    assert_eq!((dry.code, dry.stdout.as_str()), (Some(3), ""));
    assert!(
        dry.stderr.contains("note: feed.json would be written\n"),
        "{}",
        dry.stderr
    );
    assert!(dry.stderr.contains("would be imported: "), "{}", dry.stderr);
    // It fails where the import would.
    let nowhere = import(&["-o", "no/feed.json"]);
    assert_eq!(nowhere.code, Some(1));
    assert!(
        nowhere.stderr.contains("there is no folder no"),
        "{}",
        nowhere.stderr
    );
    let onto = import(&["-o", "openapi.yaml", "--force"]);
    assert_eq!(onto.code, Some(1));
    assert!(
        onto.stderr.contains("it is what was read from"),
        "{}",
        onto.stderr
    );
    for printed in [&[][..], &["-o", "-"]] {
        let run = import(printed);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains("name it with `-o`"), "{}", run.stderr);
    }
    assert_eq!(files(&folder), before);
    folder.write("feed.json", "{}\n");
    assert_eq!(import(&["-o", "feed.json"]).code, Some(1));
    let forced = import(&["-o", "feed.json", "--force"]);
    assert_eq!(forced.code, Some(3));
    assert!(forced.stdout.contains("\n-{}\n+{\n"), "{}", forced.stdout);
    assert_eq!(folder.read("feed.json"), "{}\n");
}
