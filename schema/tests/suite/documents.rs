//! Documents that are right: those that are shipped, and one that has everything.

use std::fs;
use std::path::{Path, PathBuf};

use stream_events_schema::{Check, Diagnostic};

const KITCHEN_SINK: &str = include_str!("../kitchen-sink.json");

fn documents() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../apis/documents");
    let paths = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .chain([(
            folder.join("../tests/kitchen-sink.json"),
            KITCHEN_SINK.to_owned(),
        )])
        .collect()
}

#[test]
fn they_pass() {
    for (path, text) in documents() {
        let name = path.to_string_lossy();
        let checked = stream_events_schema::read(&name, &text);
        let checked = checked.unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let lost = |note: &Diagnostic| note.check == Check::LostPointer;
        assert!(!checked.notes().iter().any(lost), "{}", checked.notes());
    }
}

#[test]
#[cfg(feature = "write")]
fn written_documents_read_the_same() {
    use stream_events_schema::{Source, check, parse};

    for (path, text) in documents() {
        let name = path.to_string_lossy();
        let document = parse(&Source::new(name.clone(), text)).unwrap();
        let written = document.to_json();
        let again = parse(&Source::new(name.clone(), written.clone())).unwrap();
        assert_eq!(again, document, "{name}");
        assert_eq!(again.to_json(), written, "{name}");
        assert_eq!(check(&again).unwrap(), check(&document).unwrap(), "{name}");
    }
}

#[test]
#[cfg(feature = "write")]
fn what_is_left_out_is_what_a_document_can_do_without() {
    use indexmap::IndexMap;
    use serde::de::IgnoredAny;
    use stream_events_schema::{Document, Source, parse};

    let document = parse(&Source::new("sink", KITCHEN_SINK)).unwrap();
    let members = |text: &str| {
        // A `serde_json::Value` keeps the order only if some other crate asks for that.
        let members: IndexMap<String, IgnoredAny> = serde_json::from_str(text).unwrap();
        members.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(
        members(&document.to_json()),
        [
            "$schema",
            "title",
            "description",
            "version",
            "source",
            "dispatch",
            "events",
            "unknown",
            "mismatch",
            "end",
            "sentinels",
            "errors",
            "http",
            "resume",
            "snapshot",
            "examples",
            "$defs"
        ]
    );
    assert_eq!(members(&Document::default().to_json()), ["events"]);
}
