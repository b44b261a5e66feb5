//! Events as the messages that their API sends.

use std::borrow::Cow;
use std::collections::HashMap;
use std::convert::Infallible;

use serde::de::IgnoredAny;
use serde::ser::Serialize;

use super::stored::is_named_by_field;
use super::table::{Entry, Sentinel, Table, event_type};
use crate::error::Outcome;
use crate::framing::WriteField;
use crate::json::RawJson;
use crate::{Message, MessageEncoder, StreamEvents, UnknownEvent, WriteError};

/// A set of events that can be written as well as read.
///
/// The sets of documents are, and enums that say `write`. A gateway, a mock server or an agent server sends
/// them by [`Encoder`](crate::Encoder), or by [`encode`](crate::Encoder::encode) as the body of a response.
///
/// ```
/// # use stream_events::StreamEvents;
/// # #[derive(StreamEvents)]
/// # #[stream_events(schema = "schemas/feed.json")]
/// # pub struct Feed;
/// use stream_events::WriteEvents;
///
/// let update = feed::Event::Update(feed::Update::new("1", "Hi"));
/// let message = Feed::to_message(&update)?;
/// assert_eq!(message.event_type(), "update");
/// assert_eq!(message.data(), r#"{"id":"1","text":"Hi"}"#);
/// # Ok::<(), stream_events::WriteError>(())
/// ```
pub trait WriteEvents: StreamEvents {
    /// What a response with such a stream says in `Content-Type`.
    const CONTENT_TYPE: &'static str = match Self::PROTOCOL.media_types {
        [] => Self::PROTOCOL.framing.media_types()[0],
        declared => declared[0],
    };

    /// The message that is read as this event: its name is where the document's `dispatch` looks for it.
    ///
    /// Fields that the document does not declare are not in the event, so they are not in the message
    /// either: what is to be passed on unchanged is passed on as a
    /// [`MessageStream`](crate::MessageStream) gives it.
    ///
    /// # Errors
    ///
    /// When the payload cannot be serialised, as a value of the user's own may be, or when no message is
    /// read as this event: its data would have to say its name and does not, or it is a sentinel.
    fn to_message(event: &Self::Event) -> Result<Message<'static>, WriteError>;

    /// The message of the first failing event that says this failure.
    ///
    /// It is `None` where no event does: for `Other`, and for the type of a failed response's body if no
    /// event has it. Where several events have one type, the method of each is on the failure enum,
    /// such as `write_error` for an event `error`.
    ///
    /// ```
    /// # use stream_events::StreamEvents;
    /// # #[derive(StreamEvents)]
    /// # #[stream_events(schema = "schemas/feed.json")]
    /// # pub struct Feed;
    /// use stream_events::WriteEvents;
    ///
    /// let failure = feed::Failure::from_text(r#"{"message":"busy"}"#);
    /// let message = Feed::failure_message(&failure).expect("an event for it")?;
    /// assert_eq!(message.event_type(), "error");
    /// # Ok::<(), stream_events::WriteError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`to_message`](Self::to_message).
    fn failure_message(failure: &Self::Failure) -> Option<Result<Message<'static>, WriteError>>;

    /// What an event means for the stream; the data that was written of it is asked for if that decides.
    #[doc(hidden)]
    fn outcome<'a>(event: &Self::Event, message: impl FnOnce() -> Message<'a>) -> Outcome;

    /// Writes an event without a message between, if that can be done. Whether it was.
    #[doc(hidden)]
    fn write(
        event: &Self::Event,
        messages: &mut MessageEncoder,
        out: &mut Vec<u8>,
    ) -> Result<bool, WriteError>;

    /// The data that says that a stream is over, if no event does.
    #[doc(hidden)]
    fn last_sentinel() -> Option<&'static str>;

    /// Whether there are events that can end a stream.
    #[doc(hidden)]
    fn has_last_events() -> bool;
}

/// An event that can say what its message is.
pub trait ToMessage {
    /// The message.
    ///
    /// # Errors
    ///
    /// When its payload cannot be serialised.
    fn message(&self) -> Result<Message<'static>, WriteError>;

