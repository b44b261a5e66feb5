//! A page for each kind of difference that `drift` finds: a document, what was recorded, and the document
//! that says it, or what to do where no document does.

use super::pages::pages;

pages! {
    "differences"
    "event"
    "field"
    "value"
    "variant"
    "type"
    "stream"
    "end"
}

#[cfg(test)]
mod tests {
    use stream_events::recording;
    use stream_events_import::{DifferenceKind, Drift};
    use stream_events_schema::{Source, check, parse, rewrite};

    use super::super::pages::block;
    use super::*;
    use crate::drift;
    use crate::io::Recording;

    #[test]
    fn every_kind_has_a_page_with_an_example_of_it() {
        assert_eq!(PAGES.len(), DifferenceKind::ALL.len());
        for kind in DifferenceKind::ALL {
            let page = of(kind.name()).expect("a page");
            let text = |heading: &str| block(page, heading).expect(heading);
            let source = Source::new("example.json", text("Document:"));
            let document = parse(&source).expect("a document");
            let checked = check(&document).expect("a document without mistakes");
            let recording = Recording {
                name: "example.sse".to_owned(),
                response: recording::Recording::new(text("Recorded:") + "\n"),
                is_clean: true,
            };
            let mut found = Drift::new(document);
            drift::add(&mut found, &recording, &checked);
            let kinds: Vec<_> = found.differences().expect("a document");
            let kinds: Vec<_> = kinds.iter().map(|it| it.kind).collect();
            assert_eq!(kinds, [*kind], "{page}");
            let patched = found.patched().expect("a document");
            let is_of_recordings = [DifferenceKind::Stream, DifferenceKind::End].contains(kind);
            assert_eq!(patched.left.is_empty(), !is_of_recordings, "{page}");
            let patched = rewrite(&source, &patched.document).expect("a document");
            let expected = match is_of_recordings {
                true => text("Document:"),
                false => text("Document that says it:"),
            };
            assert_eq!(patched.trim_end(), expected.trim_end());
        }
    }
}
