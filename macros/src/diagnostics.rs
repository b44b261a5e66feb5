//! What is said about a document, in the compiler's words: errors, and warnings.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use stream_events_codegen::Errors;
use stream_events_schema::{Diagnostics, Look, Severity, printable};
use syn::{Attribute, LitStr};

/// One error for each mistake, each with the document's own lines.
pub(crate) fn errors(diagnostics: &Diagnostics, schema: &LitStr, errors: &mut Errors) {
    for (_, text) in messages(diagnostics) {
        errors.at(schema.span(), text);
    }
}

/// The likely mistakes. Notes are facts about an API, and left to `check`.
pub(crate) fn likely(
    diagnostics: &Diagnostics,
    schema: &LitStr,
) -> impl Iterator<Item = (Span, String)> {
    let warnings = messages(diagnostics).filter(|(severity, _)| *severity == Severity::Warning);
    warnings.map(|(_, text)| (schema.span(), text))
}

/// One warning for each message.
///
/// A stable macro can warn in one way: it uses an item that it deprecates itself. The deprecation's
/// note is the warning, and the place of the use is where the compiler points to. The item stands
/// beside the derive's, so what that one's `attributes` say of lints is said of the item again:
/// `#[allow(deprecated)]` there silences the warnings.
pub(crate) fn warnings(
    messages: impl Iterator<Item = (Span, String)>,
    attributes: &[Attribute],
) -> TokenStream {
    let levels: Vec<_> = attributes.iter().filter(|it| is_lint_level(it)).collect();
    let warnings = messages.map(|(span, text)| {
        let warning = Ident::new("document_warning", span);
        quote! {
            #(#levels)*
            const _: () = {
                #[deprecated(note = #text)]
                const fn document_warning() {}
                #warning()
            };
        }
    });
    warnings.collect()
}

/// Whether an attribute sets the level of lints. What is expected is expected once, on the struct.
fn is_lint_level(attribute: &Attribute) -> bool {
    let levels = ["allow", "warn", "deny", "forbid"];
    levels.iter().any(|level| attribute.path().is_ident(level))
}

/// How bad each is, and its text. rustc puts a word of its own before that, so the check's name goes
/// behind the message.
fn messages(diagnostics: &Diagnostics) -> impl Iterator<Item = (Severity, String)> {
    let rendered = diagnostics.rendered(Look::Plain);
    diagnostics
        .iter()
        .zip(rendered)
        .map(|(diagnostic, rendered)| {
            let (message, check) = (printable(&diagnostic.message), diagnostic.check.name());
            let text = format!("{message} [{check}]\n{}", rendered.body);
            (diagnostic.severity(), text)
        })
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;
    use stream_events_codegen::Errors;
    use stream_events_schema::{Checked, Diagnostics};
    use syn::{LitStr, parse_quote};

    use super::{errors, likely, warnings};

    fn read(text: &str) -> Result<Checked, Diagnostics> {
        stream_events_schema::read("src/feed.json", text)
    }

    fn schema() -> LitStr {
        LitStr::new("feed.json", Span::call_site())
    }

    #[test]
    fn an_error_names_file_line_and_column() {
        let mistakes = read("{\n  \"events\": { \"a\": { \"handel\": \"skip\" } }\n}").unwrap_err();
        let mut found = Errors::default();
        errors(&mistakes, &schema(), &mut found);
        let text = found.into_result().unwrap_err().to_string();
        assert!(
            text.starts_with("unknown keyword `handel` [unknown-keyword]\n"),
            "{text}"
        );
        assert!(text.contains("--> src/feed.json:2:22\n"), "{text}");
        assert!(text.contains("= help: did you mean `handle`?"), "{text}");
    }

    #[test]
    fn a_warning_names_the_same_and_heeds_the_levels_of_lints() {
        let checked = read(
            r#"{
                "dispatch": [{ "type": "a" }],
                "events": { "a": { "content": "text" }, "b": { "content": "text" } },
                "$defs": { "Unused": true }
            }"#,
        );
        let attributes = [
            parse_quote!(#[allow(deprecated)]),
            parse_quote!(#[derive(Debug)]),
        ];
        let checked = checked.unwrap();
        let items = warnings(likely(checked.notes(), &schema()), &attributes).to_string();
        assert_eq!(
            items.matches("const fn document_warning").count(),
            1,
            "{items}"
        );
        assert!(
            items.starts_with("# [allow (deprecated)] const _"),
            "{items}"
        );
        assert!(items.contains("src/feed.json:3:57"), "{items}");
    }
}
