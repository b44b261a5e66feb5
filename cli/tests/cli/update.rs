//! `import --update` and `import --check`: documents that people edited, of descriptions that
//! changed.

use crate::run::{Folder, Run, fixture, run_in};

pub(super) const DOCUMENT: &str = "schemas/feed.json";
const BASE: &str = "schemas/feed.json.base";

/// A folder with a description and the document that was imported from it.
pub(super) fn imported(options: &[&str]) -> Folder {
    let folder = Folder::new();
    folder.write("api/openapi.yaml", &fixture("openapi.yaml"));
    folder.write("schemas/.keep", "");
    let import = ["import", "api/openapi.yaml", "-o", DOCUMENT];
    let run = run_in(folder.path(), &[&import, options].concat(), "");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    folder
}

pub(super) fn change(folder: &Folder, file: &str, from: &str, to: &str) {
    let text = folder.read(file);
    assert!(text.contains(from), "{from}\n{text}");
    folder.write(file, &text.replacen(from, to, 1));
}

pub(super) fn update(folder: &Folder, options: &[&str]) -> Run {
    let arguments = [&["import", "--update", DOCUMENT], options].concat();
    run_in(folder.path(), &arguments, "")
}

pub(super) fn check(folder: &Folder) -> Run {
    run_in(folder.path(), &["import", "--check", DOCUMENT], "")
}

