//! Which event a message is, and what becomes of it.

use std::borrow::Cow;

use super::Interpreter;
use super::data::{Data, Value};
use super::decode::Verdict;
use super::mismatch::Mismatch;
use super::nulls::Null;
use crate::document::Event;
use crate::shape::Type;
use crate::words::{Content, Dispatch, Handle, Mismatch as OnMismatch, Sentinel, Unknown};

/// What a message means by a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning<'c> {
    /// It is no event: its data is one of the `sentinels`.
    Sentinel(Sentinel),
    /// It is no event: it has no data, which is a sign of life where JSON is due.
    Nothing,
    /// It is a declared event.
    Event {
        /// Its name on the wire.
        name: &'c str,
        /// The event.
        event: &'c Event<Type>,
        /// What becomes of it: as it declares, but `yield` where its `when` does not hold.
        handle: Handle,
        /// Why its payload does not decode; empty if it does, or if nothing decodes it.
        mismatches: Vec<Mismatch<'c>>,
        /// What in its payload is not read as it came, where what does not decode may be null.
        nulls: Vec<Null<'c>>,
    },
    /// It is an event that is not declared.
    Unknown {
        /// The first event type that `dispatch` finds, or `message`.
        event_type: String,
        /// What becomes of it.
        unknown: Unknown,
    },
}

impl Meaning<'_> {
    /// Its event type; `None` for what is no event.
    #[must_use]
    pub fn event_type(&self) -> Option<&str> {
        match self {
            Self::Sentinel(_) | Self::Nothing => None,
            Self::Event { name, .. } => Some(name),
            Self::Unknown { event_type, .. } => Some(event_type),
        }
    }

    /// Why its payload does not decode.
    #[must_use]
    pub fn mismatches(&self) -> &[Mismatch<'_>] {
        match self {
            Self::Event { mismatches, .. } => mismatches,
            Self::Sentinel(_) | Self::Nothing | Self::Unknown { .. } => &[],
        }
    }
}

impl<'c> Interpreter<'c> {
    /// What a message with this `event` field and this data means.
    #[must_use]
    pub fn message(&self, event_field: Option<&str>, data: &str) -> Meaning<'c> {
        match self.document.sentinels.get(data) {
            Some(sentinel) => Meaning::Sentinel(*sentinel),
            None => self.event(event_field, &Data::parse(data)),
        }
    }

    /// The same for data that is no sentinel.
    #[must_use]
    pub fn event(&self, event_field: Option<&str>, data: &Data<'_>) -> Meaning<'c> {
        let event_field = event_field.filter(|field| !field.is_empty());
        let mut first = None;
        for entry in &self.document.dispatch {
            let Some(event_type) = event_type(entry, event_field, data) else {
                continue;
            };
            if let Some((name, event)) = self.document.events.get_key_value(&*event_type) {
                let is_item = !matches!(event.handle, Handle::Skip | Handle::Fail);
                let wants_json = is_item && event.content == Content::Json;
                return match wants_json && data.is_blank() {
                    true => Meaning::Nothing,
                    false => self.declared_event(name, event, data),
                };
            }
            first.get_or_insert(event_type);
        }
        if data.is_blank() {
            return Meaning::Nothing;
        }
        Meaning::Unknown {
            event_type: first.map_or_else(|| "message".to_owned(), Cow::into_owned),
            unknown: self.document.unknown,
        }
    }

    fn declared_event(
        &self,
        name: &'c str,
        event: &'c Event<Type>,
        data: &Data<'_>,
    ) -> Meaning<'c> {
        let payload = event.payload.as_ref();
        let payload =
            payload.filter(|_| event.content == Content::Json && event.handle != Handle::Skip);
        let reads_nulls =
            self.document.mismatch_of(event) == OnMismatch::Null && event.handle != Handle::Fail;
        let verdict = payload.map(|payload| match reads_nulls {
            true => self.decode_with_nulls(payload, data),
            false => self.decode(payload, data),
        });
        let Verdict {
            mismatches, nulls, ..
        } = verdict.unwrap_or_default();
        let holds = event.when.is_empty()
            || mismatches.is_empty() && self.conditions_hold(event, data, &nulls);
        Meaning::Event {
            name,
            event,
            handle: if holds { event.handle } else { Handle::Yield },
            mismatches,
            nulls,
        }
    }
}

/// What an entry of `dispatch` finds.
fn event_type<'d>(
    entry: &'d Dispatch,
    event_field: Option<&'d str>,
    data: &'d Data<'_>,
) -> Option<Cow<'d, str>> {
    match entry {
        Dispatch::Event => event_field.map(Cow::Borrowed),
        Dispatch::Pointer(pointer) => match data.find(pointer.segments())? {
            Value::String(text) => text.as_deref().map(Cow::Borrowed),
            _ => None,
        },
        Dispatch::Has {
            pointer,
            event_type,
        } => {
            data.find(pointer.segments())?;
            Some(Cow::Borrowed(event_type))
        }
        Dispatch::Always(event_type) => Some(Cow::Borrowed(event_type)),
    }
}
