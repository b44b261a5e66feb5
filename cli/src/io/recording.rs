//! Recorded answers: a file with the bytes of a body, as they came, and what is known of its transport
//! in a file beside it.
//!
//! That file is called like the recording with `.times` behind it, and has a JSON object on each line:
//! first `{"status", "headers", "document"}`, then `{"at": milliseconds, "bytes": how many}` for each
//! chunk, at last `{"end": "clean" | "cut" | reason}`. Without it the body came as one chunk of a
//! response with the status 200 and ended in good order.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use stream_events::{Decoder, End, Framing, Message};
use stream_events_schema as schema;
use stream_events_schema::{Checked, Unterminated};

use super::read::{is_standard, name, read_bytes};
use crate::exit::Failure;

/// A recorded answer.
pub(crate) struct Recording {
    /// What it is called.
    pub(crate) name: String,
    pub(crate) status: u16,
    body: Vec<u8>,
    /// Whether the transport ended in good order.
    pub(crate) is_clean: bool,
}

/// A message of a recorded stream.
pub(crate) struct RecordedMessage {
    /// The `event` field; `None` if there is none, or an empty one.
    pub(crate) event: Option<String>,
    pub(crate) data: String,
}

impl RecordedMessage {
    fn of(message: &Message<'_>) -> Self {
        Self {
            event: message.event_field().map(str::to_owned),
            data: message.data().to_owned(),
        }
    }
}

/// A line of the file beside a recording.
#[derive(Deserialize)]
struct Line {
    status: Option<u16>,
    bytes: Option<u64>,
    end: Option<String>,
}

impl Recording {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let mut recording = Self {
            name: name(path),
            status: 200,
            body: read_bytes(path)?,
            is_clean: true,
        };
        let times = times_of(path);
        if !is_standard(path) && times.exists() {
            let text = super::read(&times)?;
            recording
                .transport(text.text())
                .map_err(|what| Failure::other(format!("{}: {what}", name(&times))))?;
        }
        Ok(recording)
    }

    /// Takes over what the file beside it says.
    fn transport(&mut self, text: &str) -> Result<(), String> {
        let mut chunks = 0_u64;
        for (index, text) in text.lines().enumerate() {
            if text.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(text)
                .map_err(|error| format!("line {} is no such object: {error}", index + 1))?;
            self.status = line.status.unwrap_or(self.status);
            chunks = chunks.saturating_add(line.bytes.unwrap_or_default());
            if let Some(end) = line.end {
                self.is_clean = end == "clean";
            }
        }
        let length = self.body.len() as u64;
        if chunks > length {
            return Err(format!(
                "it counts {chunks} bytes, but the recording has {length}"
            ));
        }
        Ok(())
    }

    /// Whether it is the answer to a request that succeeded.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as text, with U+FFFD for what is none.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The messages of the stream. A last one that no blank line follows counts if the transport ended
    /// in good order and it is whole.
    pub(crate) fn messages(&self, document: &Checked) -> Result<Vec<RecordedMessage>, Failure> {
        let mut decoder = decoder_of(document);
        let mut messages = self.all(&mut decoder, self.body.clone())?;
        if document.framing != schema::Framing::Sse {
            if self.is_clean && decoder.advance_last(|_| false) {
                messages.push(RecordedMessage::of(&decoder.message()));
            }
            return Ok(messages);
        }
        if self.is_clean && decoder.finish() == End::InsideEvent {
            let ended = [self.body.as_slice(), b"\n\n"].concat();
            let all = self.all(&mut Decoder::new(), ended)?;
            if all.last().is_some_and(|last| is_json(&last.data)) {
                return Ok(all);
            }
        }
        Ok(messages)
    }

    fn all(&self, decoder: &mut Decoder, body: Vec<u8>) -> Result<Vec<RecordedMessage>, Failure> {
        let mut messages = Vec::new();
        let mut take = |message: Message<'_>| {
            messages.push(RecordedMessage::of(&message));
            ControlFlow::Continue(())
        };
        let _ = self.each(decoder, body, &mut take)?;
        Ok(messages)
    }

    /// Reads the messages as a stream does, until one breaks it off; how it ended. A last message that
    /// no blank line follows counts as the document says, and only if the transport ended in good
    /// order.
    pub(crate) fn stream(
        &self,
        document: &Checked,
        mut read: impl FnMut(Message<'_>) -> ControlFlow<()>,
    ) -> Result<End, Failure> {
        let mut decoder = decoder_of(document);
        if self
            .each(&mut decoder, self.body.clone(), &mut read)?
            .is_break()
        {
            return Ok(End::Clean);
        }
        let is_sse = document.framing == schema::Framing::Sse;
        let is_declared = document.unterminated == Unterminated::Dispatch || !is_sse;
        let dispatches = self.is_clean && is_declared;
        let is_whole = |message: &Message<'_>| {
            let data = message.data();
            // A number may go on. Other framings decide themselves which JSON is whole.
            let ends = is_sse && !data.ends_with(|it: char| it.is_ascii_digit());
            ends && is_json(data) || document.sentinels.contains_key(data)
        };
        if dispatches && decoder.advance_last(is_whole) {
            let _ = read(decoder.message());
        }
        Ok(decoder.finish())
    }

    fn each(
        &self,
        decoder: &mut Decoder,
        body: Vec<u8>,
        read: &mut impl FnMut(Message<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Failure> {
        decoder.feed(body.into());
        loop {
            let message = decoder.next_message();
            let message =
                message.map_err(|error| Failure::other(format!("{}: {error}", self.name)))?;
            match message.map(&mut *read) {
                Some(ControlFlow::Continue(())) => {}
                Some(end) => return Ok(end),
                None => return Ok(ControlFlow::Continue(())),
            }
        }
    }
}

/// A decoder of the document's framing.
fn decoder_of(document: &Checked) -> Decoder {
    Decoder::framed(match document.framing {
        schema::Framing::Sse => Framing::Sse,
        schema::Framing::JsonLines => Framing::JsonLines,
        schema::Framing::JsonArray => Framing::JsonArray,
        schema::Framing::JsonSeq => Framing::JsonSeq,
        schema::Framing::AwsEventStream => Framing::AwsEventStream,
    })
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// The file beside a recording.
fn times_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".times");
    PathBuf::from(name)
}
