//! Where updates take descriptions from, and what is up to date.

use super::update::{DOCUMENT, change, check, imported, update, vendor_changes};
use crate::run::{Folder, fixture, run_in};

#[test]
fn all_documents_are_checked_at_once() {
    let folder = imported(&[]);
    folder.write(
        "schemas/hand.json",
        r#"{ "events": { "ping": { "handle": "skip" } } }"#,
    );
    let both = ["import", "--check", DOCUMENT, "schemas/hand.json"];
    let run = run_in(folder.path(), &both, "");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert_eq!(run.stderr, "note: schemas/hand.json was not imported\n");
    let outputs = [
        "import",
        "-o",
        DOCUMENT,
        "-o",
        "schemas/hand.json",
        "--check",
        "-q",
    ];
    let run = run_in(folder.path(), &outputs, "");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));

    vendor_changes(&folder);
    let run = run_in(folder.path(), &both, "");
    assert_eq!(run.code, Some(3));
    assert!(
        run.stderr.contains("schemas/feed.json is out of date"),
        "{}",
        run.stderr
    );
    // One that cannot be read hides nothing about the others.
    folder.write("schemas/broken.json", "{");
    let run = run_in(
        folder.path(),
        &["import", "--check", "schemas/broken.json", DOCUMENT],
        "",
    );
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("schemas/feed.json is out of date"),
        "{}",
        run.stderr
    );
}

#[test]
fn prose_is_part_of_what_is_up_to_date_with_a_base() {
    let folder = imported(&[]);
    change(
        &folder,
        "api/openapi.yaml",
        "A note was written.",
        "Somebody wrote a note.",
    );
    assert_eq!(check(&folder).code, Some(3));
    assert_eq!(update(&folder, &[]).code, Some(0));
    assert!(folder.read(DOCUMENT).contains("Somebody wrote a note."));
    assert_eq!(check(&folder).code, Some(0));
}

#[test]
fn a_description_from_standard_input_is_not_asked_for_again() {
    let folder = Folder::new();
    let description = fixture("openapi.yaml");
    let run = run_in(
        folder.path(),
        &["import", "-", "-o", "feed.json"],
        &description,
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let document = folder.read("feed.json");
    assert!(!document.contains("\"file\""), "{document}");
    assert!(!folder.read("feed.json.base").contains("\"file\""));
    for mode in ["--check", "--update"] {
        let run = run_in(folder.path(), &["import", mode, "feed.json"], "");
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(
            run.stderr.contains("does not say which file"),
            "{}",
            run.stderr
        );
        let named = ["import", "-", "-o", "feed.json", mode];
        let run = run_in(folder.path(), &named, &description);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(folder.read("feed.json"), document);
    }
}

#[test]
fn a_url_is_told_from_a_file() {
    let folder = Folder::new();
    let run = run_in(
        folder.path(),
        &["import", "https://example.com/api.yaml"],
        "",
    );
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr
            .contains("curl -fsSL 'https://example.com/api.yaml'"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_description_is_found_again_through_links() {
    let folder = Folder::new();
    folder.write("api/openapi.yaml", &fixture("openapi.yaml"));
    folder.write("real/deep/.keep", "");
    let link = folder.path().join("link");
    std::os::unix::fs::symlink("real/deep", link).expect("a link");
    let import = ["import", "api/openapi.yaml", "-o", "link/feed.json"];
    let run = run_in(folder.path(), &import, "");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for document in ["link/feed.json", "real/deep/feed.json"] {
        let run = run_in(folder.path(), &["import", "--check", document], "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    // A link to the document itself has the same base.
    let document = folder.path().join("current.json");
    std::os::unix::fs::symlink("real/deep/feed.json", document).expect("a link");
    for mode in ["--update", "--check"] {
        let run = run_in(folder.path(), &["import", mode, "current.json"], "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    assert!(!folder.has("current.json.base"));
}
