//! The events of a recording as columns of numbers, so that a hundred thousand are no burden to a page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};

/// What an event is. The page knows them by these numbers: `states.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Event,
    Skipped,
    Sentinel,
    Alive,
    Unknown,
    Unfitting,
    Partly,
    Failure,
    After,
    Cut,
    Malformed,
    Text,
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}

/// A column for all that is known of each event.
#[derive(Debug, Default, Serialize)]
pub(super) struct Columns {
    pub(super) name: Vec<usize>,
    pub(super) state: Vec<State>,
    /// How long its raw text is: in UTF-16 code units, in which JavaScript counts, or in bytes if it is no text.
    length: Vec<usize>,
    /// The bytes; left out if they are as many as `length` says.
    bytes: Option<Vec<usize>>,
    /// How many microseconds after the one before it came, if that is known.
    time: Option<Vec<u64>>,
    /// Where its data begins in its raw text, or, from -1 down, in what stands aside.
    start: Vec<i64>,
    /// How long its data is.
    size: Vec<usize>,
}

/// The columns, and the texts that they point into.
pub(super) struct Events {
    pub(super) columns: Columns,
    /// The body as text; empty if the framing is none of text.
    pub(super) raw: String,
    /// Data that does not stand in the body as it is.
    pub(super) aside: String,
    aside_length: usize,
    is_text: bool,
    bytes: Vec<usize>,
    /// When the last event came, in microseconds.
    last: u64,
}

impl Events {
    pub(super) fn new(is_text: bool, has_times: bool) -> Self {
        Self {
            columns: Columns {
                time: has_times.then(Vec::new),
                ..Columns::default()
            },
            raw: String::new(),
            aside: String::new(),
            aside_length: 0,
            is_text,
            bytes: Vec::new(),
            last: 0,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.columns.name.len()
    }

    /// Adds an event of this name, with all bytes since the one before it, and its data.
    pub(super) fn push(&mut self, name: usize, state: State, raw: &[u8], data: &str, at: u64) {
        self.columns.name.push(name);
        self.columns.state.push(state);
        self.bytes.push(raw.len());
        let text = String::from_utf8_lossy(raw);
        let found = self.is_text.then(|| text.find(data)).flatten();
        let start = match found {
            Some(found) => units(&text[..found]) as i64,
            None => {
                let start = -1 - self.aside_length as i64;
                self.aside.push_str(data);
                self.aside_length += units(data);
                start
            }
        };
        self.columns.start.push(start);
        self.columns.size.push(units(data));
        if self.is_text {
            self.columns.length.push(units(&text));
            self.raw.push_str(&text);
        } else {
            self.columns.length.push(raw.len());
        }
        if let Some(times) = &mut self.columns.time {
            times.push(at.saturating_sub(self.last));
            self.last = at.max(self.last);
        }
    }

    pub(super) fn finish(mut self, body: &[u8]) -> (Columns, Texts) {
        if self.bytes != self.columns.length {
            self.columns.bytes = Some(self.bytes);
        }
        let texts = Texts {
            raw: self.raw,
            raw64: (!self.is_text).then(|| STANDARD.encode(body)),
            aside: self.aside,
        };
        (self.columns, texts)
    }
}

/// What the columns point into.
#[derive(Debug, Serialize)]
pub(super) struct Texts {
    raw: String,
    raw64: Option<String>,
    aside: String,
}

/// How long a text is for JavaScript.
fn units(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.encode_utf16().count(),
    }
}
