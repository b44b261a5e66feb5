//! Every short stream over a few alphabets.

use stream_events::Framing;
use stream_events_tests::framings::{aws_frame, aws_frame_of, decode, reference};

/// What matters to a scanner of JSON: quotes, escapes, brackets, commas, white space.
const JSON: &[&[u8]] = &[
    b"{", b"}", b"[", b"]", b"\"", b"\\", b",", b" ", b"\n", b"1",
];

#[test]
fn lines() {
    let alphabet: &[&[u8]] = &[b"{\"a\":1}", b"1", b"\"", b" ", b"\r", b"\n", b"\t", b"x"];
    every_stream(Framing::JsonLines, alphabet, 5);
    every_stream(Framing::JsonLines, JSON, 4);
}

#[test]
fn sequences() {
    let alphabet: &[&[u8]] = &[
        b"\x1E", b"{", b"}", b"\"", b"1", b" ", b"\n", b"\\", b"true",
    ];
    every_stream(Framing::JsonSeq, alphabet, 5);
    every_stream(Framing::JsonSeq, JSON, 4);
}

#[test]
fn arrays() {
    every_stream(Framing::JsonArray, JSON, 4);
    let after = |start: &[u8], depth| every_stream_after(Framing::JsonArray, start, JSON, depth);
    after(b"[", 5);
    after(b"[{\"a\":1}", 4);
}

#[test]
fn byte_order_marks() {
    for framing in [Framing::JsonLines, Framing::JsonSeq, Framing::JsonArray] {
        let alphabet: &[&[u8]] = &[b"\xEF", b"\xBB", b"\xBF", b"[", b"]", b"1", b"\n", b" "];
        every_stream(framing, alphabet, 5);
    }
}

/// Whole frames, frames that are wrong in one place, and cuts.
#[test]
fn frames() {
    let event = aws_frame(
        &[(":message-type", "event"), (":event-type", "a")],
        b"{\"x\":1}",
    );
    let mut streams = vec![
        Vec::new(),
        event.clone(),
        [event.clone(), event.clone()].concat(),
        aws_frame(
            &[(":message-type", "exception"), (":exception-type", "e")],
            b"{}",
        ),
        aws_frame(
            &[
                (":message-type", "error"),
                (":error-code", "c"),
                (":error-message", "m"),
            ],
            b"",
        ),
        aws_frame(
            &[
                (":message-type", "error"),
                (":error-code", "c"),
                (":error-message", "m"),
            ],
            b"p",
        ),
        aws_frame(&[(":message-type", "error"), (":error-code", "c")], b""),
        aws_frame(&[(":message-type", "event"), (":event-type", "")], b"{}"),
        aws_frame(
            &[(":message-type", "event"), (":exception-type", "a")],
            b"{}",
        ),
        aws_frame(&[(":message-type", "other"), (":event-type", "a")], b"{}"),
        aws_frame(&[(":event-type", "a")], b"{}"),
        aws_frame(&[], b"{}"),
        aws_frame(&[("", "a")], b"{}"),
        aws_frame_of(b"\x01x\x0a", b""),
        aws_frame_of(b"\x01x\x07\x00\x05ab", b""),
        aws_frame_of(b"\x0d:message-type\x06\x00\x05event", b""),
        aws_frame_of(b"\x01", b""),
    ];
    for kind in 0..=11 {
        let mut headers = vec![1, b'x', kind];
        headers.extend_from_slice(&[0; 16]);
        for length in 3..=19 {
            streams.push(aws_frame_of(&headers[..length], b""));
        }
    }
    for at in 0..event.len() {
        streams.push(event[..at].to_vec());
        let mut damaged = [event.clone(), event.clone()].concat();
        damaged[at] ^= 0x40;
        streams.push(damaged);
    }
    for stream in streams {
        check(Framing::AwsEventStream, &stream);
    }
}

fn every_stream(framing: Framing, alphabet: &[&[u8]], depth: usize) {
    every_stream_after(framing, b"", alphabet, depth);
}

fn every_stream_after(framing: Framing, start: &[u8], alphabet: &[&[u8]], depth: usize) {
    let mut level = vec![start.to_vec()];
    for _ in 0..=depth {
        for stream in &level {
            check(framing, stream);
        }
        let longer = level
            .iter()
            .flat_map(|stream| alphabet.iter().map(move |piece| [stream, *piece].concat()));
        level = longer.collect();
    }
}

fn check(framing: Framing, stream: &[u8]) {
    for limit in [usize::MAX, 3] {
        let expected = reference(framing, limit, stream);
        let bytes = stream.chunks(1);
        assert_eq!(
            decode(framing, limit, bytes),
            expected,
            "{framing:?}, in bytes: {stream:?}"
        );
        for cut in 0..=stream.len() {
            let (one, other) = stream.split_at(cut);
            let decoded = decode(framing, limit, [one, other]);
            assert_eq!(decoded, expected, "{framing:?}, cut at {cut}: {stream:?}");
        }
    }
}
