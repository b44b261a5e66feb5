//! Any text as a description to import: whatever comes of it is a document that passes every check.

use std::io;

use stream_events_import::{ImportError, Imported, Importer};
use stream_events_schema as schema;

use crate::document;

/// Checks the import of a description: what to import, a line feed, the text.
pub fn check(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let (union, text) = text.split_once('\n').unwrap_or(("", text));
    let Some(importer) = told(Importer::new("description.yaml", text)) else {
        return;
    };
    // Files with short names say the same as the description.
    let importer = importer.files("", |path| match path.len() < 3 {
        true => Ok(text.to_owned()),
        false => Err(io::Error::other("no such file")),
    });
    for stream in importer.streams() {
        imports(&importer.clone().union(&stream.union));
    }
    match union {
        "" => imports(&importer),
        union => imports(&importer.union(union)),
    }
}

fn imports(importer: &Importer) {
    let Some(Imported {
        document, report, ..
    }) = told(importer.import())
    else {
        return;
    };
    let _ = report.to_string();
    document::is_written_as_it_was_read(&document);
    match schema::check(&document) {
        Ok(checked) => document::generates(&checked),
        Err(mistakes) => panic!("{mistakes}\nin\n{}", document.to_json()),
    }
    let text = document.to_json();
    for base in [None, Some(&document)] {
        assert_eq!(importer.is_current(&document, base), Ok(true), "{text}");
        let again = importer.update(&document, base);
        let again = again.unwrap_or_else(|error| panic!("{error}\nin\n{text}"));
        assert_eq!((again.document.to_json(), again.taken), (text.clone(), 0));
        assert_eq!(again.base.to_json(), text);
    }
}

/// What there is, or a sentence why there is nothing.
fn told<T>(result: Result<T, ImportError>) -> Option<T> {
    result
        .map_err(|error| assert!(!error.to_string().is_empty()))
        .ok()
}