    /// What it means for the stream; its message is asked for if that decides.
    fn outcome<'a>(&self, message: impl FnOnce() -> Message<'a>) -> Outcome;

    /// Writes it without a message between, if that can be done. Whether it was.
    ///
    /// # Errors
    ///
    /// When its payload cannot be serialised.
    fn write(&self, messages: &mut MessageEncoder, out: &mut Vec<u8>) -> Result<bool, WriteError>;
}

/// A failure that can say what its message is.
pub trait ToFailureMessage {
    /// The message of the first event that has it.
    fn message(&self) -> Option<Result<Message<'static>, WriteError>>;
}

impl ToFailureMessage for Infallible {
    fn message(&self) -> Option<Result<Message<'static>, WriteError>> {
        match *self {}
    }
}

impl<S: Table> WriteEvents for S
where
    S::Event: ToMessage,
    S::Failure: ToFailureMessage,
{
    fn to_message(event: &S::Event) -> Result<Message<'static>, WriteError> {
        event.message()
    }

    fn failure_message(failure: &S::Failure) -> Option<Result<Message<'static>, WriteError>> {
        failure.message()
    }

    #[inline]
    fn outcome<'a>(event: &S::Event, message: impl FnOnce() -> Message<'a>) -> Outcome {
        event.outcome(message)
    }

    #[inline]
    fn write(
        event: &S::Event,
        messages: &mut MessageEncoder,
        out: &mut Vec<u8>,
    ) -> Result<bool, WriteError> {
        event.write(messages, out)
    }

    fn last_sentinel() -> Option<&'static str> {
        let mut sentinels = S::SENTINELS.iter();
        let last = sentinels.find(|(_, sentinel)| matches!(sentinel, Sentinel::Finish));
        last.map(|(text, _)| *text)
    }

    fn has_last_events() -> bool {
        S::HAS_LAST_EVENTS
    }
}

/// Writes an event with a payload, if it is known without its message that it is read as this event.
///
/// # Errors
///
/// When it cannot be serialised.
#[inline]
pub fn write_in_place<S: Table, T: Serialize + ?Sized>(
    name: &str,
    is_bare: bool,
    data: &T,
    messages: &mut MessageEncoder,
    out: &mut Vec<u8>,
) -> Result<bool, WriteError> {
    let by_field = const { matches!(S::ENTRIES, [Entry::Event, ..]) };
    let needs_none = is_named_by_content::<S>(name);
    let is_known = is_bare || by_field && !needs_none && name != "message";
    if !is_known || S::TEXTS.contains(&name) {
        return Ok(false);
    }
    let event = (is_named_by_field::<S>() && !needs_none).then_some(name);
    messages.write_in_place(event, out, |out| {
        let start = out.len();
        serde_json::to_writer(&mut *out, data)?;
        let mut sentinels = S::SENTINELS.iter();
        Ok(sentinels.all(|(text, _)| out[start..] != *text.as_bytes()))
    })
}

/// The message of an event with a payload, which is read as this event whatever its values are.
///
/// # Errors
///
/// When it cannot be serialised, or is a sentinel.
pub fn message_of_bare<S: Table, T: Serialize + ?Sized>(
    name: &str,
    data: &T,
) -> Result<Message<'static>, WriteError> {
    let message = no_sentinel::<S>(serde_json::to_string(data)?)?;
    Ok(
        match is_named_by_field::<S>() && !is_named_by_content::<S>(name) {
            true => message.with_event(name.to_owned()),
            false => message,
        },
    )
}

/// The message of an event with a payload.
///
/// # Errors
///
/// When it cannot be serialised, or is not read as this event.
pub fn message_of<S: Table, T: Serialize + ?Sized>(
    name: &str,
    data: &T,
) -> Result<Message<'static>, WriteError> {
    let json = serde_json::to_string(data)?;
    let data = match S::TEXTS.contains(&name) {
        true => RawJson::of_json(json).into_text(),
        false => json,
    };
    message::<S>(&[name], data)
}

