//! What reaches a terminal: nothing that it obeys, but colours.

use crate::run::{Folder, run_in};

/// A document whose texts and names hold what terminals obey.
const HOSTILE: &str = r##"{
  "title": "\u001b]0;owned\u0007 Feed\u009b2J",
  "version": "\u001b[2J",
  "description": "One\r\u001b[1A\u001b[2Ktwo \u202eleft",
  "events": {
    "a\u001b[31m": { "content": "text", "description": "\u001bc\u0008" },
    "note": { "payload": { "$ref": "#/$defs/Note" } }
  },
  "sentinels": { "\u001b[8m": "finish" },
  "$defs": {
    "Note": {
      "description": "\u0090q",
      "properties": { "\u001b[5m": { "type": "string", "description": "\u007f" } }
    },
    "Unused\u001b[31m\n": { "type": "object" }
  }
}"##;

#[track_caller]
fn is_harmless(text: &str, context: &str) {
    // Colours, and nothing else that begins like them.
    let mut pieces = text.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.strip_prefix('[').and_then(|it| it.split_once('m'));
        let (parameters, rest) = rest.unwrap_or_else(|| panic!("{context}: {piece:?}"));
        let is_colour = |c: char| c.is_ascii_digit() || c == ';';
        assert!(parameters.chars().all(is_colour), "{context}: {piece:?}");
        plain.push_str(rest);
    }
    let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert_eq!(plain.find(obeyed), None, "{context}: {plain:?}");
}

#[test]
fn documents_cannot_steer_a_terminal() {
    let folder = Folder::new();
    folder.write("feed.json", HOSTILE);
    let other = HOSTILE.replace("\"note\":", "\"n\\u001b[2Jote\":");
    folder.write("other.json", &other.replace("\\u0090q", "\\u009b2J"));
    folder.write(
        "broken\u{1b}[31m.json",
        &HOSTILE.replace("\"content\"", "\"c\\u001b[2J\""),
    );
    for arguments in [
        &["check", "feed.json"][..],
        &["check", "broken\u{1b}[31m.json"],
        &["check", "\u{1b}[2Jmissing.json"],
        &["check", "--json", "feed.json", "broken\u{1b}[31m.json"],
        &["show", "feed.json", "--types"],
        &["diff", "feed.json", "other.json"],
        &["diff", "--json", "feed.json", "other.json"],
        &["import", "feed.json", "--union", "\u{1b}[2J"],
        &["import", "feed.json", "--list"],
        &["explain", "\u{1b}[2J"],
        &["generate", "feed.json", "--rename", "#/events/\u{1b}[2J=A"],
    ] {
        for color in ["always", "never"] {
            let arguments = [arguments, &["--color", color]].concat();
            let run = run_in(folder.path(), &arguments, "");
            assert!(!(run.stdout + &run.stderr).is_empty(), "{arguments:?}");
            let run = run_in(folder.path(), &arguments, "");
            is_harmless(&run.stdout, &format!("{arguments:?}"));
            is_harmless(&run.stderr, &format!("{arguments:?}"));
        }
    }
}

#[test]
fn descriptions_cannot_steer_a_terminal() {
    let folder = Folder::new();
    folder.write(
        "openapi.json",
        r##"{
          "openapi": "3.1.0",
          "paths": { "/\u001b[2J": { "get": { "responses": { "200": { "content": {
            "text/event-stream": { "schema": { "$ref": "#/components/schemas/E\u009b2J" } } } } } } } },
          "components": { "schemas": { "E\u009b2J": {
            "type": "object", "not": {}, "properties": {
              "a\u001b]0;x\u0007": { "type": "string", "if": {}, "pattern": "\u001bc" } } } } }
        }"##,
    );
    for arguments in [
        &["import", "openapi.json", "--list"][..],
        &["import", "openapi.json", "-o", "feed.json", "--force"],
        &["import", "openapi.json", "--list", "--json"],
    ] {
        let run = run_in(folder.path(), arguments, "");
        is_harmless(&run.stdout, &format!("{arguments:?}"));
        is_harmless(&run.stderr, &format!("{arguments:?}"));
    }
}
