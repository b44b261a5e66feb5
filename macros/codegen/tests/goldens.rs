//! The code of every document in `tests/expand/`, held to the file beside it.
//!
//! `BLESS=1 cargo test -p stream-events-codegen` writes the files anew; the suite `expand` of the
//! package `stream-events-tests` compiles and runs them.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use quote::quote;
use stream_events_codegen::{Options, expand, print};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/expand")
}

/// The formatted code of a document, with the struct it is derived on.
fn code(name: &str, text: &str) -> String {
    let document = stream_events_schema::read(name, text).unwrap_or_else(|it| panic!("{it}"));
    let struct_name = syn::Ident::new(
        &document
            .title
            .as_deref()
            .unwrap_or("Events")
            .replace(' ', ""),
        Span::call_site(),
    );
    let options = Options {
        string: (name == "strings.json").then(|| syn::parse_quote!(::compact_str::CompactString)),
        ..Options::new(struct_name.clone())
    };
    let items = expand(&document, &options).unwrap_or_else(|it| panic!("{it}"));
    let docs = format!(" The events of `{name}`.");
    let code = print(quote! {
        #[doc = #docs]
        #[derive(Debug)]
        pub struct #struct_name;
        #items
    });
    code.expect("the expansion is Rust")
}

#[test]
fn expansions_are_the_committed_ones() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut stale = Vec::new();
    let mut documents: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the folder of goldens")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    documents.sort();
    assert!(!documents.is_empty());
    for path in documents {
        let text = fs::read_to_string(&path).expect("a document");
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let golden = path.with_extension("rs");
        let code = code(&name, &text);
        if fs::read_to_string(&golden).unwrap_or_default() == code {
            continue;
        }
        if bless {
            fs::write(&golden, code).expect("the golden can be written");
        } else {
            stale.push(name);
        }
    }
    assert!(
        stale.is_empty(),
        "bless these with BLESS=1, once you have read the difference: {stale:?}"
    );
}
