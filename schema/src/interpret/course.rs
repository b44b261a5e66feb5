//! How a stream goes on, message by message, and whether it ended as it should.

use crate::interpret::Interpreter;
use crate::interpret::message::Meaning;
use crate::words::{Handle, Sentinel, Unknown};

/// A stream that is read message by message, for how far it has come.
///
/// ```
/// use stream_events_schema::interpret::{Course, Interpreter};
///
/// let document = stream_events_schema::read("feed.json", r#"{
///     "events": { "more": { "content": "text" }, "end": { "content": "none", "handle": "finish" } }
/// }"#)?;
/// let interpreter = Interpreter::new(&document);
/// let mut course = Course::new(&interpreter);
/// course.message(Some("more"), "a");
/// assert!(!course.is_whole(true));
/// course.message(Some("end"), "");
/// assert!(course.is_over() && course.is_whole(true));
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
#[derive(Debug)]
pub struct Course<'i, 'c> {
    interpreter: &'i Interpreter<'c>,
    complete: bool,
    over: bool,
    failure: Option<String>,
}

impl<'i, 'c> Course<'i, 'c> {
    /// A stream before its first message.
    #[must_use]
    pub fn new(interpreter: &'i Interpreter<'c>) -> Self {
        Self {
            interpreter,
            complete: false,
            over: false,
            failure: None,
        }
    }

    /// Whether the stream has ended: messages that come after that are none of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Whether a stream that ends from here on is whole, as one of its events said.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The data of the failure that ended the stream, if one did.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// Whether a stream that ends here is whole; `clean` if its bytes ended by themselves and were not cut.
    #[must_use]
    pub fn is_whole(&self, clean: bool) -> bool {
        let requires_end = self.interpreter.document().requires_end();
        let ended = self.over || clean && (self.complete || !requires_end);
        ended && self.failure.is_none()
    }

    /// Reads a message; what it means.
    pub fn message(&mut self, event_field: Option<&str>, data: &str) -> Meaning<'c> {
        let meaning = self.meaning(event_field, data);
        self.read(&meaning, data);
        meaning
    }

    /// What a message would mean.
    pub(super) fn meaning(&self, event_field: Option<&str>, data: &str) -> Meaning<'c> {
        self.interpreter.message(event_field, data)
    }

    /// Reads a message that means this.
    pub(super) fn read(&mut self, meaning: &Meaning<'c>, data: &str) {
        let fails = match meaning {
            Meaning::Nothing => false,
            Meaning::Sentinel(sentinel) => {
                self.finishes(*sentinel == Sentinel::Finish);
                false
            }
            Meaning::Unknown { unknown, .. } => *unknown == Unknown::Fail,
            Meaning::Event { handle, .. } => {
                self.complete |= *handle == Handle::Complete;
                self.finishes(*handle == Handle::Finish);
                *handle == Handle::Fail
            }
        };
        if fails {
            self.failure = Some(data.to_owned());
            self.over = true;
        }
    }

    fn finishes(&mut self, is_last: bool) {
        self.complete |= is_last;
        self.over |= is_last;
    }
}
