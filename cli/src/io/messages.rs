//! The messages in the bytes of a stream, by a document.

use std::ops::ControlFlow;

use bytes::Bytes;
use stream_events::{DecodeError, Decoder, End, Framing, Message};
use stream_events_schema as schema;
use stream_events_schema::{Checked, Unterminated};

/// Bytes that become messages, as they do in programs.
pub(crate) struct Messages<'d> {
    document: &'d Checked,
    decoder: Decoder,
}

impl<'d> Messages<'d> {
    pub(crate) fn new(document: &'d Checked) -> Self {
        Self {
            document,
            decoder: Decoder::framed(framing(document)),
        }
    }

    /// Reads the messages that are whole with these bytes, with where each ends in the body, until one breaks it off.
    pub(crate) fn feed(
        &mut self,
        bytes: Bytes,
        read: &mut impl FnMut(Message<'_>, u64) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, DecodeError> {
        self.decoder.feed(bytes);
        while self.decoder.advance()? {
            if read(self.decoder.message(), self.decoder.position()).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// How the bytes ended. A last message that no blank line follows counts as the document says, and only if the
    /// transport ended in good order.
    pub(crate) fn finish(
        &mut self,
        is_clean: bool,
        read: &mut impl FnMut(Message<'_>, u64) -> ControlFlow<()>,
    ) -> End {
        let is_sse = self.document.framing == schema::Framing::Sse;
        let is_declared = self.document.unterminated == Unterminated::Dispatch || !is_sse;
        let is_whole = |message: &Message<'_>| {
            let data = message.data();
            // A number may go on. Other framings decide themselves which JSON is whole.
            let ends = is_sse && !data.ends_with(|it: char| it.is_ascii_digit());
            ends && is_json(data) || self.document.sentinels.contains_key(data)
        };
        if is_clean && is_declared && self.decoder.advance_last(is_whole) {
            let _ = read(self.decoder.message(), self.decoder.position());
        }
        self.decoder.finish()
    }
}

/// The framing of a document.
pub(crate) fn framing(document: &Checked) -> Framing {
    match document.framing {
        schema::Framing::Sse => Framing::Sse,
        schema::Framing::JsonLines => Framing::JsonLines,
        schema::Framing::JsonArray => Framing::JsonArray,
        schema::Framing::JsonSeq => Framing::JsonSeq,
        schema::Framing::AwsEventStream => Framing::AwsEventStream,
    }
}

/// Whether bytes between the messages of a JSON array say nothing.
pub(crate) fn is_array_end(rest: &[u8]) -> bool {
    rest.iter()
        .all(|byte| byte.is_ascii_whitespace() || b"[],".contains(byte))
}

/// Whether a line of server-sent events is one without an event.
pub(crate) fn is_aside(line: &str) -> bool {
    let field = line.split(':').next().unwrap_or_default();
    ["", "id", "retry"].contains(&field)
}

pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
