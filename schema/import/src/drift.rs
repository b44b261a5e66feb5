//! What recorded streams have that a document does not say, and the document that would.

mod difference;
mod infer;
mod observe;
mod propose;
mod rules;

pub use difference::{Difference, DifferenceKind};

use stream_events_schema::{Diagnostics, Document, check};

use observe::Observed;

/// Compares a document with recorded streams of its API.
///
/// ```
/// use stream_events_import::Drift;
/// use stream_events_schema::{Source, parse};
///
/// let text = r#"{
///     "events": {
///         "update": { "payload": { "type": "object", "properties": { "id": { "type": "integer" } } } }
///     }
/// }"#;
/// let mut drift = Drift::new(parse(&Source::new("feed.json", text))?);
/// drift.message("monday.sse", Some("update"), r#"{"id":1,"text":"a"}"#);
/// drift.message("monday.sse", Some("pong"), r#"{"late":false}"#);
///
/// let found: Vec<_> = drift.differences()?.iter().map(|it| it.pointer.clone()).collect();
/// assert_eq!(found, ["/events/update/payload/properties/text", "/events/pong"]);
///
/// let patched = drift.patched()?;
/// assert!(patched.document.events.contains_key("pong"));
/// assert!(patched.left.is_empty());
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
#[derive(Debug, Clone)]
pub struct Drift {
    document: Document,
    recorded: Vec<Recorded>,
}

/// A document in which recorded streams fit.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Patched {
    /// The document; it passes every check.
    pub document: Document,
    /// What no document can be changed for, such as data that is not JSON.
    pub left: Vec<Difference>,
}

/// Something that was recorded.
#[derive(Debug, Clone)]
struct Recorded {
    /// What the recording is called.
    recording: String,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Message {
        event: Option<String>,
        data: String,
    },
    /// The body of a failed response.
    Body(String),
    /// What is wrong with the recording as a whole.
    Fault {
        kind: DifferenceKind,
        message: String,
        example: String,
    },
}

impl Drift {
    /// Compares with this document.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self {
            document,
            recorded: Vec::new(),
        }
    }

    /// Adds a message of a stream, with its `event` field; `recording` is what the stream is called.
    pub fn message(&mut self, recording: &str, event: Option<&str>, data: &str) {
        self.add(
            recording,
            What::Message {
                event: event.map(str::to_owned),
                data: data.to_owned(),
            },
        );
    }

    /// Adds the body of a failed response.
    pub fn body(&mut self, recording: &str, body: &str) {
        self.add(recording, What::Body(body.to_owned()));
    }

    /// Adds what is wrong with a recording as a whole, in a sentence, with what came there: that it is no
    /// stream of the API, or stops before its end. No document can be changed for that.
    pub fn fault(&mut self, recording: &str, kind: DifferenceKind, message: &str, example: &str) {
        self.add(
            recording,
            What::Fault {
                kind,
                message: message.to_owned(),
                example: example.to_owned(),
            },
        );
    }

    fn add(&mut self, recording: &str, what: What) {
        self.recorded.push(Recorded {
            recording: recording.to_owned(),
            what,
        });
    }

    /// What the document does not say, in the order in which it came; each once.
    ///
    /// # Errors
    ///
    /// The mistakes of the document.
    pub fn differences(&self) -> Result<Vec<Difference>, Diagnostics> {
        let checked = check(&self.document)?;
        Ok(Observed::of(&checked, &self.recorded).into_differences())
    }

    /// The document that says it: what is there stays, and is loosened where it does not fit.
    ///
    /// # Errors
    ///
    /// The mistakes of the document.
    pub fn patched(&self) -> Result<Patched, Diagnostics> {
        // Each round brings to light what stood behind the differences of the last one.
        const ROUNDS: usize = 30;
        let mut document = self.document.clone();
        let mut checked = check(&document)?;
        for _ in 0..ROUNDS {
            let observed = Observed::of(&checked, &self.recorded);
            let mut is_changed = false;
            for found in observed.found() {
                let mut proposed = document.clone();
                // A change that breaks the document is none.
                if propose::apply(found, &mut proposed)
                    && let Some(still) = rules::checked(&mut proposed, found.variant())
                {
                    (document, checked, is_changed) = (proposed, still, true);
                }
            }
            if !is_changed {
                break;
            }
        }
        let left = Observed::of(&checked, &self.recorded).into_differences();
        Ok(Patched { document, left })
    }
}
