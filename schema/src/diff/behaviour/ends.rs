//! Where a stream ends: what one document sends, and what a program of another makes of it.

use crate::checked::Checked;
use crate::document::Event;
use crate::json::Json;
use crate::pointer::Pointer;
use crate::shape::Type;
use crate::words::{Dispatch, Handle, Sentinel, Test, Unknown};

/// Why a program reads an event otherwise than it is meant, if it knows the event.
///
/// `reader` is the document that the program was built from.
pub(super) fn misread(
    reader: &Checked,
    read: &Event<Type>,
    sent: &Event<Type>,
) -> Option<&'static str> {
    match (sent.handle, read.handle) {
        (Handle::Fail, Handle::Fail) => None,
        (Handle::Fail, Handle::Skip) => Some("the failure is dropped"),
        (Handle::Fail, _) => Some("the failure is taken for an event"),
        (_, Handle::Fail) => Some("it is taken for a failure, and the stream ends"),
        (Handle::Finish, Handle::Finish) => {
            not_seen(reader, read, sent).or_else(|| (!covers(sent, read)).then_some(TOO_SOON))
        }
        (Handle::Complete, Handle::Complete) | (Handle::Finish, Handle::Complete) => {
            not_seen(reader, read, sent)
        }
        (_, Handle::Finish) => Some(TOO_SOON),
        (Handle::Finish | Handle::Complete, _) => cut_off(reader),
        _ => None,
    }
}

const TOO_SOON: &str = "what comes after it is not read";

/// The same of a sentinel, which may be none to the reader.
pub(super) fn misread_sentinel(
    reader: &Checked,
    read: Option<Sentinel>,
    sent: Option<Sentinel>,
) -> Option<&'static str> {
    match (sent, read) {
        (None, _) => None,
        (Some(_), None) => Some("it is taken for an event"),
        (Some(Sentinel::Finish), Some(Sentinel::Skip)) => cut_off(reader),
        (Some(Sentinel::Skip), Some(Sentinel::Finish)) => Some(TOO_SOON),
        _ => None,
    }
}

/// Why a program reads a stream otherwise if it does not know an event of it.
pub(super) fn misread_unknown(
    reader: &Checked,
    sender: &Checked,
    sent: &Event<Type>,
) -> Option<String> {
    if let Some(other) = taken_for(reader, sender, sent) {
        return Some(format!("it is taken for `{other}`"));
    }
    match (reader.unknown, sent.handle) {
        (Unknown::Fail, _) => Some("it is an error, as every unknown event".to_owned()),
        (_, Handle::Fail) => Some("the failure is taken for an unknown event".to_owned()),
        (_, Handle::Finish | Handle::Complete) => {
            cut_off(reader).map(|_| "streams that end with it read as cut off".to_owned())
        }
        _ => None,
    }
}

/// The event that a program takes another for, of which it does not know the name.
fn taken_for<'r>(reader: &'r Checked, sender: &Checked, sent: &Event<Type>) -> Option<&'r str> {
    reader.dispatch.iter().find_map(|entry| match entry {
        Dispatch::Has {
            pointer,
            event_type,
        } => may_have(sender, sent, pointer).then_some(event_type.as_str()),
        Dispatch::Always(event_type) => Some(event_type),
        _ => None,
    })
}

/// Whether something may stand at a pointer in an event's data.
fn may_have(sender: &Checked, sent: &Event<Type>, pointer: &Pointer) -> bool {
    let Some(payload) = &sent.payload else {
        return true;
    };
    match (sender.object(payload), pointer.segments().first()) {
        (Some((_, object)), Some(key)) => {
            object.additional.is_some() || object.property(key).is_some()
        }
        _ => true,
    }
}

/// An end that the reader does not take for one.
fn not_seen(reader: &Checked, read: &Event<Type>, sent: &Event<Type>) -> Option<&'static str> {
    match covers(read, sent) {
        true => None,
        false => cut_off(reader),
    }
}

fn cut_off(reader: &Checked) -> Option<&'static str> {
    reader
        .requires_end()
        .then_some("the stream reads as cut off")
}

/// Whether the conditions of `wider` hold wherever those of `narrower` do.
fn covers(wider: &Event<Type>, narrower: &Event<Type>) -> bool {
    wider.when.iter().all(|(pointer, wide)| {
        let narrow = narrower.when.get(pointer);
        narrow.is_some_and(|narrow| match (wide, narrow) {
            (Test::Present, Test::Present) => true,
            (Test::Present, Test::OneOf(narrow)) => narrow.iter().all(Json::says_something),
            (Test::OneOf(wide), Test::OneOf(narrow)) => narrow
                .iter()
                .all(|value| wide.iter().any(|it| it.is_same(value))),
            (Test::OneOf(_), Test::Present) => false,
        })
    })
}

/// Whether a stream can end with this event.
pub(super) fn ends(event: &Event<Type>) -> bool {
    matches!(event.handle, Handle::Finish | Handle::Complete)
}
