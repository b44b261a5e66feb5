//! Recorded answers, read by a document.

use std::ops::ControlFlow;
use std::path::Path;

use bytes::Bytes;
use stream_events::recording::{self, RecordedEnd};
use stream_events::{Decoder, End, Framing, Message};
use stream_events_schema as schema;
use stream_events_schema::{Checked, Unterminated};

use super::address;
use super::read::{is_standard, name, note, read_bytes};
use crate::exit::Failure;

/// A recorded answer.
pub(crate) struct Recording {
    /// What it is called.
    pub(crate) name: String,
    pub(crate) status: u16,
    body: Bytes,
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

impl Recording {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let recorded = match is_standard(path) {
            true => recording::Recording::new(read_bytes(path)?),
            false => {
                note(path);
                recording::Recording::read(path).map_err(|error| match error.io_error() {
                    Some(_) => {
                        address::unreadable_recording(path).unwrap_or_else(|| Failure::other(error))
                    }
                    None => Failure::other(error),
                })?
            }
        };
        Ok(Self {
            name: name(path),
            status: recorded.status(),
            is_clean: *recorded.end() == RecordedEnd::Clean,
            body: recorded.body().clone(),
        })
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
            let ended = [&self.body[..], b"\n\n"].concat();
            let all = self.all(&mut Decoder::new(), ended.into())?;
            if all.last().is_some_and(|last| is_json(&last.data)) {
                return Ok(all);
            }
        }
        Ok(messages)
    }

    fn all(&self, decoder: &mut Decoder, body: Bytes) -> Result<Vec<RecordedMessage>, Failure> {
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
        body: Bytes,
        read: &mut impl FnMut(Message<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Failure> {
        decoder.feed(body);
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
