//! `stream-events.toml`: what it says holds for all commands alike, and nothing in it is passed over.

use serde_json::Value;

use crate::run::{Folder, Run, fixture, run_in};

const CONFIG: &str = r##"[stream-events]
derive = ["Eq"]

[stream-events."schemas/feed.json"]
output = "src/feed.rs"
name = "Wire"
string = "std::sync::Arc<str>"
rename = { "#/events/delete" = "Gone", "#/$defs/Note" = "Memo" }
exhaustive = true
vis = "pub(crate)"
"##;

/// The same on the command line, as far as `show` and `diff` take it.
const GIVEN: &[&str] = &[
    "--no-config",
    "--derive",
    "Eq",
    "--name",
    "Wire",
    "--string",
    "std::sync::Arc<str>",
    "--rename",
    "#/events/delete=Gone",
    "--rename",
    "#/$defs/Note=Memo",
    "--exhaustive",
];

/// A package in a repository.
pub(super) fn package(config: &str) -> Folder {
    let folder = Folder::new();
    folder.write(".git/HEAD", "");
    folder.write("schemas/feed.json", &fixture("feed-old.json"));
    folder.write("schemas/new.json", &fixture("feed-new.json"));
    folder.write("src/.keep", "");
    folder.write("stream-events.toml", config);
    folder
}

pub(super) fn run(folder: &Folder, arguments: &[&str]) -> Run {
    run_in(folder.path(), arguments, "")
}

#[track_caller]
fn is_fine(run: &Run) {
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(0), ""),
        "{}",
        run.stdout
    );
}

#[test]
fn all_commands_read_the_same_options() {
    let folder = package(CONFIG);
    let document = "schemas/feed.json";
    is_fine(&run(&folder, &["generate", "-q"]));
    let code = folder.read("src/feed.rs");
    let given = [
        &[
            "generate",
            document,
            "--vis",
            "pub(crate)",
            "-o",
            "src/given.rs",
            "-q",
        ],
        GIVEN,
    ];
    is_fine(&run(&folder, &given.concat()));
    assert_eq!(
        code,
        folder
            .read("src/given.rs")
            .replace("-o given.rs", "-o feed.rs")
    );
    assert!(code.contains("Gone") && code.contains("pub(crate) struct Memo"));

    let same = |arguments: &[&str]| {
        let by_file = run(&folder, arguments);
        let by_hand = run(&folder, &[arguments, GIVEN].concat());
        assert_eq!(by_file.stdout, by_hand.stdout, "{arguments:?}");
        assert_eq!(by_file.code, by_hand.code, "{arguments:?}");
        let without = run(&folder, &[arguments, &["--no-config"]].concat());
        assert_ne!(by_file.stdout, without.stdout, "{arguments:?}");
    };
    same(&["show", document, "--types"]);
    same(&["diff", document, "schemas/new.json"]);
    same(&["diff", "--json", "schemas/new.json", document]);
    // The names that a derive has are the ones that are shown.
    let shown = run(&folder, &["show", document, "--types"]).stdout;
    assert!(
        shown.contains("struct Memo") && shown.contains("Event::Gone"),
        "{shown}"
    );
    // `check` sees what the derive would: without the file, two events have one name.
    let twice = r#"{ "events": { "a.b": { "content": "text" }, "a_b": { "content": "text" } } }"#;
    folder.write("schemas/feed.json", twice);
    let config = "[stream-events.'schemas/feed.json']\nrename = { '#/events/a.b' = 'Other' }\n";
    folder.write("stream-events.toml", config);
    is_fine(&run(&folder, &["check", document]));
    assert_eq!(
        run(&folder, &["check", document, "--no-config"]).code,
        Some(1)
    );
}

