//! What decoding costs: no allocation for a message, and time in proportion to the bytes.

use std::time::{Duration, Instant};

use bytes::Bytes;
use stream_events::Decoder;
use stream_events_tests::decoding::pieces;

/// A usual network packet's worth.
const PACKET: usize = 1460;

/// Of so many comparisons one must hold: the machine may be busy with other things.
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
/// take 64 times: the bound lies between. Both are large, so that both get their memory in pages.
#[test]
fn a_line_in_many_chunks_is_linear() {
    for field in ["data: ", ": ", "unknown: "] {
        assert_linear(field, |scale| {
            field.to_owned() + &"x".repeat(scale << 22) + "\n\n"
        });
    }
}

#[test]
fn many_lines_in_an_event_are_linear() {
    for line in ["data: x\n", "data\n", "id: 1\n", "event: x\n"] {
        assert_linear(line, |scale| line.repeat(scale << 16) + "\n");
    }
}

fn assert_linear(what: &str, stream: impl Fn(usize) -> String) {
    let (short, long) = (Bytes::from(stream(1)), Bytes::from(stream(8)));
    let ratio = || time(&long).as_secs_f64() / time(&short).as_secs_f64();
    let ratios: Vec<f64> = (0..ATTEMPTS)
        .map(|_| ratio())
        .take_while(|ratio| *ratio > 24.0)
        .collect();
    assert!(
        ratios.len() < ATTEMPTS,
        "{what:?}: 8 times the bytes take {ratios:?} times as long"
    );
}

fn time(stream: &Bytes) -> Duration {
    let chunks: Vec<Bytes> = pieces(stream, PACKET).collect();
    let start = Instant::now();
    decode(&mut Decoder::new(), &chunks);
    start.elapsed()
}

fn decode(decoder: &mut Decoder, chunks: &[Bytes]) {
    for chunk in chunks {
        decoder.feed(chunk.clone());
        while let Some(message) = decoder.next_message().expect("within the limit") {
            std::hint::black_box(message.data());
        }
    }
}
