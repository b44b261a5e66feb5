//! What changed between two documents, judged by the code that both generate.

mod members;
mod partners;
mod tags;

#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span};
use stream_events_schema::diff::{Diff, Place, Root, Subject, Subjects};
use stream_events_schema::{Checked, pointer};

use crate::api::Api;
use crate::{Error, Options};
use partners::Partners;

/// What changed from one document to another, for the code that uses what they generate.
///
/// [`stream_events_schema::diff::diff`] judges by the documents alone. This adds what only the
/// generated code shows: payloads that are boxed because they have grown, types and variants whose
/// names are made from others' and changed with them, properties that became tags and are no
/// fields any more. And it takes back what the generated code does not show: a property that is
/// only a tag is no field, so nothing breaks when it comes or goes.
///
/// # Errors
///
/// Where a document would give two things one Rust name.
pub fn diff(old: &Checked, new: &Checked) -> Result<Diff, Error> {
    // No name in the module depends on the module's.
    let options = Options::new(Ident::new("Events", Span::call_site()));
    let (was, is) = (Api::new(old, &options)?, Api::new(new, &options)?);
    let mut diff = stream_events_schema::diff::diff(old, new);
    let partners = Partners::new(&was, &is, &diff);
    let changes = diff.changes_mut();
    tags::take_back(changes, &was, &is);
    let known = changes.len();
    members::add(changes, &partners);
    let (old, new) = (Subjects::of(old), Subjects::of(new));
    for change in &mut changes[known..] {
        change.place = place(&change.subject, &old, &new);
    }
    Ok(diff)
}

/// Where `subject` stands, or else the nearest thing on the way to it that has a place.
fn place(subject: &Subject, old: &Subjects, new: &Subjects) -> Place {
    let mut nearest = subject.clone();
    loop {
        match (&nearest.root, new.pointer(&nearest), old.pointer(&nearest)) {
            (Root::Event(key), _, _) if nearest.steps.is_empty() => {
                return Place::new(pointer::child("/events", key));
            }
            (_, Some(pointer), _) => return Place::new(pointer),
            (_, None, Some(pointer)) => return Place::old(pointer),
            _ if nearest.steps.pop().is_none() => return Place::new(""),
            _ => {}
        }
    }
}
