//! What the derive on an enum builds on besides.

use crate::json::pointer;
use crate::{Message, UnknownEvent};

#[cfg(feature = "schema")]
pub use crate::document::DocumentBuilder;
#[cfg(feature = "schema")]
pub use schemars::JsonSchema;

/// What must be at some place in the data.
#[derive(Debug, Clone, Copy)]
pub enum Test {
    /// Anything but `null`.
    Present,
    /// One of these strings.
    OneOf(&'static [&'static str]),
}

/// Whether all conditions hold in the data of a message.
///
/// They are asked of the text: of a user's own types nothing is known but that they can be decoded.
#[must_use]
pub fn hold(message: &Message<'_>, conditions: &[(&[&str], Test)]) -> bool {
    conditions.iter().all(|(way, test)| match test {
        Test::Present => pointer::present(message.data(), way),
        Test::OneOf(values) => {
            pointer::string(message.data(), way).is_some_and(|found| values.contains(&&*found))
        }
    })
}

/// A payload that is the data as it is.
#[inline]
#[must_use]
pub fn text<T: From<String>>(message: &Message<'_>) -> T {
    T::from(message.data().to_owned())
}

/// The payload of the variant for events that are not declared.
#[diagnostic::on_unimplemented(
    message = "the variant of unknown events keeps an `UnknownEvent`, not `{Self}`",
    label = "write `UnknownEvent` or `Box<UnknownEvent>`"
)]
pub trait UnknownPayload: Sized {
    /// Keeps the event.
    fn keep(event: UnknownEvent) -> Self;

    /// Its event type.
    fn event_type(&self) -> &str;
}

impl UnknownPayload for UnknownEvent {
    fn keep(event: UnknownEvent) -> Self {
        event
    }

    fn event_type(&self) -> &str {
        &self.event_type
    }
}

impl UnknownPayload for Box<UnknownEvent> {
    fn keep(event: UnknownEvent) -> Self {
        Self::new(event)
    }

    fn event_type(&self) -> &str {
        &self.event_type
    }
}

/// The payload that keeps an event that is not declared.
#[must_use]
pub fn keep_unknown<T: UnknownPayload>(event: UnknownEvent) -> T {
    T::keep(event)
}

/// Its input, which needs the feature `schema`: a derive cannot see the features of this crate.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __document {
    ($($item:tt)*) => { $($item)* };
}

/// Nothing: its input needs the feature `schema`.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __document {
    ($($item:tt)*) => {};
}
