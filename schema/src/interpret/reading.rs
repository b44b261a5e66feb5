//! A stream that is read to its end, for what its events add up to.

use std::fmt;

use crate::interpret::course::Course;
use crate::interpret::fold::{Change, FoldError, Snapshot, Traced, Unfinished};
use crate::interpret::message::Meaning;
use crate::interpret::{Interpreter, Kind, Null};
use crate::json::Json;
use crate::words::{Handle, Unknown};

/// A stream that is read, message by message.
///
/// ```
/// use stream_events_schema::interpret::{Interpreter, Reading};
///
/// let document = stream_events_schema::read("feed.json", r##"{
///     "snapshot": { "type": { "$ref": "#/$defs/Text" }, "initial": { "text": "" } },
///     "events": {
///         "more": { "content": "text", "apply": [{ "append": "", "to": "/text" }] },
///         "end": { "content": "none", "handle": "finish", "apply": [] }
///     },
///     "$defs": { "Text": { "required": ["text"], "properties": { "text": { "type": "string" } } } }
/// }"##)?;
/// let interpreter = Interpreter::new(&document);
/// let mut reading = Reading::new(&interpreter).unwrap();
/// reading.message(Some("more"), "a");
/// reading.message(Some("end"), "");
/// assert!(reading.is_over());
/// assert_eq!(reading.finish(true)?.to_string(), r#"{"text":"a"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reading<'i, 'c> {
    course: Course<'i, 'c>,
    snapshot: Snapshot<'c>,
}

/// Why a stream that was read has no final value.
#[derive(Debug, Clone, PartialEq)]
pub struct NotFinal {
    /// The data of the failure that ended the stream, if one did.
    pub failure: Option<String>,
    /// Why the value is not final.
    pub unfinished: Unfinished,
}

impl<'i, 'c> Reading<'i, 'c> {
    /// A stream before its first message; `None` if the document has no snapshot.
    #[must_use]
    pub fn new(interpreter: &'i Interpreter<'c>) -> Option<Self> {
        Some(Self {
            course: Course::new(interpreter),
            snapshot: interpreter.snapshot()?,
        })
    }

    /// Whether the stream has ended: messages that come after that are none of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.course.is_over()
    }

    /// Whether a stream that ends from here on is whole, as one of its events said.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.course.is_complete()
    }

    /// What the events add up to so far.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot<'c> {
        &self.snapshot
    }

    /// Reads a message, for the value alone. The time that takes does not grow with the value.
    pub fn advance(&mut self, event_field: Option<&str>, data: &str) {
        if self.is_over() {
            return;
        }
        let meaning = self.course.meaning(event_field, data);
        self.read(&meaning, data, |snapshot, event, nulls| {
            snapshot.advance(event, data, nulls)
        });
    }

    /// Reads a message; what its rules tell. Each change holds its place as it is then, so the time that takes
    /// grows with the value.
    pub fn message(&mut self, event_field: Option<&str>, data: &str) -> Vec<Change<'c>> {
        if self.is_over() {
            return Vec::new();
        }
        let meaning = self.course.meaning(event_field, data);
        self.read(&meaning, data, |snapshot, event, nulls| {
            snapshot.apply_without(event, data, nulls).changes
        })
    }

    /// Reads a message that [means](Interpreter::message) this; what its rules did.
    pub fn trace(&mut self, meaning: &Meaning<'c>, data: &str) -> Traced<'c> {
        if self.is_over() {
            return Traced::default();
        }
        self.read(meaning, data, |snapshot, event, nulls| {
            snapshot.trace(event, data, nulls)
        })
    }

    fn read<T: Default>(
        &mut self,
        meaning: &Meaning<'c>,
        data: &str,
        apply: impl FnOnce(&mut Snapshot<'c>, &str, &[Null<'_>]) -> T,
    ) -> T {
        self.course.read(meaning, data);
        match meaning {
            // A sign of life is no event: it neither counts nor loses anything.
            Meaning::Sentinel(_) | Meaning::Nothing => T::default(),
            // It changes nothing, but it is one of the events.
            Meaning::Unknown {
                unknown: Unknown::Keep,
                event_type,
            } => apply(&mut self.snapshot, event_type, &[]),
            Meaning::Unknown { .. } => T::default(),
            Meaning::Event {
                handle: Handle::Skip | Handle::Fail,
                ..
            } => T::default(),
            Meaning::Event {
                name,
                mismatches,
                nulls,
                ..
            } => match mismatches.as_slice() {
                [] => apply(&mut self.snapshot, name, nulls),
                mismatches => {
                    self.snapshot.mismatched(name, mismatches);
                    T::default()
                }
            },
        }
    }

    /// The value, once nothing more comes; `clean` if what was read ended by itself and was not cut.
    ///
    /// # Errors
    ///
    /// Why it is not final, with the value so far.
    pub fn finish(&self, clean: bool) -> Result<Json, NotFinal> {
        let finished = self.snapshot.finish(self.course.is_whole(clean));
        finished.map_err(|unfinished| NotFinal {
            failure: self.course.failure().map(str::to_owned),
            unfinished,
        })
    }

    /// The error of a rule after which nothing more was followed.
    #[must_use]
    pub fn error(&self) -> Option<&FoldError> {
        self.snapshot.error()
    }
}

impl fmt::Display for NotFinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.failure, &self.unfinished.reason) {
            (Some(failure), Kind::Unfinished) => write!(f, "the stream failed: {failure}"),
            _ => write!(f, "{}", self.unfinished),
        }
    }
}

impl std::error::Error for NotFinal {}
