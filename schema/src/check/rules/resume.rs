//! How the rest of a stream is asked for.

use crate::check::rules::reach::{Lead, Wanted, unsaid};
use crate::check::rules::when::Types;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::Document;
use crate::pointer::Pointer;
use crate::shape::{Shape, Type};
use crate::words::{Cursor, Resume};

pub(crate) fn check(
    document: &Document,
    payloads: &[Option<Type>],
    types: Types<'_>,
    findings: &mut Findings,
) -> Option<Resume> {
    let resume = document.resume.clone()?;
    if resume.query.is_empty() {
        let message = "a parameter cannot have the empty name";
        let diagnostic = Diagnostic::new(Check::EmptyName, "/resume/query", message)
            .label("which parameter is it?")
            .help("write the name that the API gives it, such as `starting_after`");
        findings.add(diagnostic);
    }
    if let Cursor::Pointer(pointer) = &resume.cursor
        && !document.events.is_empty()
    {
        let payloads: Vec<&Type> = payloads.iter().flatten().collect();
        if let Some(diagnostic) = nowhere(pointer, &payloads, types) {
            findings.add(diagnostic);
        }
    }
    Some(resume)
}

/// What to say about a pointer that leads to no cursor in any event.
fn nowhere(pointer: &Pointer, payloads: &[&Type], types: Types<'_>) -> Option<Diagnostic> {
    let diagnostic =
        |message: String| Diagnostic::new(Check::CursorPointer, "/resume/cursor", message);
    match types.lead(payloads, pointer, &CURSOR) {
        Lead::Found => None,
        Lead::Other(ty) => {
            let message = format!("what is at `{pointer}` is neither a string nor an integer");
            Some(
                diagnostic(message)
                    .label(format!("leads to {}", ty.pointer))
                    .help("point to what the API counts or names its events by"),
            )
        }
        Lead::Nowhere { meant, .. } => {
            let message = format!("no event's payload has anything at `{pointer}`");
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "declare it in the payloads of the events that have it".to_owned(),
            };
            Some(diagnostic(message).label("leads nowhere").help(help))
        }
    }
}

/// A value of any type may be one.
const CURSOR: Wanted = Wanted {
    fits: |shape| {
        let says = matches!(
            shape,
            Shape::String | Shape::Const(_) | Shape::Enum(_) | Shape::Integer { .. }
        );
        says || unsaid(shape)
    },
    noun: "a string or an integer",
    any_element: false,
};
