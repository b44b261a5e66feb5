//! Vectors for reading that are not part of the project.

use serde::Deserialize;
use stream_events::{Decoder, End, Framing, Malformed};
use stream_events_tests::framings::{Ended, decode};

use super::vectors::{framing, vectors};

#[derive(Deserialize)]
struct Vector {
    name: String,
    framing: String,
    text: Option<Vec<String>>,
    hex: Option<Vec<String>>,
    max_event_bytes: Option<usize>,
    messages: Vec<Expected>,
    #[serde(default)]
    dropped: u64,
    end: String,
    detail: Option<String>,
}

#[derive(Deserialize)]
struct Expected {
    event: Option<String>,
    data: String,
    #[serde(default)]
    failure: bool,
}

#[test]
fn every_vector_at_every_cut() {
    let Some(vectors) = vectors::<Vector>("vectors.json") else {
        return;
    };
    vectors.iter().for_each(check);
    assert!(vectors.len() > 50, "most vectors are there");
}

fn check(vector: &Vector) {
    let framing = framing(&vector.framing);
    let chunks = match (&vector.text, &vector.hex) {
        (Some(texts), None) => texts.iter().map(|it| it.clone().into_bytes()).collect(),
        (None, Some(hex)) => hex.iter().map(|it| bytes_of(it)).collect::<Vec<_>>(),
        _ => panic!("{}: text or hex", vector.name),
    };
    let stream = chunks.concat();
    let limit = vector
        .max_event_bytes
        .unwrap_or(Decoder::DEFAULT_MAX_EVENT_BYTES);
    let as_sent = chunks.iter().map(Vec::as_slice).collect::<Vec<_>>();
    is_read(vector, framing, limit, &as_sent);
    is_read(
        vector,
        framing,
        limit,
        &stream.chunks(1).collect::<Vec<_>>(),
    );
    if stream.len() > 600 {
        return;
    }
    for first in 0..=stream.len() {
        let (one, rest) = stream.split_at(first);
        for second in (0..=rest.len()).step_by(1 + stream.len() / 150) {
            let (two, three) = rest.split_at(second);
            is_read(vector, framing, limit, &[one, two, three]);
        }
    }
}

fn is_read(vector: &Vector, framing: Framing, limit: usize, chunks: &[&[u8]]) {
    let read = decode(framing, limit, chunks);
    let name = &vector.name;
    let messages = vector.messages.iter();
    let expected = messages.map(|it| (it.event.clone(), it.data.clone(), it.failure));
    assert_eq!(read.messages, expected.collect::<Vec<_>>(), "{name}");
    assert_eq!(read.dropped, vector.dropped, "{name}");
    let end = match read.end {
        Ended::End(End::Clean) => ("clean", None),
        Ended::End(End::InsideEvent) => ("truncated", Some("inside-event")),
        Ended::End(End::Unclosed) => ("truncated", Some("unclosed")),
        Ended::End(other) => panic!("{other:?}"),
        Ended::TooLarge => ("error", Some("too-large")),
        Ended::Malformed(reason, _) => ("error", Some(named(reason))),
    };
    assert_eq!(
        end,
        (vector.end.as_str(), vector.detail.as_deref()),
        "{name}"
    );
}

fn named(reason: Malformed) -> &'static str {
    match reason {
        Malformed::NotAnArray => "malformed: not-an-array",
        Malformed::MissingComma => "malformed: missing-comma",
        Malformed::StrayComma => "malformed: stray-comma",
        Malformed::PreludeChecksum => "malformed: prelude-crc",
        Malformed::Length => "malformed: length",
        Malformed::MessageChecksum => "malformed: message-crc",
        Malformed::Header => "malformed: header",
        other => panic!("{other:?}"),
    }
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2);
    let digits = digits.map(|it| str::from_utf8(it).expect("digits"));
    digits
        .map(|it| u8::from_str_radix(it, 16).expect("a byte"))
        .collect()
}