#[test]
fn all_outputs_are_written_and_checked_at_once() {
    let folder = package(&format!(
        "{CONFIG}\n[stream-events.\"schemas/new.json\"]\noutput = \"src/new.rs\"\nname = \"New\"\n"
    ));
    let missing = run(&folder, &["generate", "--check"]);
    assert_eq!(missing.code, Some(3));
    is_fine(&run(&folder, &["generate", "-q"]));
    assert!(folder.read("src/new.rs").contains("pub struct New;"));
    is_fine(&run(&folder, &["generate", "--check"]));
    // From every folder of the package, and with the document or the file alone.
    for (place, arguments) in [
        ("src", &["generate", "--check"][..]),
        ("src", &["generate", "-o", "feed.rs", "--check"]),
        ("schemas", &["generate", "feed.json", "--check"]),
        ("", &["generate", "-q", "-o", "src/new.rs"]),
    ] {
        is_fine(&run_in(&folder.path().join(place), arguments, ""));
    }
    // A file that is not there yet has no header to say its document.
    std::fs::remove_file(folder.path().join("src/feed.rs")).expect("a file");
    is_fine(&run(&folder, &["generate", "-q", "-o", "src/feed.rs"]));
    folder.write("schemas/new.json", &fixture("feed-old.json"));
    let stale = run(&folder, &["generate", "--check"]);
    assert_eq!(stale.code, Some(3));
    assert!(
        stale.stderr.contains("src/new.rs is out of date"),
        "{}",
        stale.stderr
    );
    assert!(!stale.stderr.contains("src/feed.rs"), "{}", stale.stderr);
    // What is named writes it as the file says, as long as nothing else is asked for.
    let plain = "write it anew with `stream-events generate`\n";
    assert!(stale.stderr.contains(plain), "{}", stale.stderr);
    let other = run(
        &folder,
        &["generate", "-o", "src/new.rs", "--check", "--name", "B"],
    );
    assert_eq!(other.code, Some(3));
    assert!(!other.stderr.contains(plain), "{}", other.stderr);
    let wrote = run(&folder, &["generate"]);
    assert_eq!(
        wrote.stderr,
        "src/feed.rs is up to date\nwrote src/new.rs\n"
    );
    is_fine(&run(&folder, &["generate", "--check"]));
}

#[test]
fn the_file_goes_over_the_header_and_says_so() {
    let folder = package(CONFIG);
    is_fine(&run(&folder, &["generate", "-q"]));
    // An option that is taken out of the file is taken out of the code, although the header has it.
    folder.write(
        "stream-events.toml",
        &CONFIG.replace("exhaustive = true\n", ""),
    );
    let check = run(&folder, &["generate", "--check"]);
    assert_eq!((check.code, check.stdout.as_str()), (Some(3), ""));
    let difference = "src/feed.rs was generated with other options than stream-events.toml and the command \
                      line have: `--exhaustive` is given there and the default here\n";
    assert!(check.stderr.contains(difference), "{}", check.stderr);
    let write = run(&folder, &["generate"]);
    assert_eq!(write.code, Some(0));
    let note = "wrote src/feed.rs\nnote: src/feed.rs: `--exhaustive` is given there and the default here\n";
    assert_eq!(write.stderr, note);
    let header = folder.read("src/feed.rs").lines().nth(4).map(str::to_owned);
    assert!(header.is_some_and(|it| it.contains("--name Wire") && !it.contains("--exhaustive")));
    is_fine(&run(&folder, &["generate", "--check"]));
    // Without the file, the header holds.
    is_fine(&run(
        &folder,
        &["generate", "--no-config", "-o", "src/feed.rs", "--check"],
    ));
    // The command line goes over the file; what is on it alone is not in the next check.
    let given = run(&folder, &["generate", "--string", "std::string::String"]);
    assert!(
        given
            .stderr
            .contains("`--string` is `std::sync::Arc<str>` there"),
        "{}",
        given.stderr
    );
    assert_eq!(run(&folder, &["generate", "--check"]).code, Some(3));
    is_fine(&run(
        &folder,
        &["generate", "--check", "--string", "std::string::String"],
    ));
}

#[test]
fn the_nearest_file_counts_and_none_beyond_the_repository() {
    let folder = package("[stream-events]\nstring = \"std::boxed::Box<str>\"\n");
    let types = |folder: &Folder, document: &str| {
        let shown = run(folder, &["show", document, "--types"]);
        assert_eq!(shown.code, Some(0), "{}", shown.stderr);
        shown.stdout
    };
    assert!(types(&folder, "schemas/feed.json").contains("Box<str>"));
    folder.write(
        "schemas/stream-events.toml",
        "[stream-events]\nstring = \"std::sync::Arc<str>\"\n",
    );
    let nearest = types(&folder, "schemas/feed.json");
    assert!(
        nearest.contains("Arc<str>") && !nearest.contains("Box<str>"),
        "{nearest}"
    );
    // A repository in the folder: its file is a submodule's or a worktree's.
    folder.write("sub/.git", "gitdir: elsewhere\n");
    folder.write("sub/feed.json", &fixture("feed-old.json"));
    assert!(!types(&folder, "sub/feed.json").contains("<str>"));
    let named = [
        "show",
        "sub/feed.json",
        "--types",
        "--config",
        "stream-events.toml",
    ];
    assert!(run(&folder, &named).stdout.contains("Box<str>"));
    let both = [
        "show",
        "sub/feed.json",
        "--config",
        "stream-events.toml",
        "--no-config",
    ];
    assert_eq!(run(&folder, &both).code, Some(2));
    let missing = run(
        &folder,
        &["show", "sub/feed.json", "--config", "missing.toml"],
    );
    assert_eq!(missing.code, Some(1));
    assert!(
        missing.stderr.contains("cannot read missing.toml"),
        "{}",
        missing.stderr
    );
}

