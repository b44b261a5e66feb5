//! Recorded answers, read by a document.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use stream_events::recording::{self, RecordedEnd};
use stream_events::{DecodeError, Decoder, End, Message};
use stream_events_schema as schema;
use stream_events_schema::Checked;

use super::messages::{Messages, framing, is_json};
use super::read::{is_standard, name, note, read_bytes};
use super::{address, missing};
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

/// The messages of a recorded stream, and how they end.
pub(crate) struct RecordedStream {
    pub(crate) messages: Vec<RecordedMessage>,
    /// How many bytes of the body they take.
    pub(crate) length: usize,
    /// How the bytes end, or why they are none of the framing.
    pub(crate) end: Result<End, DecodeError>,
}

impl RecordedStream {
    /// Reads a body; with `and_last` a last message counts that nothing ends.
    fn read(mut decoder: Decoder, body: Bytes, and_last: bool) -> Self {
        decoder.feed(body);
        let (mut messages, mut length) = (Vec::new(), 0);
        let read = loop {
            match decoder.next_message() {
                Ok(Some(message)) => messages.push(RecordedMessage::of(&message)),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
            length = decoder.position();
        };
        if read.is_ok() && and_last && decoder.advance_last(|_| false) {
            messages.push(RecordedMessage::of(&decoder.message()));
            length = decoder.position();
        }
        Self {
            messages,
            length: usize::try_from(length).unwrap_or(usize::MAX),
            end: read.map(|()| decoder.finish()),
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
                    Some(_) => address::unreadable_recording(path)
                        .unwrap_or_else(|| not_there(path, &error)),
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

    /// What of the body comes behind so many bytes.
    pub(crate) fn behind(&self, length: u64) -> &[u8] {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        self.response.body().get(length..).unwrap_or_default()
    }

    /// The messages of the stream. A last one that no blank line follows counts if the transport ended
    /// in good order and it is whole.
    pub(crate) fn messages(&self, document: &Checked) -> RecordedStream {
        let body = self.response.body();
        let is_sse = document.framing == schema::Framing::Sse;
        let decoder = Decoder::framed(framing(document));
        let mut stream = RecordedStream::read(decoder, body.clone(), self.is_clean && !is_sse);
        if is_sse && self.is_clean && stream.end == Ok(End::InsideEvent) {
            let ended = [&body[..], b"\n\n"].concat();
            let all = RecordedStream::read(Decoder::new(), ended.into(), false);
            let last = all.messages.get(stream.messages.len());
            if last.is_some_and(|last| is_json(&last.data)) {
                stream = all;
                stream.length = body.len();
            }
        }
        stream
    }

    /// Reads the messages as a stream does, with where each ends in the body, until one breaks it off; how it
    /// ended. A last message that no blank line follows counts as the document says, and only if the transport
    /// ended in good order.
    pub(crate) fn stream(
        &self,
        document: &Checked,
        read: impl FnMut(Message<'_>, u64) -> ControlFlow<()>,
    ) -> Result<End, Failure> {
        let walked = self.walk(document, read);
        walked.map_err(|error| Failure::other(format!("{}: {error}", self.name)))
    }

    /// The same, with the error as it is.
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
}

fn not_there(path: &Path, error: &recording::RecordingError) -> Failure {
    let failure = Failure::other(error);
    match path.exists() {
        true => failure,
        false => missing::and_meant(failure, path),
    }
}

/// The file with the times of a recording, which may not be there.
pub(crate) fn times_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".times");
    name.into()
}
