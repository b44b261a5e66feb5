//! Mistakes in the document that an enum stands for, shown where the source says it.

use proc_macro2::Span;
use stream_events_codegen::Errors;
use stream_events_schema::{Check, Diagnostic, Diagnostics, Severity, pointer};
use syn::LitStr;

use super::node::Text;
use super::variant::Variant;

/// What finds the places of diagnostics.
pub(super) struct Mistakes<'a> {
    text: &'a Text,
    /// The events that say what another one of their variant says.
    repeated: Vec<String>,
}

impl<'a> Mistakes<'a> {
    pub(super) fn new(text: &'a Text, variants: &[Variant<'_>]) -> Self {
        let repeated = variants.iter().flat_map(|it| it.names.iter().skip(1));
        Self {
            text,
            repeated: repeated.map(LitStr::value).collect(),
        }
    }

    pub(super) fn errors(&self, diagnostics: &Diagnostics, errors: &mut Errors) {
        for (span, text) in self.messages(diagnostics, Severity::Error) {
            errors.at(span, text);
        }
    }

    pub(super) fn warnings(
        &self,
        diagnostics: &Diagnostics,
    ) -> impl Iterator<Item = (Span, String)> {
        self.messages(diagnostics, Severity::Warning)
    }

    /// The diagnostics of a severity, each once.
    fn messages(
        &self,
        diagnostics: &Diagnostics,
        severity: Severity,
    ) -> impl Iterator<Item = (Span, String)> {
        let found = diagnostics.iter();
        let found = found.filter(move |it| it.severity() == severity && !self.is_repeated(it));
        found.map(|it| {
            let start = it.position.map_or(0, |position| position.start);
            (self.text.span(start), message(it))
        })
    }

    /// Whether it is about what several events of a variant have in common, and not about the first.
    fn is_repeated(&self, diagnostic: &Diagnostic) -> bool {
        let inside = |event: &String| {
            let event = pointer::child("/events", event);
            let rest = diagnostic.pointer.strip_prefix(&event);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        self.repeated.iter().any(inside)
    }
}

fn message(diagnostic: &Diagnostic) -> String {
    let Diagnostic {
        check,
        message,
        label,
        ..
    } = diagnostic;
    let (check, help) = (check.name(), help(diagnostic));
    format!("{message} ({label}) [{check}]\n  = help: {help}")
}

/// How the keywords of a document are written on an enum.
const EXAMPLES: &[(&str, &str)] = &[
    ("title", "title = \"Feed\""),
    ("version", "version = \"2\""),
    ("framing", "framing = \"jsonl\""),
    (
        "dispatch",
        "dispatch(\"event\", \"/type\", has(\"/error\", type = \"error\"))",
    ),
    ("unknown", "unknown = \"skip\""),
    ("mismatch", "mismatch = \"keep\""),
    ("end", "end = \"optional\""),
    ("unterminated", "unterminated = \"dispatch\""),
    ("sentinels", "sentinels(\"[DONE]\" = \"finish\")"),
    ("errors", "errors(type(\"/error/type\"), body = Failure)"),
    ("type", "type(\"/error/type\")"),
    ("message", "message(\"/error/message\")"),
    ("type_status", "type_status(\"overloaded_error\" = 529)"),
    ("status", "status(\"/error/code\")"),
    ("retry_after", "retry_after(\"/error/retry_after\")"),
    ("body", "body = Failure"),
    ("http", "http(request_id_headers(\"request-id\"))"),
    ("accept", "accept = \"text/event-stream\""),
    ("media_types", "media_types(\"application/json\")"),
    ("request_id_headers", "request_id_headers(\"request-id\")"),
    (
        "resume",
        "resume(cursor = \"/sequence_number\", query = \"starting_after\")",
    ),
    ("cursor", "cursor = \"/sequence_number\""),
    ("query", "query = \"starting_after\""),
    ("handle", "handle = \"finish\""),
    ("content", "content = \"text\""),
    (
        "when",
        "when(\"/done\", \"/reason\" = [\"stop\", \"length\"])",
    ),
];

/// What to write instead, as it is written on an enum.
fn help(diagnostic: &Diagnostic) -> String {
    let help = &diagnostic.help;
    match diagnostic.check {
        Check::NoEvents => {
            return "add a variant for each, such as `#[event(\"update\")] Update(Update)`".into();
        }
        Check::EndNeverComes => {
            return "give the last event `handle = \"finish\"`, declare a sentinel, or leave `end` out"
                .into();
        }
        Check::WhenWithoutEnd if help.contains('"') => {
            return "remove `when`, or add `handle = \"finish\"` or `handle = \"complete\"`".into();
        }
        Check::Framing if help.starts_with("add `\"dispatch") => {
            return "add `dispatch(\"/type\")` with where the name is in the data, or \
                    `dispatch(type = \"chunk\")` if every message is one event"
                .into();
        }
        Check::StatusesWithoutType => {
            return "add `type(\"/error/type\")` beside it, with where the type is".into();
        }
        Check::UndeclaredEvent if !help.starts_with("did you mean") => {
            return "declare it: `#[event(..)]` on a variant, `skip(..)` or `fail(..)`".into();
        }
        _ => {}
    }
    // What holds a quote shows JSON.
    if !help.contains('"') {
        return help.clone();
    }
    let segments = pointer::segments(&diagnostic.pointer).unwrap_or_default();
    let mut examples = segments.iter().rev().filter_map(|segment| {
        let known = EXAMPLES.iter().find(|(keyword, _)| keyword == segment);
        known.map(|(_, example)| example)
    });
    match examples.next() {
        Some(example) => format!("write it like `{example}`"),
        None => help.clone(),
    }
}
