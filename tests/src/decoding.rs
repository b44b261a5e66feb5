//! Our decoder, run over a stream cut in whatever way.

use bytes::Bytes;
use stream_events::{DecodeError, Decoder};

use crate::reference::{Decoded, Seen};

/// What the decoder makes of these chunks, drained after each, and then the end.
///
/// # Errors
///
/// When an event is too large, with what came before it.
pub fn decode<C: Into<Bytes>>(
    mut decoder: Decoder,
    chunks: impl IntoIterator<Item = C>,
) -> Result<Decoded, (Vec<Seen>, DecodeError)> {
    let mut messages = Vec::new();
    for chunk in chunks {
        decoder.feed(chunk.into());
        drain(&mut decoder, &mut messages)?;
    }
    Ok(decoded(decoder, messages))
}

/// The same, with everything fed before the first message is taken out.
///
/// # Errors
///
/// When an event is too large, with what came before it.
pub fn decode_fed_first<C: Into<Bytes>>(
    mut decoder: Decoder,
    chunks: impl IntoIterator<Item = C>,
) -> Result<Decoded, (Vec<Seen>, DecodeError)> {
    for chunk in chunks {
        decoder.feed(chunk.into());
    }
    let mut messages = Vec::new();
    drain(&mut decoder, &mut messages)?;
    Ok(decoded(decoder, messages))
}

/// The stream in pieces of this many bytes.
pub fn pieces(stream: &Bytes, size: usize) -> impl Iterator<Item = Bytes> {
    (0..stream.len())
        .step_by(size)
        .map(move |start| stream.slice(start..stream.len().min(start + size)))
}

/// The stream in two.
#[must_use]
pub fn split(stream: &Bytes, at: usize) -> [Bytes; 2] {
    [stream.slice(..at), stream.slice(at..)]
}

fn drain(decoder: &mut Decoder, messages: &mut Vec<Seen>) -> Result<(), (Vec<Seen>, DecodeError)> {
    loop {
        match decoder.next_message() {
            Ok(Some(message)) => messages.push(Seen {
                event_type: message.event_type().to_owned(),
                data: message.data().to_owned(),
                last_event_id: message.last_event_id().to_owned(),
            }),
            Ok(None) => return Ok(()),
            Err(error) => return Err((std::mem::take(messages), error)),
        }
    }
}

fn decoded(mut decoder: Decoder, messages: Vec<Seen>) -> Decoded {
    Decoded {
        end: decoder.finish(),
        messages,
        last_event_id: decoder.last_event_id().to_owned(),
        retry: decoder
            .reconnection_time()
            .map(|time| u64::try_from(time.as_millis()).expect("it came as a u64")),
    }
}
