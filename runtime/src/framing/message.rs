//! What a decoder finds.

use std::borrow::Cow;

/// One message of a stream, before anything is known of its type.
///
/// A [`Decoder`](crate::Decoder) makes them from bytes; [`Message::new`] makes one from parts, for
/// replays and for what has a framing of its own, such as WebSocket.
///
/// Source: WHATWG HTML, "Interpreting an event stream", *dispatch the event*.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message<'a> {
    /// `None` when no `event` field came, or an empty one.
    pub(crate) event: Option<Cow<'a, str>>,
    pub(crate) data: Cow<'a, str>,
    pub(crate) last_event_id: Cow<'a, str>,
    pub(crate) is_failure: bool,
}

impl<'a> Message<'a> {
    /// A message with this data, no `event` field and no last event ID.
    pub fn new(data: impl Into<Cow<'a, str>>) -> Self {
        Self {
            event: None,
            data: data.into(),
            last_event_id: Cow::Borrowed(""),
            is_failure: false,
        }
    }

    /// The same message with this `event` field; an empty one counts as none.
    #[must_use]
    pub fn with_event(mut self, event: impl Into<Cow<'a, str>>) -> Self {
        self.event = Some(event.into()).filter(|event| !event.is_empty());
        self
    }

    /// The same message with this last event ID.
    #[must_use]
    pub fn with_last_event_id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.last_event_id = id.into();
        self
    }

    /// The same message, that is a failure or is none by its framing.
    ///
    /// Amazon's event streams say so of exceptions and errors; no other framing can.
    #[must_use]
    pub fn with_failure(mut self, is_failure: bool) -> Self {
        self.is_failure = is_failure;
        self
    }

    /// The event type: the `event` field, or `message` when there was none.
    #[must_use]
    pub fn event_type(&self) -> &str {
        self.event.as_deref().unwrap_or("message")
    }

    /// The `event` field, if one came that is not empty; in Amazon's event streams the name of the event,
    /// of the exception or of the error.
    ///
    /// The event type `message` that the algorithm implies otherwise is not a field.
    #[must_use]
    pub fn event_field(&self) -> Option<&str> {
        self.event.as_deref()
    }

    /// The `data` lines joined by line feeds.
    #[must_use]
    pub fn data(&self) -> &str {
        &self.data
    }

    /// The last event ID in force when the message was dispatched; empty when none was set.
    #[must_use]
    pub fn last_event_id(&self) -> &str {
        &self.last_event_id
    }

    /// Whether the framing says that the message is a failure, whatever its data.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.is_failure
    }

    /// The same message, borrowed from this one.
    #[must_use]
    pub fn borrowed(&self) -> Message<'_> {
        Message {
            event: self.event.as_deref().map(Cow::Borrowed),
            data: Cow::Borrowed(&self.data),
            last_event_id: Cow::Borrowed(&self.last_event_id),
            is_failure: self.is_failure,
        }
    }

    /// The same message without borrows.
    #[must_use]
    pub fn into_owned(self) -> Message<'static> {
        Message {
            event: self.event.map(|event| Cow::Owned(event.into_owned())),
            data: Cow::Owned(self.data.into_owned()),
            last_event_id: Cow::Owned(self.last_event_id.into_owned()),
            is_failure: self.is_failure,
        }
    }
}
