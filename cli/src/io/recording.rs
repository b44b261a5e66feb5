//! Recorded answers, read by a document.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use stream_events::recording::{self, RecordedEnd};
use stream_events::{DecodeError, Decoder, End, Message};
use stream_events_schema as schema;
use stream_events_schema::Checked;

use super::address;
use super::messages::{Messages, framing, is_json};
use super::read::{is_standard, name, note, read_bytes};
use crate::exit::Failure;

/// A recorded answer.
pub(crate) struct Recording {
    /// What it is called.
    pub(crate) name: String,
    /// The response, as it was recorded.
    pub(crate) response: recording::Recording,
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
        let response = match is_standard(path) {
            true => recording::Recording::new(read_bytes(path)?),
            false => {
                note(path);
                note(&times_of(path));
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
            is_clean: *response.end() == RecordedEnd::Clean,
            response,
        })
    }

    /// Whether it is the answer to a request that succeeded.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.response.status())
    }

    /// The body as text, with U+FFFD for what is none.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(self.response.body()).into_owned()
    }

    /// The messages of the stream. A last one that no blank line follows counts if the transport ended
    /// in good order and it is whole.
    pub(crate) fn messages(&self, document: &Checked) -> Result<Vec<RecordedMessage>, Failure> {
        let mut decoder = Decoder::framed(framing(document));
        let body = self.response.body();
        let mut messages = self.all(&mut decoder, body.clone())?;
        if document.framing != schema::Framing::Sse {
            if self.is_clean && decoder.advance_last(|_| false) {
                messages.push(RecordedMessage::of(&decoder.message()));
            }
            return Ok(messages);
        }
        if self.is_clean && decoder.finish() == End::InsideEvent {
            let ended = [&body[..], b"\n\n"].concat();
            let all = self.all(&mut Decoder::new(), ended.into())?;
            if all.last().is_some_and(|last| is_json(&last.data)) {
                return Ok(all);
            }
        }
        Ok(messages)
    }

    fn all(&self, decoder: &mut Decoder, body: Bytes) -> Result<Vec<RecordedMessage>, Failure> {
        let mut messages = Vec::new();
        decoder.feed(body);
        while let Some(message) = decoder.next_message().map_err(|it| self.undecodable(&it))? {
            messages.push(RecordedMessage::of(&message));
        }
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
        self.walk(document, |message, _| read(message))
            .map_err(|error| self.undecodable(&error))
    }

    /// The same, with where each message ends in the body, in bytes.
    pub(crate) fn walk(
        &self,
        document: &Checked,
        mut read: impl FnMut(Message<'_>, u64) -> ControlFlow<()>,
    ) -> Result<End, DecodeError> {
        let mut messages = Messages::new(document);
        let fed = messages.feed(self.response.body().clone(), &mut read)?;
        Ok(match fed.is_break() {
            true => End::Clean,
            false => messages.finish(self.is_clean, &mut read),
        })
    }

    fn undecodable(&self, error: &DecodeError) -> Failure {
        Failure::other(format!("{}: {error}", self.name))
    }
}

/// The file with the times of a recording, which may not be there.
pub(crate) fn times_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".times");
    name.into()
}
