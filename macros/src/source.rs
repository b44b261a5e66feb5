//! Reading the document: the one place where the derive touches a file.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::LitStr;

/// The text of a document, and what makes the compiler watch its file.
pub(crate) struct DocumentFile {
    pub(crate) text: String,
    /// To be part of the expansion, whatever else is wrong: an edit then expands the derive anew.
    pub(crate) watch: TokenStream,
}

/// Reads the file that `schema` names, relative to the source file that names it.
pub(crate) fn read(schema: &LitStr) -> syn::Result<DocumentFile> {
    let relative = schema.value();
    let beside = directory_of(schema).map(|directory| directory.join(&relative));
    if let Some(path) = beside.filter(|path| path.is_file()) {
        let watch = quote_spanned!(schema.span()=> const _: &str = ::core::include_str!(#schema););
        return Ok(DocumentFile {
            text: text(&path, schema)?,
            watch,
        });
    }
    // The compiler does not tell where a doctest stands, nor always where a macro's input does.
    let Some(root) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        return Err(missing(schema, &[]));
    };
    for directory in ["src", "."] {
        let path = root.join(directory).join(&relative);
        if path.is_file() {
            let below = format!("/{directory}/{relative}");
            let watch = quote! {
                const _: &str = ::core::include_str!(
                    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #below)
                );
            };
            return Ok(DocumentFile {
                text: text(&path, schema)?,
                watch,
            });
        }
    }
    Err(missing(
        schema,
        &[
            "the folder of this source file",
            "`src/`",
            "the package's folder",
        ],
    ))
}

fn directory_of(schema: &LitStr) -> Option<PathBuf> {
    let file = schema.span().unwrap().local_file()?;
    file.parent().map(Path::to_path_buf)
}

fn text(path: &Path, schema: &LitStr) -> syn::Result<String> {
    fs::read_to_string(path).map_err(|error| {
        // The operating system's own words differ from one to the next.
        let reason = match error.kind() {
            std::io::ErrorKind::InvalidData => "it is not UTF-8",
            std::io::ErrorKind::PermissionDenied => "it may not be read",
            _ => "reading failed",
        };
        syn::Error::new(
            schema.span(),
            format!("cannot read \"{}\": {reason}", schema.value()),
        )
    })
}

fn missing(schema: &LitStr, looked_in: &[&str]) -> syn::Error {
    let mut message = format!("there is no file \"{}\"", schema.value());
    if !looked_in.is_empty() {
        message.push_str(&format!("; looked in {}", looked_in.join(", then ")));
    }
    message.push_str("\n\nThe path is relative to the source file that names it.");
    syn::Error::new(schema.span(), message)
}
