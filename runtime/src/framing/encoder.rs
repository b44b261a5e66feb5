//! Messages in, bytes out.

use std::time::Duration;

use bytes::Bytes;

use super::array::ends_bare;
use super::blank::{is_delimited, is_white};
use super::scanner::{RS, Scanner};
use super::write_error::{WriteError, WriteField};
use super::{Framing, Message};

/// Encodes messages as a stream of any [`Framing`]: the counterpart of [`Decoder`](crate::Decoder).
///
/// It does no input or output of its own. What it cannot write is an error, and nothing is written of
/// it: neither data nor a name can end a message early or begin another one. What is written is read
/// back as the same message, but for CR and CRLF in the data of server-sent events, which are read as
/// LF, and for white space around and between the tokens of JSON in JSON lines.
///
/// ```
/// use stream_events::{Framing, Message, MessageEncoder};
///
/// let mut encoder = MessageEncoder::framed(Framing::Sse);
/// let message = Message::new("one\ntwo").with_event("update");
/// assert_eq!(encoder.message(&message)?, "event: update\ndata: one\ndata: two\n\n");
/// assert!(encoder.message(&message.with_event("a\ndata: b")).is_err());
///
/// let mut encoder = MessageEncoder::framed(Framing::JsonArray);
/// assert_eq!(encoder.message(&Message::new("1"))?, "[1");
/// assert_eq!(encoder.message(&Message::new("{}"))?, ",\n{}");
/// assert_eq!(encoder.finish(), "]");
/// # Ok::<(), stream_events::WriteError>(())
/// ```
#[derive(Debug, Clone)]
pub struct MessageEncoder {
    framing: Framing,
    /// A message was written.
    is_begun: bool,
    /// The last event ID that was written.
    last_event_id: String,
    /// What the next message says of reconnecting.
    retry: Option<Duration>,
}

impl Default for MessageEncoder {
    /// Of server-sent events.
    fn default() -> Self {
        Self::framed(Framing::Sse)
    }
}

impl MessageEncoder {
    /// An encoder at the start of a stream of this framing.
    #[must_use]
    pub fn framed(framing: Framing) -> Self {
        Self {
            framing,
            is_begun: false,
            last_event_id: String::new(),
            retry: None,
        }
    }

    /// The framing.
    #[must_use]
    pub fn framing(&self) -> Framing {
        self.framing
    }

    /// Whether a message was written.
    #[cfg(feature = "testing")]
    pub(crate) fn is_begun(&self) -> bool {
        self.is_begun
    }

    /// A message. Its last event ID is written where it is not empty and not the one that was written
    /// last.
    ///
    /// # Errors
    ///
    /// When the framing has no place for a part of the message, or cannot hold it: a name or an ID with a
    /// line end, data that is no one JSON text where that is due, a frame without a name.
    pub fn message(&mut self, message: &Message<'_>) -> Result<Bytes, WriteError> {
        let mut out = Vec::with_capacity(message.data().len() + 64);
        self.write(message, &mut out)?;
        Ok(out.into())
    }

    /// The same, at the end of `out`, of which nothing is changed if it is an error.
    pub(crate) fn write(
        &mut self,
        message: &Message<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), WriteError> {
        let length = out.len();
        let written = match self.framing {
            Framing::Sse => self.event(message, out),
            framing => {
                check(message.last_event_id().is_empty(), WriteField::Id, NO_PLACE)?;
                write_framed(framing, self.is_begun, message, out)
            }
        };
        match written {
            Ok(()) => self.is_begun = true,
            Err(_) => out.truncate(length),
        }
        written
    }