#[test]
fn a_format_of_all_is_for_the_documents_that_have_it() {
    let folder = package("[stream-events]\nformat = { date-time = \"crate::Time\" }\n");
    let time = r#"{ "title": "Clock", "events": { "tick": { "payload": { "properties": {
        "at": { "type": "string", "format": "date-time" } } } } } }"#;
    folder.write("schemas/clock.json", time);
    let shown = run(&folder, &["show", "schemas/clock.json", "--types"]);
    assert!(
        shown.stdout.contains("(from document[date-time])"),
        "{}{}",
        shown.stdout,
        shown.stderr
    );
    is_fine(&run(&folder, &["show", "schemas/feed.json"]));
    // Of one document, it has to be there.
    let config =
        "[stream-events.\"schemas/feed.json\"]\nformat = { date-time = \"crate::Time\" }\n";
    folder.write("stream-events.toml", config);
    let wrong = run(&folder, &["show", "schemas/feed.json"]);
    assert_eq!(wrong.code, Some(1));
    assert!(
        wrong.stderr.contains("has no format \"date-time\""),
        "{}",
        wrong.stderr
    );
}

#[test]
fn levels_are_those_of_the_command_line_the_document_and_all() {
    let folder = package("");
    folder.write("schemas/notes.json", &fixture("notes.json"));
    let found = |config: &str, arguments: &[&str]| {
        folder.write("stream-events.toml", config);
        let arguments = [&["check", "--json", "schemas/notes.json"], arguments].concat();
        let run = run(&folder, &arguments);
        let report: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
        let found = &report["documents"][0]["diagnostics"];
        match found.as_array().expect("a list").as_slice() {
            [] => "allowed",
            [found] if found["denied"] == true => "denied",
            _ => "shown",
        }
    };
    let one = "[stream-events.'schemas/notes.json']\n";
    let deny_all = "[stream-events]\ndeny = ['notes']\n";
    let deny = "[stream-events]\ndeny = ['unused-definition']\n";
    let allow = "[stream-events]\nallow = ['unused-definition']\n";
    for (config, arguments, level) in [
        ("[stream-events]\n".to_owned(), &[][..], "shown"),
        (deny_all.to_owned(), &[], "denied"),
        (deny.to_owned(), &[], "denied"),
        (allow.to_owned(), &[], "allowed"),
        // One document goes over all, a check by its name over all of a severity.
        (
            format!("{deny}{one}allow = ['unused-definition']\n"),
            &[],
            "allowed",
        ),
        (
            format!("{allow}{one}deny = ['unused-definition']\n"),
            &[],
            "denied",
        ),
        (format!("{allow}{one}deny = ['notes']\n"), &[], "allowed"),
        // The command line goes over both.
        (
            deny.to_owned(),
            &["--allow", "unused-definition"],
            "allowed",
        ),
        (allow.to_owned(), &["--deny", "unused-definition"], "denied"),
        (allow.to_owned(), &["--deny", "notes"], "allowed"),
        (deny.to_owned(), &["--no-config"], "shown"),
    ] {
        assert_eq!(found(&config, arguments), level, "{config}{arguments:?}");
    }
}

#[test]
fn without_a_document_all_that_are_named_are_checked() {
    let folder = package(
        "[stream-events.\"schemas/new.json\"]\n\n[stream-events.\"schemas/feed.json\"]\nname = \"Wire\"\n",
    );
    let all = run(&folder, &["check"]);
    is_fine(&all);
    let names: Vec<_> = all
        .stdout
        .lines()
        .filter_map(|it| it.split(':').next())
        .collect();
    assert_eq!(
        names,
        ["schemas/new.json", "schemas/feed.json"],
        "in the order of the file"
    );
    // From a folder below it, with paths as they are from there.
    let below = run_in(&folder.path().join("src"), &["check"], "");
    is_fine(&below);
    assert!(
        below.stdout.contains("../schemas/new.json: "),
        "{}",
        below.stdout
    );

    folder.write("schemas/new.json", "{");
    let broken = run(&folder, &["check"]);
    assert_eq!(broken.code, Some(1));
    assert!(
        broken.stdout.contains("schemas/feed.json: "),
        "the other is checked all the same"
    );

    folder.write("stream-events.toml", "[stream-events]\nderive = [\"Eq\"]\n");
    for (arguments, message) in [
        (&["check"][..], "stream-events.toml names no document"),
        (
            &["check", "--no-config"],
            "name a document, or write a stream-events.toml",
        ),
    ] {
        let refused = run(&folder, arguments);
        assert_eq!(refused.code, Some(2), "{arguments:?}");
        assert!(refused.stderr.contains(message), "{}", refused.stderr);
    }
}
