//! What decoding costs: no allocation for a message, and time in proportion to the bytes.

use std::time::{Duration, Instant};

use bytes::Bytes;
use stream_events::Decoder;
use stream_events_tests::decoding::pieces;

/// A usual network packet's worth.
const PACKET: usize = 1460;

/// Runs before an attempt at timing counts. The fastest is the one least disturbed.
const ATTEMPTS: usize = 5;

#[test]
fn a_message_costs_no_allocation() {
    let event = "event: content_block_delta\ndata: {\"type\": \"content_block_delta\"}\n\n";
    let stream = Bytes::from(event.repeat(10_000));
    for size in [64, PACKET, 16 * 1024, stream.len()] {
        let chunks: Vec<Bytes> = pieces(&stream, size).collect();
        let mut decoder = Decoder::new();
        // What is used again from here on.
        decode(&mut decoder, &chunks);
        let counted = allocation_counter::measure(|| {
            decode(&mut decoder, &chunks);
        });
        assert_eq!(counted.count_total, 0, "in pieces of {size}");
    }
}

#[test]
fn a_huge_event_gives_its_memory_back() {
    let kept = allocation_counter::measure(|| {
        let mut decoder = Decoder::new();
        let line = Bytes::from("data: ".to_owned() + &"x".repeat(8 << 20) + "\n\n");
        decode(&mut decoder, &pieces(&line, PACKET).collect::<Vec<_>>());
        decode(&mut decoder, &["data: small\n\n".into()]);
        std::mem::forget(decoder);
    });
    assert!(kept.bytes_current < 100_000, "{kept:?}");
}

/// Eight times the bytes take about eight times as long, where looking at them again and again would
/// take 64 times: the bound lies between.
#[test]
fn a_line_in_many_chunks_is_linear() {
    for field in ["data: ", ": ", "unknown: "] {
        let (short, long) = (time_of_line(field, 1 << 20), time_of_line(field, 8 << 20));
        assert!(
            long < short * 24,
            "{field}1 MiB: {short:?}, 8 MiB: {long:?}"
        );
    }
}

#[test]
fn many_lines_in_an_event_are_linear() {
    for line in ["data: x\n", "data\n", "id: 1\n", "event: x\n"] {
        let (few, many) = (time_of_lines(line, 1 << 14), time_of_lines(line, 1 << 17));
        assert!(many < few * 24, "{line:?} few: {few:?}, many: {many:?}");
    }
}

fn time_of_line(field: &str, length: usize) -> Duration {
    time(&Bytes::from(
        field.to_owned() + &"x".repeat(length) + "\n\n",
    ))
}

fn time_of_lines(line: &str, count: usize) -> Duration {
    time(&Bytes::from(line.repeat(count) + "\n\n"))
}

fn time(stream: &Bytes) -> Duration {
    let chunks: Vec<Bytes> = pieces(stream, PACKET).collect();
    let attempt = || {
        let start = Instant::now();
        decode(&mut Decoder::new(), &chunks);
        start.elapsed()
    };
    (0..ATTEMPTS)
        .map(|_| attempt())
        .min()
        .expect("some attempts")
}

fn decode(decoder: &mut Decoder, chunks: &[Bytes]) {
    for chunk in chunks {
        decoder.feed(chunk.clone());
        while let Some(message) = decoder.next_message().expect("within the limit") {
            std::hint::black_box(message.data());
        }
    }
}
