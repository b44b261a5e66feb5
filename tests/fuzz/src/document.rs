//! Any text as a document: it is refused with sentences, or it is written as it was read, and code
//! can be made of it.

use quote::format_ident;
use stream_events_codegen::{Derived, Options, diff, expand};
use stream_events_schema::{
    self as schema, Checked, Diagnostics, Document, Look, Source, printable,
};

/// Checks a document's text.
pub fn check(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    let source = Source::new("document.json", text);
    match (schema::parse(&source), schema::read_source(&source)) {
        (Ok(document), read) => {
            is_written_as_it_was_read(&document);
            holds_together(&document, read);
        }
        (Err(mistakes), Err(all)) => {
            are_told(&mistakes);
            are_told(&all);
            assert!(
                all.len() >= mistakes.len(),
                "{all}\nwithout some of\n{mistakes}"
            );
        }
        (Err(mistakes), Ok(_)) => panic!("read, in spite of {mistakes}"),
    }
}

/// parse ∘ write = identity.
pub(crate) fn is_written_as_it_was_read(document: &Document) {
    let written = document.to_json();
    let again = schema::parse(&Source::new("written.json", written.as_str()))
        .unwrap_or_else(|mistakes| panic!("{mistakes}\nin\n{written}"));
    assert_eq!(again, *document, "{written}");
    assert_eq!(again.to_json(), written);
}

/// The document is judged in the same way with its text and without.
fn holds_together(document: &Document, read: Result<Checked, Diagnostics>) {
    match (schema::check(document), read) {
        (Ok(checked), Ok(read)) => {
            assert_eq!(checked, read);
            is_no_different_from_itself(&checked, &read);
            are_told(read.notes());
            generates(&read);
        }
        (Err(mistakes), Err(read)) => {
            are_told(&mistakes);
            are_told(&read);
            assert_eq!(mistakes.len(), read.len(), "{mistakes}\nor\n{read}");
        }
        (Err(mistakes), Ok(_)) => panic!("read, in spite of {mistakes}"),
        (Ok(_), Err(mistakes)) => panic!("a document without {mistakes}"),
    }
}

fn is_no_different_from_itself(checked: &Checked, read: &Checked) {
    let options = Options::new(format_ident!("Feed"));
    let [one, other] = [checked, read].map(|document| Derived {
        document,
        options: &options,
    });
    // Where two things would have one name there is nothing to compare.
    if let Ok(comparison) = diff(one, other) {
        assert!(comparison.diff.is_empty(), "{:?}", comparison.diff);
    }
}

/// What passed every check becomes Rust, unless two things would have one name.
pub(crate) fn generates(checked: &Checked) {
    match expand(checked, &Options::new(format_ident!("Feed"))) {
        Ok(tokens) => {
            let text = tokens.to_string();
            if let Err(error) = syn::parse2::<syn::File>(tokens) {
                panic!("{error} in {text}");
            }
        }
        Err(stream_events_codegen::Error::Document(clashes)) => are_told(&clashes),
        Err(error) => panic!("no options were given: {error}"),
    }
}

/// Every mistake has its sentence, and its place is shown.
fn are_told(mistakes: &Diagnostics) {
    let rendered = mistakes.rendered(Look::Plain);
    assert_eq!(rendered.len(), mistakes.len());
    for (mistake, rendered) in mistakes.iter().zip(rendered) {
        assert!(!mistake.message.is_empty());
        let message = printable(&mistake.message);
        assert!(rendered.title.contains(&*message), "{rendered}");
    }
}