    /// A message without an ID whose data is written where it belongs, by a function that may refuse. Whether
    /// it was: if not, nothing was, and it has to be written as a message.
    #[inline]
    pub(crate) fn write_in_place(
        &mut self,
        event: Option<&str>,
        out: &mut Vec<u8>,
        data: impl FnOnce(&mut Vec<u8>) -> Result<bool, WriteError>,
    ) -> Result<bool, WriteError> {
        let length = out.len();
        match (self.framing, event) {
            (Framing::Sse, event) => {
                if let Some(event) = event {
                    if has_line_end(event.as_bytes()) {
                        return Ok(false);
                    }
                    push_line(b"event: ", event.as_bytes(), out);
                }
                out.extend_from_slice(b"data: ");
            }
            (Framing::JsonLines, None) => {}
            _ => return Ok(false),
        }
        let start = out.len();
        let written = data(out);
        let is_written = matches!(written, Ok(true)) && self.retry.is_none();
        if !is_written || has_line_end(&out[start..]) {
            out.truncate(length);
            return written.map(|_| false);
        }
        let end: &[u8] = match self.framing {
            Framing::Sse => b"\n\n",
            _ => b"\n",
        };
        out.extend_from_slice(end);
        self.is_begun = true;
        Ok(true)
    }

    /// An ID without an event, from which a reconnect goes on.
    ///
    /// # Errors
    ///
    /// When it has a line end or a NUL, and in other framings than server-sent events.
    pub fn id(&mut self, id: &str) -> Result<Bytes, WriteError> {
        self.only_sse(WriteField::Id)?;
        let mut out = Vec::new();
        self.push_id(id, &mut out)?;
        out.push(b'\n');
        Ok(out.into())
    }

    /// How long a reader waits before it reconnects, without an event. It is written in milliseconds.
    ///
    /// # Errors
    ///
    /// In other framings than server-sent events.
    pub fn retry(&mut self, wait: Duration) -> Result<Bytes, WriteError> {
        self.only_sse(WriteField::Retry)?;
        let mut out = Vec::new();
        push_retry(wait, &mut out);
        out.push(b'\n');
        Ok(out.into())
    }

    /// The next message says how long a reader waits before it reconnects.
    ///
    /// # Errors
    ///
    /// In other framings than server-sent events.
    pub fn retry_with_next(&mut self, wait: Duration) -> Result<(), WriteError> {
        self.only_sse(WriteField::Retry)?;
        self.retry = Some(wait);
        Ok(())
    }

    /// A comment, a line for each of its own, which readers pass over.
    ///
    /// # Errors
    ///
    /// In other framings than server-sent events.
    pub fn comment(&mut self, text: &str) -> Result<Bytes, WriteError> {
        self.only_sse(WriteField::Comment)?;
        let mut out = Vec::new();
        for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
            let field: &[u8] = if line.is_empty() { b":" } else { b": " };
            push_line(field, line.as_bytes(), &mut out);
        }
        out.push(b'\n');
        Ok(out.into())
    }

    /// A sign of life between two messages, which readers pass over; empty for Amazon's event streams,
    /// which have none.
    ///
    /// For server-sent events it is a comment without a blank line behind it: some readers take each of those
    /// for the end of an event once they have seen an ID, and fail at its empty data. openai's for Python does.
    #[must_use]
    pub fn keep_alive(&self) -> Bytes {
        Bytes::from_static(match self.framing {
            Framing::Sse => b":\n",
            Framing::JsonLines => b"\n",
            Framing::JsonSeq => &[RS],
            Framing::JsonArray => b" ",
            #[cfg(feature = "aws-event-stream")]
            Framing::AwsEventStream => b"",
        })
    }

    /// What the framing writes at the end of a stream: the closing bracket of a JSON array, and nothing
    /// elsewhere. The encoder is then at the start of another stream.
    pub fn finish(&mut self) -> Bytes {
        let end: &[u8] = match (self.framing, self.is_begun) {
            (Framing::JsonArray, true) => b"]",
            (Framing::JsonArray, false) => b"[]",
            _ => b"",
        };
        *self = Self::framed(self.framing);
        Bytes::from_static(end)
    }

    fn only_sse(&self, field: WriteField) -> Result<(), WriteError> {
        check(self.framing == Framing::Sse, field, NO_PLACE)
    }

    fn event(&mut self, message: &Message<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        if let Some(event) = message.event_field() {
            let fits = !has_line_end(event.as_bytes());
            check(fits, WriteField::Event, HAS_LINE_END)?;
            push_line(b"event: ", event.as_bytes(), out);
        }
        let id = message.last_event_id();
        if !id.is_empty() && id != self.last_event_id {
            self.push_id(id, out)?;
        }
        if let Some(wait) = self.retry.take() {
            push_retry(wait, out);
        }
        push_data(message.data(), out);
        out.push(b'\n');
        Ok(())
    }

    fn push_id(&mut self, id: &str, out: &mut Vec<u8>) -> Result<(), WriteError> {
        check(!has_line_end(id.as_bytes()), WriteField::Id, HAS_LINE_END)?;
        let nul = "it has a NUL, for which readers ignore it";
        check(!id.contains('\0'), WriteField::Id, nul)?;
        push_line(b"id: ", id.as_bytes(), out);
        id.clone_into(&mut self.last_event_id);
        Ok(())
    }
}