#[track_caller]
fn is_sound(folder: &Folder) {
    let run = run_in(folder.path(), &["check", DOCUMENT], "");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// The vendor adds a property, an event and a value, and drops one.
pub(super) fn vendor_changes(folder: &Folder) {
    let api = "api/openapi.yaml";
    change(
        folder,
        api,
        "        text: { type: string }",
        "        text: { type: string }\n        pinned: { type: boolean }",
    );
    change(folder, api, "caught_up, shutdown", "shutdown, full");
    change(
        folder,
        api,
        "        - $ref: \"#/components/schemas/Done\"",
        "        - $ref: \"#/components/schemas/Done\"\n        - $ref: \"#/components/schemas/Moved\"",
    );
    change(
        folder,
        api,
        "    Note:\n",
        "    Moved:\n      type: object\n      required: [type]\n      properties:\n        type: { const: moved }\n    Note:\n",
    );
}

#[test]
fn what_an_import_made_is_kept_beside_the_document() {
    let folder = imported(&[]);
    assert_eq!(folder.read(BASE), folder.read(DOCUMENT));
    // Not beside standard output.
    let run = run_in(folder.path(), &["import", "api/openapi.yaml"], "");
    assert_eq!(run.code, Some(0));
    assert!(!folder.has("-.base") && !folder.has(".base"));
}

#[test]
fn edits_stay_and_changes_come_in() {
    let folder = imported(&[]);
    for (from, to) in [
        // A type, an event that goes, a definition that nothing refers to, a title, handling, a
        // value, a property that is no longer required.
        (
            r#""text": { "type": "string" }"#,
            r#""text": { "type": "integer", "format": "uint64" }"#,
        ),
        (
            r##"    "deleted": { "payload": { "$ref": "#/$defs/Deleted" } },"##,
            "",
        ),
        (
            r#""$defs": {"#,
            r#""$defs": { "Mine": { "type": "string" },"#,
        ),
        (r#""events": {"#, r#""title": "Notes", "events": {"#),
        (
            r#""done": {"#,
            r#""done": { "handle": "finish", "name": "TheEnd","#,
        ),
        (
            r#"["caught_up", "shutdown"]"#,
            r#"["caught_up", "shutdown", "mine"]"#,
        ),
        (r#""required": ["type", "note"]"#, r#""required": ["type"]"#),
    ] {
        change(&folder, DOCUMENT, from, to);
    }
    is_sound(&folder);
    vendor_changes(&folder);
    let run = update(&folder, &[]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), ""),
        "{}",
        run.stderr
    );
    is_sound(&folder);
    let updated = folder.read(DOCUMENT);
    for part in [
        "uint64",
        "Mine",
        "Notes",
        "TheEnd",
        "\"mine\"",
        "pinned",
        "\"moved\"",
        "full",
    ] {
        assert!(updated.contains(part), "{part}\n{updated}");
    }
    for part in ["\"deleted\": {", "caught_up", "\"note\"]"] {
        assert!(!updated.contains(part), "{part}\n{updated}");
    }
    assert!(
        run.stderr
            .contains("suggestion: /events/moved: the event is new"),
        "{}",
        run.stderr
    );
    assert_eq!(check(&folder).code, Some(0));
    // Again, there is nothing to do.
    let base = folder.read(BASE);
    assert_eq!(update(&folder, &[]).code, Some(0));
    assert_eq!((folder.read(DOCUMENT), folder.read(BASE)), (updated, base));
}

#[test]
fn a_conflict_stays_until_somebody_decides() {
    let folder = imported(&[]);
    change(
        &folder,
        DOCUMENT,
        r#""required": ["id"]"#,
        r#""required": ["id"], "description": "Ours.""#,
    );
    change(
        &folder,
        DOCUMENT,
        r#""text": { "type": "string" }"#,
        r#""text": { "type": "integer" }"#,
    );
    change(
        &folder,
        "api/openapi.yaml",
        "text: { type: string }",
        "text: { type: boolean }",
    );
    let said = "conflict: /$defs/Note/properties/text: the document says `{\"type\":\"integer\"}`, \
                the description `{\"type\":\"boolean\"}`; it was `{\"type\":\"string\"}`\n";
    for quiet in [&[][..], &["--quiet"]] {
        let run = update(&folder, quiet);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        let document = folder.read(DOCUMENT);
        for part in [r#""text": { "type": "integer" }"#, "Ours."] {
            assert!(document.contains(part), "{part}\n{document}");
        }
        assert!(
            folder
                .read(BASE)
                .contains(r#""text": { "type": "string" }"#),
            "the old base"
        );
        assert_eq!(check(&folder).code, Some(3));
    }

    let other = Folder::new();
    for file in [DOCUMENT, BASE, "api/openapi.yaml"] {
        other.write(file, &folder.read(file));
    }
    let run = update(&folder, &["--resolve", "document"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        folder
            .read(DOCUMENT)
            .contains(r#""text": { "type": "integer" }"#)
    );
    assert_eq!(
        (update(&folder, &[]).code, check(&folder).code),
        (Some(0), Some(0))
    );

    let run = update(&other, &["--resolve", "description"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("replaced: /$defs/Note/properties/text"),
        "{}",
        run.stderr
    );
    let document = other.read(DOCUMENT);
    assert!(
        document.contains(r#""text": { "type": "boolean" }"#),
        "{document}"
    );
    assert!(document.contains("Ours."), "{document}");
}

#[test]
fn an_event_that_is_gone_goes_unless_it_was_edited() {
    for edited in [false, true] {
        let folder = imported(&[]);
        if edited {
            // What is edited is the type that only this event has.
            change(
                &folder,
                DOCUMENT,
                r#""Deleted": {"#,
                r#""Deleted": { "description": "Ours.","#,
            );
        }
        change(
            &folder,
            "api/openapi.yaml",
            "        - $ref: \"#/components/schemas/Deleted\"\n",
            "",
        );
        let run = update(&folder, &[]);
        assert_eq!(run.code, Some(i32::from(edited)), "{}", run.stderr);
        is_sound(&folder);
        let word = if edited { "conflict" } else { "removed" };
        assert!(
            run.stderr.contains(&format!("{word}: /events/deleted: ")),
            "{}",
            run.stderr
        );
        let document = folder.read(DOCUMENT);
        assert_eq!(document.contains("\"deleted\""), edited, "{document}");
        assert_eq!(document.contains("Ours."), edited, "{document}");
    }
}

#[test]
fn without_a_base_nothing_is_lost_unless_that_is_asked_for() {
    let folder = imported(&[]);
    std::fs::remove_file(folder.path().join(BASE)).expect("a file");
    change(
        &folder,
        DOCUMENT,
        r#""text": { "type": "string" }"#,
        r#""text": { "type": "integer" }"#,
    );
    change(
        &folder,
        DOCUMENT,
        "\"done\": {",
        "\"done\": { \"handle\": \"finish\",",
    );
    let edited = folder.read(DOCUMENT);

    // The description is still the one that was imported: all that differs is an edit.
    let run = update(&folder, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(folder.read(DOCUMENT), edited);
    assert!(
        folder
            .read(BASE)
            .contains(r#""text": { "type": "string" }"#)
    );

    std::fs::remove_file(folder.path().join(BASE)).expect("a file");
    vendor_changes(&folder);
    let run = update(&folder, &[]);
    assert_eq!(run.code, Some(1));
    for line in [
        "/$defs/Note/properties/text/type: `\"integer\"` becomes `\"string\"`",
        "/events/moved: ",
        "`--lose-edits`",
    ] {
        assert!(run.stderr.contains(line), "{line}\n{}", run.stderr);
    }
    assert_eq!(folder.read(DOCUMENT), edited);
    assert!(!folder.has(BASE));

    let run = update(&folder, &["--lose-edits"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    is_sound(&folder);
    let document = folder.read(DOCUMENT);
    for part in [r#""text": { "type": "string" }"#, "\"moved\"", "\"finish\""] {
        assert!(document.contains(part), "{part}\n{document}");
    }
    assert!(folder.has(BASE));
}

#[test]
fn comments_are_not_dropped_in_silence() {
    let folder = imported(&[]);
    change(&folder, DOCUMENT, "{\n", "{\n  // Ours.\n");
    let before = (folder.read(DOCUMENT), folder.read(BASE));
    // As long as nothing changes, they stay.
    let run = update(&folder, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!((folder.read(DOCUMENT), folder.read(BASE)), before);

    vendor_changes(&folder);
    let run = update(&folder, &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("`--drop-comments`"), "{}", run.stderr);
    assert_eq!((folder.read(DOCUMENT), folder.read(BASE)), before);
    let run = update(&folder, &["--drop-comments"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let document = folder.read(DOCUMENT);
    assert!(
        document.contains("moved") && !document.contains("Ours."),
        "{document}"
    );
}

#[test]
fn comments_stay_where_nothing_is_taken() {
    let folder = imported(&[]);
    change(&folder, DOCUMENT, "{\n", "{\n  // Ours.\n");
    let before = folder.read(DOCUMENT);
    // It has no place in a document, but it was read.
    change(
        &folder,
        "api/openapi.yaml",
        "pattern: \"^n\"",
        "pattern: \"^m\"",
    );
    let run = update(&folder, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(folder.read(DOCUMENT), before);
    assert_eq!(check(&folder).code, Some(0));
}

#[test]
fn a_layout_of_ones_own_stays_while_nothing_changes() {
    let folder = imported(&[]);
    let text = folder.read(DOCUMENT).replace("  ", "    ");
    folder.write(DOCUMENT, &text);
    assert_eq!(update(&folder, &[]).code, Some(0));
    assert_eq!(folder.read(DOCUMENT), text);
}

#[test]
fn an_update_that_was_interrupted_is_made_good_by_the_next() {
    let folder = imported(&[]);
    change(
        &folder,
        DOCUMENT,
        r#""text": { "type": "string" }"#,
        r#""text": { "type": "integer" }"#,
    );
    let old_base = folder.read(BASE);
    vendor_changes(&folder);
    assert_eq!(update(&folder, &[]).code, Some(0));
    let updated = (folder.read(DOCUMENT), folder.read(BASE));
    // The document was written, its base was not.
    folder.write(BASE, &old_base);
    let run = update(&folder, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!((folder.read(DOCUMENT), folder.read(BASE)), updated);
}
