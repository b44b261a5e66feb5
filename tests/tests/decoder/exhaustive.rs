//! Every short stream over a few alphabets.

use bytes::Bytes;
use stream_events::Decoder;
use stream_events_tests::decoding::{decode, pieces};
use stream_events_tests::reference;

/// Line ends, blank lines, data lines.
#[test]
fn lines() {
    every_stream(&[b"data:", b"x", b" ", b"\n", b"\r", b":"], 6);
}

/// The fields and what may be wrong with them.
#[test]
fn fields() {
    let alphabet: &[&[u8]] = &[
        b"data", b"data:", b"event:", b"event", b"id:", b"id", b":", b" ", b"x", b"\n", b"\0",
    ];
    every_stream(alphabet, 4);
    // Deeper, after an event that all of them could spoil.
    every_stream_after(
        b"id:1\ndata:\n\n",
        &[b"id", b":", b"2", b"\0", b"\n", b"data"],
        6,
    );
    every_stream_after(b"retry:1\n", &[b"retry", b":", b"2", b"+", b" ", b"\n"], 6);
}

/// The byte order mark and what only looks like one.
#[test]
fn start() {
    every_stream(
        &[b"\xEF", b"\xBB", b"\xBF", b"\xFF", b"data:", b"\n", b"\r"],
        6,
    );
    every_stream_after(
        b"\xEF\xBB\xBF",
        &[b"\xEF\xBB\xBF", b"data:", b"x", b"\n"],
        6,
    );
}

/// Characters of two, three and four bytes, cut short and run together.
#[test]
fn characters() {
    let alphabet: &[&[u8]] = &[
        b"\xC3",
        b"\xA9",
        b"\xE2\x82",
        b"\xF0\x9F\x98",
        b"\x80",
        b"x",
    ];
    every_stream_between(b"event:", alphabet, b"\ndata: \n\n", 5);
    every_stream_between(b"data:", alphabet, b"\ndata\n\n", 5);
    every_stream_between(b"id:", alphabet, b"\n\n", 5);
}

fn every_stream(alphabet: &[&[u8]], depth: usize) {
    every_stream_between(b"", alphabet, b"", depth);
}

fn every_stream_after(before: &[u8], alphabet: &[&[u8]], depth: usize) {
    every_stream_between(before, alphabet, b"", depth);
}

/// All streams of up to `depth` tokens, between a start and an end.
fn every_stream_between(before: &[u8], alphabet: &[&[u8]], after: &[u8], depth: usize) {
    let mut tokens = Vec::new();
    loop {
        let middle: Vec<&[u8]> = tokens.iter().map(|&n| alphabet[n]).collect();
        check(&Bytes::from([before, &middle.concat(), after].concat()));

        // Counts up, the first token fastest.
        let full = tokens
            .iter()
            .take_while(|&&n| n == alphabet.len() - 1)
            .count();
        tokens[..full].fill(0);
        match tokens.get_mut(full) {
            Some(token) => *token += 1,
            None if full == depth => return,
            None => tokens.push(0),
        }
    }
}

/// Whole and byte by byte: the two ends of what cutting can do.
fn check(stream: &Bytes) {
    let expected = reference::decode(stream, "");
    let shown = stream.escape_ascii();
    assert_eq!(
        decode(Decoder::new(), [stream.clone()]).as_ref(),
        Ok(&expected),
        "{shown}"
    );
    assert_eq!(
        decode(Decoder::new(), pieces(stream, 1)).as_ref(),
        Ok(&expected),
        "{shown} cut"
    );
}
