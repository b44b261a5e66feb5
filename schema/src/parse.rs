//! Text to [`Document`]: everything that can be said about a document's form.

mod document;
mod event;
mod guard;
mod keywords;
mod reader;
mod schema;
mod snapshot;
mod source;

pub(crate) use guard::{MAX_DEPTH, too_deep};
#[cfg(feature = "write")]
pub(crate) use keywords::hints;

use std::collections::HashSet;

use guard::Mistake;
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::document::Document;
use crate::source::Source;

/// Reads a document without checking that it holds together.
///
/// ```
/// use stream_events_schema::{Source, parse};
///
/// let source = Source::new("feed.json", r#"{
///     // Comments are welcome.
///     "events": { "ping": { "handle": "skip" } },
/// }"#);
/// let document = parse(&source)?;
/// assert!(document.events.contains_key("ping"));
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
///
/// # Errors
///
/// All mistakes of form: text that is not JSON, unknown keywords, values of the wrong kind.
pub fn parse(source: &Source) -> Result<Document, Diagnostics> {
    let Draft {
        document, findings, ..
    } = draft(source)?;
    findings.finish(Some(source)).map(|_| document)
}

/// What can be read of a document, whatever is wrong with it; nothing where the text is no JSON.
///
/// ```
/// use stream_events_schema::{Source, parse, recover};
///
/// let text = r#"{ "events": { "ping": { "handel": "skip" } } }"#;
/// let source = Source::new("feed.json", text);
/// assert!(parse(&source).is_err());
/// assert!(recover(&source).unwrap().events.contains_key("ping"));
/// ```
#[must_use]
pub fn recover(source: &Source) -> Option<Document> {
    draft(source).ok().map(|draft| draft.document)
}

/// What could be read of a document, and what could not.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// With something else for what could not be read.
    pub(crate) document: Document,
    pub(crate) unread: Unread,
    pub(crate) findings: Findings,
}

/// The places of a document that could not be read, by pointer, which was reported. The model holds
/// something else there, and nothing may be concluded from it.
///
/// This is for words, names and lists: a subschema that could not be read becomes a type that is
/// known to be broken, as any other with a mistake does.
#[derive(Debug, Default)]
pub(crate) struct Unread(HashSet<String>);

impl Unread {
    fn insert(&mut self, pointer: impl Into<String>) {
        self.0.insert(pointer.into());
    }

    /// Whether something at `pointer` or below it could not be read, or what it stands in.
    pub(crate) fn touches(&self, pointer: &str) -> bool {
        let below = |it: &String| {
            let rest = it.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.covers(pointer) || self.0.iter().any(below)
    }

    /// Whether what stands at `pointer` could not be read, by itself or with what it stands in.
    pub(crate) fn covers(&self, pointer: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let ends = pointer.match_indices('/').skip(1).map(|(end, _)| end);
        ends.chain([pointer.len()])
            .any(|end| self.0.contains(&pointer[..end]))
    }
}

/// Reads what can be read; an error if that is nothing.
pub(crate) fn draft(source: &Source) -> Result<Draft, Diagnostics> {
    let (diagnostic, range) = match syntax(source) {
        Ok(Value::Object(root)) => return Ok(document::read(&root)),
        Ok(root) => {
            let kind = reader::kind(&root);
            let message = format!("a document must be an object, but this is {kind}");
            let diagnostic = Diagnostic::new(Check::WrongKind, "", message)
                .label("expected an object")
                .help("start with `{ \"events\": { … } }`");
            let range = root.range();
            (diagnostic, range.start..range.end)
        }
        Err(mistake) => *mistake,
    };
    Err(Diagnostics::one(diagnostic, range, source))
}

/// The text as a syntax tree; the mistake that stopped it otherwise.
pub(crate) fn syntax(source: &Source) -> Result<Value<'_>, Mistake> {
    const STRICT: ParseOptions = ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let text = source.text();
    guard::guard(text)?;
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(result) => result.value.ok_or_else(|| {
            let diagnostic = Diagnostic::new(Check::Syntax, "", "the document is empty")
                .label("expected an object")
                .help("start with `{ \"events\": { … } }`");
            Box::new((diagnostic, 0..0))
        }),
        Err(error) => {
            let range = error.range();
            let mut label = error.kind().to_string();
            if let Some(first) = label.get_mut(..1) {
                first.make_ascii_lowercase();
            }
            let diagnostic = Diagnostic::new(Check::Syntax, "", "this is not JSON")
                .label(label)
                .help("documents are JSON; comments and trailing commas are allowed, nothing else");
            Err(Box::new((diagnostic, range.start..range.end)))
        }
    }
}
