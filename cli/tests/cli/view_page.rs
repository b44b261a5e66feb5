//! Pages of `view`, and what is in them.

use std::fs;

use serde_json::Value;

use crate::run::{Folder, run_in};

pub(super) const DOCUMENT: &str = r##"{
    "title": "Poem",
    "dispatch": ["event"],
    "errors": { "type": ["/type"], "message": ["/message"] },
    "snapshot": { "type": { "$ref": "#/$defs/Poem" }, "initial": { "text": "" } },
    "events": {
        "line": { "payload": { "$ref": "#/$defs/Line" }, "apply": [{ "append": "/line", "to": "/text" }] },
        "mood": { "mismatch": "null", "payload": { "$ref": "#/$defs/Mood" }, "apply": [] },
        "ping": { "handle": "skip" },
        "error": { "handle": "fail", "payload": true },
        "end": { "handle": "finish", "content": "none", "apply": [] }
    },
    "$defs": {
        "Poem": { "required": ["text"], "properties": { "text": { "type": "string" } } },
        "Line": { "required": ["line"], "properties": { "line": { "type": "string" } } },
        "Mood": { "properties": { "mood": { "type": "string" } } }
    }
}"##;

pub(super) const ONE: &str = "event: line\ndata: {\"line\":\"one\"}\n\n";
pub(super) const END: &str = "event: end\ndata:\n\n";

/// A page, and what it has.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) data: Value,
}

/// The page of a recording in a file of this name, by the document.
pub(super) fn page(name: &str, body: impl AsRef<[u8]>, times: &str) -> Page {
    page_of(name, body, times, &["--document", "poem.json"])
}

pub(super) fn untyped(name: &str, body: impl AsRef<[u8]>, times: &str) -> Page {
    page_of(name, body, times, &[])
}

#[track_caller]
pub(super) fn page_of(name: &str, body: impl AsRef<[u8]>, times: &str, arguments: &[&str]) -> Page {
    let folder = Folder::new();
    folder.write("poem.json", DOCUMENT);
    fs::write(folder.path().join(name), body).expect("a recording");
    if !times.is_empty() {
        folder.write(&format!("{name}.times"), times);
    }
    let arguments = [&["view", name, "-o", "page.html"], arguments].concat();
    let run = run_in(folder.path(), &arguments, "");
    let wrote = "wrote page.html\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), wrote));
    let quiet = run_in(folder.path(), &[&arguments, &["-q"][..]].concat(), "");
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));
    let text = folder.read("page.html");
    let data = between(
        &text,
        "<script type=\"application/json\" id=\"data\">",
        "</script>",
    );
    let data = serde_json::from_str(data).expect("JSON");
    Page { text, data }
}

pub(super) fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect("a start");
    rest.split_once(end).expect("an end").0
}

impl Page {
    /// The type and the state of each row.
    pub(super) fn rows(&self) -> Vec<(&str, &'static str)> {
        const STATES: [&str; 12] = [
            "event",
            "skipped",
            "sentinel",
            "alive",
            "unknown",
            "unfitting",
            "partly",
            "failure",
            "after",
            "cut",
            "malformed",
            "text",
        ];
        let names = self.column("name").into_iter();
        let rows = names.zip(self.column("state"));
        rows.map(|(name, state)| {
            let name = self.data["names"][name as usize].as_str();
            (name.expect("a name"), STATES[state as usize])
        })
        .collect()
    }

    pub(super) fn column(&self, name: &str) -> Vec<i64> {
        let column = self.data["columns"][name].as_array();
        let column = column.unwrap_or_else(|| panic!("a column {name}"));
        column
            .iter()
            .map(|it| it.as_i64().expect("a number"))
            .collect()
    }

    /// The raw texts, as the page takes them from the columns.
    pub(super) fn raw(&self) -> Vec<String> {
        let text: Vec<u16> = self.data["raw"]
            .as_str()
            .expect("a text")
            .encode_utf16()
            .collect();
        let mut at = 0;
        let lengths = self.column("length").into_iter();
        let raw = lengths.map(|length| {
            let from = at;
            at += length as usize;
            String::from_utf16(&text[from..at]).expect("UTF-16")
        });
        raw.collect()
    }

    /// The data of each row, as the page takes it from the columns.
    pub(super) fn texts(&self) -> Vec<String> {
        let aside: Vec<u16> = self.data["aside"]
            .as_str()
            .expect("a text")
            .encode_utf16()
            .collect();
        let places = self.column("start").into_iter().zip(self.column("size"));
        let raw: Vec<String> = match self.data["raw64"].is_null() {
            true => self.raw(),
            false => vec![String::new(); places.len()],
        };
        let texts = places.zip(raw).map(|((start, size), raw)| {
            let (text, start) = match usize::try_from(start) {
                Ok(start) => (raw.encode_utf16().collect(), start),
                Err(_) => (aside.clone(), (-1 - start) as usize),
            };
            String::from_utf16(&text[start..start + size as usize]).expect("UTF-16")
        });
        texts.collect()
    }

    /// What is said of events: which, where, why, and where the document says so.
    pub(super) fn notes(&self) -> Vec<(i64, Option<&str>, &str, Option<&str>)> {
        let word = |index: &Value| {
            Some(
                self.data["words"][index.as_u64()? as usize]
                    .as_str()
                    .expect("a word"),
            )
        };
        let notes = self.data["notes"].as_array().expect("notes").iter();
        let notes = notes.map(|it| {
            let reason = word(&it[3]).expect("a reason");
            (
                it[0].as_i64().expect("an event"),
                word(&it[2]),
                reason,
                word(&it[4]),
            )
        });
        notes.collect()
    }

    pub(super) fn head(&self, key: &str) -> &str {
        self.data["head"][key]
            .as_str()
            .unwrap_or_else(|| panic!("no {key} in the head"))
    }
}