/// The message of an event with a payload of which not all is known: its name is put into its data if nothing
/// else says it. Data of a type of the user's own may say any of the names that the event has.
///
/// # Errors
///
/// When it cannot be serialised, or is not read as this event.
pub fn message_of_json<S: Table, T: Serialize + ?Sized>(
    names: &[&str],
    data: &T,
) -> Result<Message<'static>, WriteError> {
    let name = names[0];
    let json = serde_json::to_string(data)?;
    let data = match (S::TEXTS.contains(&name), tag::<S>()) {
        (true, _) => RawJson::of_json(json).into_text(),
        (false, Some(tag)) if !is_named_by_field::<S>() => with_tag(tag, name, json),
        (false, _) => json,
    };
    message::<S>(names, data)
}

/// The message of an event whose data nobody looks at: an API sends an object.
///
/// # Errors
///
/// When it is not read as this event.
pub fn message_of_name<S: Table>(name: &str) -> Result<Message<'static>, WriteError> {
    let data = match tag::<S>() {
        Some(tag) => serde_json::json!({ tag: name }).to_string(),
        None => "{}".to_owned(),
    };
    message::<S>(&[name], data)
}

/// The message that an undeclared event was.
///
/// # Errors
///
/// When it is not read as this event, as one that is declared by now.
pub fn message_of_unknown<S: Table>(event: &UnknownEvent) -> Result<Message<'static>, WriteError> {
    let name = &event.event_type;
    if S::declares(name) && !S::keeps_mismatch(name) {
        let reason = "an event of this name is declared, and would be read in its place";
        return Err(WriteError::new(WriteField::Event, reason));
    }
    let id = event.last_event_id.clone();
    let message = message::<S>(&[name], event.data.clone())?;
    Ok(message.with_last_event_id(id))
}

/// The message of a failing event, which says that it is one if its framing can.
#[must_use]
pub fn failing<S: Table>(message: Message<'static>) -> Message<'static> {
    message.with_failure(S::PROTOCOL.framing.tells_failures())
}

/// The message with this data that is read as one of these names.
fn message<S: Table>(names: &[&str], data: String) -> Result<Message<'static>, WriteError> {
    let name = names[0];
    let message = no_sentinel::<S>(data)?;
    let is_read = |message: &Message<'_>| names.contains(&&*event_type::<S>(message));
    // What is found without a name has none on the wire, and a message without one is called so.
    let needs_none = name == "message" || is_named_by_content::<S>(name);
    let message = match is_named_by_field::<S>() && !(needs_none && is_read(&message)) {
        true => message.with_event(name.to_owned()),
        false => message,
    };
    match is_read(&message) {
        true => Ok(message),
        false => {
            let reason = "its name would be read from its data, which says another or none";
            Err(WriteError::new(WriteField::Event, reason))
        }
    }
}

/// The message with this data, unless something else is said by it.
fn no_sentinel<S: Table>(data: String) -> Result<Message<'static>, WriteError> {
    if S::SENTINELS.iter().any(|(text, _)| *text == data) {
        let reason = "it is what the API sends in place of an event";
        return Err(WriteError::new(WriteField::Data, reason));
    }
    Ok(Message::new(data))
}

/// Whether an event is found by what is in its data, or for want of anything else.
fn is_named_by_content<S: Table>(name: &str) -> bool {
    S::ENTRIES.iter().any(|entry| match entry {
        Entry::Has(_, event_type) | Entry::Always(event_type) => *event_type == name,
        Entry::Event | Entry::Pointer(_) => false,
    })
}

/// The property of the data in which the name is looked for first.
fn tag<S: Table>() -> Option<&'static str> {
    S::ENTRIES.iter().find_map(|entry| match entry {
        Entry::Pointer([tag]) => Some(*tag),
        _ => None,
    })
}

/// An object with an entry before its own that says its name, unless it has one.
fn with_tag(tag: &str, name: &str, json: String) -> String {
    let entries = serde_json::from_str::<HashMap<Cow<'_, str>, IgnoredAny>>(&json);
    let (Ok(entries), Some(rest)) = (entries, json.strip_prefix('{')) else {
        return json;
    };
    if entries.contains_key(tag) {
        return json;
    }
    let tag = serde_json::json!({ tag: name }).to_string();
    let tag = tag.strip_suffix('}').unwrap_or_default();
    let comma = if entries.is_empty() { "" } else { "," };
    format!("{tag}{comma}{rest}")
}
