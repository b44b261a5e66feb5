//! Options of generated code.

use super::generate::COMPILED;
use crate::run::{fixtures, package, run, run_in};

#[test]
fn options_are_those_of_the_derive() {
    let run = run(&[
        "generate",
        "feed-old.json",
        "--name",
        "Wire",
        "--vis",
        "pub(crate)",
        "--crate",
        "crate::stream",
        "--string",
        "std::sync::Arc<str>",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for part in [
        "pub(crate) struct Wire;",
        "pub(crate) mod wire {",
        "const _: () = crate::stream::__private::assert_abi(1);",
        "Option<std::sync::Arc<str>>",
    ] {
        assert!(run.stdout.contains(part), "{part}");
    }
}

#[test]
fn options_about_nothing_are_mistakes() {
    for (code, arguments, message) in [
        (
            1,
            &["--rename", "#/$defs/Not=A"][..],
            "did you mean \"#/$defs/Note\"?",
        ),
        (
            2,
            &["--rename", "#/$defs/Note"],
            "write the place and what to put there",
        ),
        (2, &["--rename", "#/$defs/Note=a b"], "is no name in Rust"),
        (2, &["--replace", "#/$defs/Note=a b"], "is not Rust"),
        (2, &["--name", "9"], "is no name in Rust"),
        (2, &["--vis", "public"], "is not Rust"),
        (2, &["--string", "Arc<str>"], "by its whole path"),
        (1, &["--format", "time=Time"], "has no format \"time\""),
        (
            2,
            &["--format", "time"],
            "such as \"date-time=jiff::Timestamp\"",
        ),
        (2, &["--error", "an error"], "is no name in Rust"),
    ] {
        let run = run(&[&["generate", "feed-old.json"], arguments].concat());
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(code), ""),
            "{arguments:?}"
        );
        assert!(
            run.stderr.contains(message),
            "{arguments:?}: {}",
            run.stderr
        );
    }
    let nowhere = run(&["generate", "feed-old.json", "--check"]);
    assert_eq!(nowhere.code, Some(2), "{}", nowhere.stderr);
    let folder = run(&["generate", "feed-old.json", "-o", "no/such/folder.rs"]);
    assert_eq!(folder.code, Some(1));
    assert!(
        folder.stderr.contains("cannot write no/such/folder.rs"),
        "{}",
        folder.stderr
    );
    assert!(!fixtures().join("no").exists());
}

/// With `BLESS=1` the file is written anew; `cargo fmt` then formats it.
#[test]
fn the_file_that_is_compiled_is_up_to_date() {
    let folder = package().join("../tests/tests/generated");
    if std::env::var_os("BLESS").is_some() {
        assert_eq!(run_in(&folder, COMPILED, "").code, Some(0));
        return;
    }
    let run = run_in(&folder, &[COMPILED, &["--check"]].concat(), "");
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
}