const HAS_LINE_END: &str = "it has a line end";
const NO_PLACE: &str = "the framing has no place for it";

fn check(holds: bool, field: WriteField, why_not: &'static str) -> Result<(), WriteError> {
    match holds {
        true => Ok(()),
        false => Err(WriteError::new(field, why_not)),
    }
}

fn has_line_end(text: &[u8]) -> bool {
    memchr::memchr2(b'\r', b'\n', text).is_some()
}

fn push_line(field: &[u8], value: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(field);
    out.extend_from_slice(value);
    out.push(b'\n');
}

fn push_retry(wait: Duration, out: &mut Vec<u8>) {
    let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    push_line(b"retry: ", milliseconds.to_string().as_bytes(), out);
}

/// The data, a line for each of its own.
#[inline]
fn push_data(data: &str, out: &mut Vec<u8>) {
    match has_line_end(data.as_bytes()) {
        false => push_line(b"data: ", data.as_bytes(), out),
        true => {
            for line in data.replace("\r\n", "\n").split(['\n', '\r']) {
                push_line(b"data: ", line.as_bytes(), out);
            }
        }
    }
}

fn write_framed(
    framing: Framing,
    is_begun: bool,
    message: &Message<'_>,
    out: &mut Vec<u8>,
) -> Result<(), WriteError> {
    #[cfg(feature = "aws-event-stream")]
    if framing == Framing::AwsEventStream {
        return super::aws_encoder::write_frame(message, out);
    }
    let has_no_name = message.event_field().is_none();
    check(has_no_name, WriteField::Event, NO_PLACE)?;
    let fits = |holds, why_not| check(holds, WriteField::Data, why_not);
    let data = message.data();
    let text = data.trim_matches([' ', '\t', '\r', '\n']);
    fits(!text.is_empty(), "it is blank")?;
    // White space makes no difference to JSON, but may to a text that is none.
    let is_json_due =
        text.len() < data.len() || framing == Framing::JsonLines && has_line_end(text.as_bytes());
    if is_json_due {
        let json = serde_json::from_str::<serde::de::IgnoredAny>(text);
        fits(json.is_ok(), "it has white space that is not JSON's")?;
    }
    match framing {
        Framing::JsonLines => {
            let has_mark = text.starts_with('\u{feff}');
            fits(!has_mark, "it begins with a byte order mark")?;
            let spaced = |byte: u8| if is_white(byte) { b' ' } else { byte };
            match has_line_end(text.as_bytes()) {
                true => out.extend(text.bytes().map(spaced)),
                false => out.extend_from_slice(text.as_bytes()),
            }
            out.push(b'\n');
        }
        Framing::JsonSeq => {
            fits(is_record(text.as_bytes()), "it is not one record")?;
            out.push(RS);
            push_line(b"", text.as_bytes(), out);
        }
        _ => {
            fits(is_element(text.as_bytes()), "it is not one element")?;
            out.extend_from_slice(if is_begun { b",\n" } else { b"[" });
            out.extend_from_slice(text.as_bytes());
        }
    }
    Ok(())
}

/// Whether a reader of records would find no end in this, and one at the line feed that is written.
fn is_record(text: &[u8]) -> bool {
    let mut scanner = Scanner::default();
    scanner.record_end(text).is_none() && scanner.is_outside()
}

/// Whether a reader of arrays would find this element and nothing else.
fn is_element(text: &[u8]) -> bool {
    if is_delimited(text) {
        return Scanner::default().value_end(text) == Some(text.len());
    }
    !text.iter().any(|byte| ends_bare(*byte))
}
