//! The decoder against the reference, however a stream is cut.

use bytes::Bytes;
use stream_events::{DecodeError, Decoder, EventTooLarge};

use crate::reference::{self, Decoded, Seen};

/// In an input, where one chunk ends and the next begins. It is no part of the stream, and of no
/// UTF-8 either; for what is ill-formed there are bytes enough without it.
const CUT: u8 = 0xFF;

/// Limits low enough to be met.
const LIMITS: [usize; 4] = [0, 2, 9, 40];

/// Checks the decoder with a stream, cut at [`CUT`].
pub fn check(input: &[u8]) {
    let chunks: Vec<_> = input.split(|byte| *byte == CUT).map(copy).collect();
    let stream = Bytes::from(chunks.concat());
    let bytes: Vec<_> = stream.chunks(1).map(copy).collect();
    let whole = [stream.clone()];
    let ways: [&[Bytes]; 3] = [&chunks, &bytes, &whole];

    for chunks in ways {
        follows_the_reference(&stream, chunks);
    }
    for limit in LIMITS {
        let [one, others @ ..] = ways.map(|chunks| limited(limit, chunks));
        keeps_the_limit(limit, &stream, &one);
        for other in others {
            assert_eq!(other, one, "the limit of {limit} falls where the cuts are");
        }
    }
}

/// The stream, and then the same once more, as after a reconnect.
fn follows_the_reference(stream: &[u8], chunks: &[Bytes]) {
    let mut decoder = Decoder::new();
    let first = reference::decode(stream, "");
    assert_eq!(decode(&mut decoder, chunks), first);

    let mut second = reference::decode(stream, &first.last_event_id);
    second.retry = second.retry.or(first.retry);
    assert_eq!(decode_fed_first(&mut decoder, chunks), second);
}

/// What a limit may change: nothing, up to the event that is too large.
fn keeps_the_limit(limit: usize, stream: &[u8], (seen, end): &(Vec<Seen>, Option<EventTooLarge>)) {
    let expected = reference::decode(stream, "").messages;
    match end {
        None => assert_eq!(*seen, expected),
        Some(too_large) => {
            assert_eq!(too_large.limit, limit);
            assert!(
                expected.starts_with(seen),
                "{seen:?} instead of {expected:?}"
            );
            assert!(stream.len() > limit, "nothing in it is as large as {limit}");
        }
    }
    // One byte that is ill-formed becomes a character of three.
    let is_within = |seen: &Seen| seen.data.len() <= 3 * limit;
    assert!(seen.iter().all(is_within), "an event is above {limit}");
}

fn limited(limit: usize, chunks: &[Bytes]) -> (Vec<Seen>, Option<EventTooLarge>) {
    let mut decoder = Decoder::new().with_max_event_bytes(limit);
    let mut seen = Vec::new();
    for chunk in chunks {
        decoder.feed(chunk.clone());
        match drain(&mut decoder, &mut seen) {
            Ok(()) => {}
            Err(DecodeError::EventTooLarge(too_large)) => return (seen, Some(too_large)),
            Err(error) => panic!("{error}"),
        }
    }
    (seen, None)
}

fn decode(decoder: &mut Decoder, chunks: &[Bytes]) -> Decoded {
    let mut messages = Vec::new();
    for chunk in chunks {
        decoder.feed(chunk.clone());
        drain(decoder, &mut messages).expect("nothing is as large");
    }
    decoded(decoder, messages)
}

fn decode_fed_first(decoder: &mut Decoder, chunks: &[Bytes]) -> Decoded {
    for chunk in chunks {
        decoder.feed(chunk.clone());
    }
    let mut messages = Vec::new();
    drain(decoder, &mut messages).expect("nothing is as large");
    decoded(decoder, messages)
}

fn drain(decoder: &mut Decoder, messages: &mut Vec<Seen>) -> Result<(), DecodeError> {
    while let Some(message) = decoder.next_message()? {
        messages.push(Seen {
            event_type: message.event_type().to_owned(),
            data: message.data().to_owned(),
            last_event_id: message.last_event_id().to_owned(),
        });
    }
    Ok(())
}

fn decoded(decoder: &mut Decoder, messages: Vec<Seen>) -> Decoded {
    Decoded {
        end: decoder.finish(),
        messages,
        last_event_id: decoder.last_event_id().to_owned(),
        retry: decoder
            .reconnection_time()
            .map(|time| time.as_millis().try_into().expect("it came as a u64")),
    }
}

fn copy(bytes: &[u8]) -> Bytes {
    Bytes::copy_from_slice(bytes)
}
