//! The message that an event is read from.

use std::fmt::Debug;

use serde::ser::Serialize;

use super::envelope::Envelope;
use super::stored::{is_named_by_field, item};
use super::table::{Entry, EventOf, Table};
use crate::{Message, StreamEvents};

/// A message that is read as this event: with its name where `dispatch` looks for it.
///
/// # Errors
///
/// When there is none, such as for an event whose data cannot say its name.
pub(crate) fn message<E>(event: &E) -> Result<Message<'static>, String>
where
    E: EventOf<Set: Table> + Serialize + PartialEq + Debug,
{
    let stored = serde_json::to_string(event).map_err(|error| error.to_string())?;
    let messages = match Envelope::of(&stored) {
        Some(envelope) => named::<E::Set>(&envelope),
        None => vec![Message::new(stored)],
    };
    let is_this = |message: &Message<'_>| {
        let read = E::Set::dispatch(message).ok().and_then(item);
        read.is_some_and(|read| read == *event)
    };
    let message = messages.into_iter().find(is_this);
    message.ok_or_else(|| format!("no message is read as {event:?}"))
}

/// What the message of an event may be that is stored beside its name, the likeliest first.
fn named<S: Table>(envelope: &Envelope) -> Vec<Message<'static>> {
    let name = &envelope.event;
    let is_text = envelope.id.is_some() || S::TEXTS.contains(&&**name);
    let data = envelope.data(is_text);
    let tags = S::ENTRIES.iter().filter_map(|entry| match entry {
        Entry::Pointer([tag]) => with_tag(tag, name, &data),
        _ => None,
    });
    let field = is_named_by_field::<S>().then_some(name.as_str());
    // Where there is no data, nobody looks at it, and an API sends an object.
    let empty = envelope.data.is_none().then(|| "{}".to_owned());
    let data = empty.into_iter().chain([data.clone()]).chain(tags);
    let id = envelope.id.as_deref().unwrap_or_default();
    data.map(|data| {
        let message = Message::new(data).with_last_event_id(id.to_owned());
        message.with_event(field.unwrap_or_default().to_owned())
    })
    .collect()
}

/// An object with an entry before its own that says its name.
fn with_tag(tag: &str, name: &str, data: &str) -> Option<String> {
    let entries = data.strip_prefix('{')?;
    let tag = serde_json::json!({ tag: name }).to_string();
    let comma = if entries.starts_with('}') { "" } else { "," };
    Some(format!("{}{comma}{entries}", tag.strip_suffix('}')?))
}
