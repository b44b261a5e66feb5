//! A page for each kind of difference that `drift` finds: a document, what was recorded, and the document
//! that says it.

use super::pages::pages;

pages! {
    "differences"
    "event"
    "field"
    "value"
    "variant"
    "type"
}

#[cfg(test)]
mod tests {
    use stream_events_import::{DifferenceKind, Drift};
    use stream_events_schema::{Source, parse, rewrite};

    use super::super::pages::block;
    use super::*;

    #[test]
    fn every_kind_has_a_page_with_an_example_of_it() {
        assert_eq!(PAGES.len(), DifferenceKind::ALL.len());
        for kind in DifferenceKind::ALL {
            let page = of(kind.name()).expect("a page");
            let text = |heading: &str| block(page, heading).expect(heading);
            let source = Source::new("example.json", text("Document:"));
            let mut drift = Drift::new(parse(&source).expect("a document"));
            let recorded = text("Recorded:");
            let field = |name: &str| recorded.lines().find_map(|it| it.strip_prefix(name));
            drift.message(
                "example.sse",
                field("event: "),
                field("data: ").expect("data"),
            );
            let found = drift.differences().expect("a document");
            let kinds: Vec<_> = found.iter().map(|it| it.kind).collect();
            assert_eq!(kinds, [*kind], "{page}");
            let patched = drift.patched().expect("a document").document;
            let patched = rewrite(&source, &patched).expect("a document");
            assert_eq!(
                patched.trim_end(),
                text("Document that says it:").trim_end()
            );
        }
    }
}
