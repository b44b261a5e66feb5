//! `diff --against`: the old document from a file, or from git.

use std::process::Command;

use crate::run::{Folder, fixture, run_in, run_with};

pub(crate) fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    for key in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(key);
    }
    let output = command
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A repository in which `schemas/feed.json` was committed, and changed since.
fn repository() -> Folder {
    let folder = Folder::new();
    git(&folder, &["init", "-q"]);
    folder.write("schemas/feed.json", &fixture("feed-old.json"));
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "Begin"]);
    git(&folder, &["tag", "v1"]);
    folder.write("schemas/feed.json", &fixture("feed-new.json"));
    folder.write("old.json", &fixture("feed-old.json"));
    folder.write("schemas/new.json", &fixture("feed-new.json"));
    folder
}

#[test]
fn a_revision_is_compared_with_as_a_file_is() {
    let folder = repository();
    let by_file = run_in(
        folder.path(),
        &["diff", "old.json", "schemas/feed.json"],
        "",
    );
    assert_eq!(by_file.code, Some(3));
    let place = folder.path().join("schemas");
    for (folder, document, against) in [
        (folder.path(), "schemas/feed.json", "old.json"),
        (folder.path(), "schemas/feed.json", "git:HEAD"),
        (folder.path(), "schemas/feed.json", "git:v1"),
        (
            folder.path(),
            "schemas/feed.json",
            "git:v1:schemas/feed.json",
        ),
        (&place, "feed.json", "git:HEAD"),
        (&place, "new.json", "git:HEAD:schemas/feed.json"),
        (&place, "new.json", "git:HEAD:./feed.json"),
    ] {
        let run = run_in(folder, &["diff", document, "--against", against], "");
        assert_eq!((run.code, run.stderr.as_str()), (Some(3), ""), "{against}");
        let old = match against {
            "git:HEAD" => "git:HEAD:schemas/feed.json",
            "git:v1" => "git:v1:schemas/feed.json",
            other => other,
        };
        let named = by_file
            .stdout
            .replace("old.json", old)
            .replace("schemas/feed.json (2)", &format!("{document} (2)"));
        let named = named.replace("--> schemas/feed.json", &format!("--> {document}"));
        assert_eq!(run.stdout, named, "{against}");
    }
    let piped = ["diff", "-", "--against", "git:HEAD:schemas/feed.json"];
    assert_eq!(
        run_in(folder.path(), &piped, &fixture("feed-new.json")).code,
        Some(3)
    );
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "Go on"]);
    let same = run_in(
        folder.path(),
        &["diff", "schemas/feed.json", "--against", "git:HEAD"],
        "",
    );
    assert_eq!(same.code, Some(0));
    assert!(same.stdout.contains("Nothing changed."), "{}", same.stdout);
}

#[cfg(unix)]
#[test]
fn a_link_is_what_it_leads_to() {
    let folder = repository();
    let link = folder.path().join("current.json");
    std::os::unix::fs::symlink("schemas/feed.json", link).expect("a link");
    let run = run_in(
        folder.path(),
        &["diff", "current.json", "--against", "git:HEAD"],
        "",
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(3), ""));
    assert!(
        run.stdout.contains("git:HEAD:schemas/feed.json"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_git_cannot_give_is_said_with_what_to_do() {
    let folder = repository();
    let bare = Folder::new();
    bare.write("feed.json", &fixture("feed-old.json"));
    for (place, document, against, message, help) in [
        (
            &folder,
            "schemas/feed.json",
            "git:nowhere",
            "git does not know the revision `nowhere`",
            "`fetch-depth: 0`",
        ),
        (
            &folder,
            "schemas/new.json",
            "git:HEAD",
            "there is no schemas/new.json at the revision `HEAD`",
            "--against git:HEAD:PATH",
        ),
        (
            &folder,
            "schemas/feed.json",
            "git:HEAD:a\u{1b}b",
            "there is no a",
            "--against git:HEAD:PATH",
        ),
        (
            &bare,
            "feed.json",
            "git:HEAD",
            "is in no git repository",
            "--against FILE",
        ),
        (
            &bare,
            "missing.json",
            "git:HEAD",
            "cannot read missing.json",
            "",
        ),
    ] {
        let ceiling = std::env::temp_dir();
        let variables = [("GIT_CEILING_DIRECTORIES", ceiling.to_str().expect("UTF-8"))];
        let run = run_with(
            place.path(),
            &["diff", document, "--against", against],
            "",
            &variables,
        );
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{against}");
        assert!(
            run.stderr.contains(message) && run.stderr.contains(help),
            "{}",
            run.stderr
        );
        assert!(!run.stderr.contains('\u{1b}'));
    }
    let no_git = run_with(
        folder.path(),
        &["diff", "schemas/feed.json", "--against", "git:HEAD"],
        "",
        &[("PATH", "/nowhere")],
    );
    assert_eq!(no_git.code, Some(1));
    assert!(
        no_git.stderr.contains("git is not there"),
        "{}",
        no_git.stderr
    );
}

#[test]
fn a_revision_is_never_an_option_of_git() {
    let folder = repository();
    for against in [
        "git:--output=x",
        "git:-h",
        "git:",
        "git:HEAD:",
        "git::feed.json",
    ] {
        let run = run_in(
            folder.path(),
            &["diff", "schemas/feed.json", "--against", against],
            "",
        );
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{against}");
        assert!(
            run.stderr.contains("write a revision, such as `git:HEAD`"),
            "{}",
            run.stderr
        );
    }
    assert!(!folder.has("x") && !folder.has("schemas/x"));
    let three = [
        "diff",
        "old.json",
        "schemas/feed.json",
        "--against",
        "git:HEAD",
    ];
    assert_eq!(run_in(folder.path(), &three, "").code, Some(2));
    let piped = run_in(
        folder.path(),
        &["diff", "-", "--against", "git:HEAD"],
        &fixture("feed-old.json"),
    );
    assert_eq!(piped.code, Some(2));
    assert!(
        piped.stderr.contains("--against git:HEAD:PATH"),
        "{}",
        piped.stderr
    );
}

#[test]
fn mistakes_of_the_old_document_are_those_of_the_revision() {
    let folder = Folder::new();
    git(&folder, &["init", "-q"]);
    folder.write("feed.json", "{ \"evnts\": {} }");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "Begin"]);
    folder.write("feed.json", &fixture("feed-old.json"));
    let run = run_in(
        folder.path(),
        &["diff", "feed.json", "--against", "git:HEAD"],
        "",
    );
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(
        run.stderr.contains("--> git:HEAD:feed.json:1:3"),
        "{}",
        run.stderr
    );
}
