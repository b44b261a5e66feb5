//! How the rest of a stream is asked for.

use std::borrow::Cow;

use super::rules::malformed;
use super::when::{Types, index};
use crate::check_table::Check;
use crate::checked::{Cursor, Resume};
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::Document;
use crate::parse::Broken;
use crate::pointer;
use crate::shape::{Shape, Type};
use crate::suggest::nearest;

pub(super) fn check(
    document: &Document,
    broken: &Broken,
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
    if let Cursor::Pointer(pointer) = &resume.cursor {
        let place = "/resume/cursor";
        // What an event's payload is cannot be told where something about it was reported.
        let unknown = broken.touches("/events") || broken.touches("/$defs");
        if let Some(diagnostic) = malformed(pointer, place) {
            findings.add(diagnostic);
        } else if !unknown && types.stand_ins.is_empty() {
            let payloads: Vec<&Type> = payloads.iter().flatten().collect();
            if let Some(diagnostic) = nowhere(pointer, place, &payloads, types) {
                findings.add(diagnostic);
            }
        }
    }
    Some(resume)
}

/// What to say about a pointer that leads to no cursor in any event.
fn nowhere(pointer: &str, place: &str, payloads: &[&Type], types: Types<'_>) -> Option<Diagnostic> {
    let way = pointer::segments(pointer).ok()?;
    let mut found = Vec::new();
    for payload in payloads {
        types.reach(payload, &way, &mut found);
    }
    if found.iter().any(|ty| may_be_cursor(&ty.shape)) {
        return None;
    }
    let diagnostic = |message: String| Diagnostic::new(Check::CursorPointer, place, message);
    if let Some(ty) = found.first() {
        let message = format!("what is at `{pointer}` is neither a string nor an integer");
        return Some(
            diagnostic(message)
                .label(format!("leads to {}", ty.pointer))
                .help("point to what the API counts or names its events by"),
        );
    }
    let message = format!("no event's payload has anything at `{pointer}`");
    let help = match meant(&way, payloads, types) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "declare it in the payloads of the events that have it".to_owned(),
    };
    Some(diagnostic(message).label("leads nowhere").help(help))
}

/// The pointer with another last segment, one that some payload has.
fn meant(way: &[Cow<'_, str>], payloads: &[&Type], types: Types<'_>) -> Option<String> {
    let (last, way) = way.split_last()?;
    let mut parents = Vec::new();
    for payload in payloads {
        types.reach(payload, way, &mut parents);
    }
    let objects = parents.iter().filter_map(|ty| match &ty.shape {
        Shape::Object(object) => Some(object),
        _ => None,
    });
    let keys = objects.flat_map(|object| object.properties.iter().map(|it| it.key.as_str()));
    let meant = nearest(last, keys)?;
    let parent = way
        .iter()
        .fold(String::new(), |parent, key| pointer::child(&parent, key));
    Some(pointer::child(&parent, meant))
}

/// A value of any type may be one.
fn may_be_cursor(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::String
            | Shape::Const(_)
            | Shape::Enum(_)
            | Shape::Integer { .. }
            | Shape::Any
            | Shape::FreeForm
            | Shape::Raw
    )
}

impl Types<'_> {
    /// What may be at this way through a type, in any branch of its unions. Where nothing says
    /// what there is, the type that does not say it.
    fn reach<'t>(&'t self, ty: &'t Type, way: &[Cow<'_, str>], found: &mut Vec<&'t Type>) {
        let Ok(ty) = self.through(ty) else { return };
        match (&ty.shape, way) {
            (Shape::Tagged(union), _) => {
                for branch in &union.branches {
                    self.reach(&branch.ty, way, found);
                }
            }
            (Shape::Kinds(kinds), _) => {
                let kinds = [&kinds.number, &kinds.string, &kinds.array, &kinds.object];
                for ty in kinds.into_iter().flatten() {
                    self.reach(ty, way, found);
                }
            }
            (_, []) | (Shape::Any | Shape::FreeForm | Shape::Raw, _) => found.push(ty),
            (Shape::Object(object), [key, rest @ ..]) => {
                let known = object.properties.iter().find(|it| it.key == **key);
                if let Some(next) = known.map(|it| &it.ty).or(object.additional.as_deref()) {
                    self.reach(next, rest, found);
                }
            }
            (Shape::Map(values), [_, rest @ ..]) => self.reach(values, rest, found),
            (Shape::Array(items), [key, rest @ ..]) if index(key).is_some() => {
                self.reach(items, rest, found);
            }
            _ => {}
        }
    }
}
