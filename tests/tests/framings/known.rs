//! What a look at one stream shows: faults that other readers have.

use stream_events::{DecodeError, Decoder, End, Framing, Malformed};
use stream_events_tests::framings::{Ended, Framed, aws_frame, decode};

fn read(framing: Framing, stream: &str) -> Framed {
    // Every cut in three makes the same of it.
    let bytes = stream.as_bytes();
    let whole = decode(framing, usize::MAX, [bytes]);
    for first in 0..=bytes.len() {
        for second in first..=bytes.len() {
            let cut = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            assert_eq!(
                decode(framing, usize::MAX, cut),
                whole,
                "{first}, {second}: {stream}"
            );
        }
    }
    whole
}

#[track_caller]
fn is_read(framing: Framing, stream: &str, data: &[&str], end: Ended) {
    let read = read(framing, stream);
    let messages = read.messages.iter().map(|(_, data, _)| data.as_str());
    assert_eq!(messages.collect::<Vec<_>>(), data, "{stream}");
    assert_eq!(read.end, end, "{stream}");
}

const CLEAN: Ended = Ended::End(End::Clean);
const INSIDE: Ended = Ended::End(End::InsideEvent);
const UNCLOSED: Ended = Ended::End(End::Unclosed);

#[test]
fn lines_end_in_lf_and_blank_ones_are_nothing() {
    let read = |stream: &str, data: &[&str], end| is_read(Framing::JsonLines, stream, data, end);
    read(
        "{\"a\":1}\r\n\r\n \t\n{\"b\":\"é\"}\n",
        &["{\"a\":1}", "{\"b\":\"é\"}"],
        CLEAN,
    );
    read("{\"a\":\n1}\n", &["{\"a\":", "1}"], CLEAN);
    read("no JSON\n{\"a\":1}\n", &["no JSON", "{\"a\":1}"], CLEAN);
}

#[test]
fn a_last_line_counts_if_nothing_can_be_missing() {
    let read = |stream: &str, data: &[&str], end| is_read(Framing::JsonLines, stream, data, end);
    read("1\n{\"a\":1} ", &["1", "{\"a\":1}"], CLEAN);
    read("1\n\"x\"\r", &["1", "\"x\""], CLEAN);
    for cut in [
        "{\"a\":",
        "{\"a\":\"}",
        "12",
        "12 ",
        "tru",
        "true",
        "{} {}",
        "{]",
    ] {
        read(&format!("1\n{cut}"), &["1"], INSIDE);
    }
}

#[test]
fn a_record_ends_at_its_own_line_feed() {
    let read = |stream: &str, data: &[&str], end| is_read(Framing::JsonSeq, stream, data, end);
    read(
        "\u{1e}{\n\"a\": 1\n}\n\u{1e}\u{1e}[1]\u{1e}",
        &["{\n\"a\": 1\n}", "[1]"],
        CLEAN,
    );
    read("{\"a\":1}\n{\"b\":2}\n", &["{\"a\":1}", "{\"b\":2}"], CLEAN);
    read(
        "\u{1e}{\"a\":\"x\u{1e}{\"b\":2}\n",
        &["{\"a\":\"x", "{\"b\":2}"],
        CLEAN,
    );
    read("\u{1e}12 ", &["12"], CLEAN);
    read("\u{1e}12", &[], INSIDE);
}

#[test]
fn a_number_that_may_go_on_is_dropped() {
    let read = read(
        Framing::JsonSeq,
        "\u{1e}12\u{1e}true\u{1e}3\n\u{1e}4 \u{1e}",
    );
    let data = read.messages.iter().map(|(_, data, _)| data.as_str());
    assert_eq!(data.collect::<Vec<_>>(), ["3", "4"]);
    assert_eq!(read.dropped, 2);
}

#[test]
fn an_array_is_cut_unless_it_is_closed() {
    let read = |stream: &str, data: &[&str], end| is_read(Framing::JsonArray, stream, data, end);
    read(
        " [ {\"a\":\"]}\\\"\"} ,\r\n1,null]rest",
        &["{\"a\":\"]}\\\"\"}", "1", "null"],
        CLEAN,
    );
    read("[{\"a\":1}", &["{\"a\":1}"], UNCLOSED);
    read("[{\"a\":1},", &["{\"a\":1}"], UNCLOSED);
    read("[{\"a\":1},{\"b\"", &["{\"a\":1}"], INSIDE);
    read("[1,23", &["1"], INSIDE);
    read("", &[], UNCLOSED);
    read("[}]", &["}"], CLEAN);
}

#[test]
fn what_is_no_array_is_malformed_and_told() {
    for (stream, reason, at, found) in [
        ("{\"error\":1}", Malformed::NotAnArray, 0, "{\"error\":1}"),
        (" <html>", Malformed::NotAnArray, 1, "<html>"),
        ("\u{feff}x", Malformed::NotAnArray, 3, "x"),
        ("[1 2]", Malformed::MissingComma, 3, "2]"),
        ("[1,,2]", Malformed::StrayComma, 3, ",2]"),
        ("[,1]", Malformed::StrayComma, 1, ",1]"),
        ("[1,]", Malformed::StrayComma, 3, "]"),
    ] {
        let end = read(Framing::JsonArray, stream).end;
        assert_eq!(end, Ended::Malformed(reason, at), "{stream}");
        let mut decoder = Decoder::framed(Framing::JsonArray);
        decoder.feed(stream.to_owned().into());
        let error = loop {
            match decoder.advance() {
                Ok(true) => {}
                Ok(false) => panic!("{stream} is read"),
                Err(DecodeError::Malformed(error)) => break error,
                Err(error) => panic!("{error}"),
            }
        };
        assert_eq!(error.found(), found, "{stream}");
        // It stays so until the stream is over; then another one begins.
        decoder.feed("[1]".into());
        assert_eq!(decoder.advance(), Err(DecodeError::Malformed(error)));
        assert_eq!(decoder.finish(), End::InsideEvent);
        decoder.feed("[7]".into());
        assert_eq!(
            decoder.next_message().expect("an array").expect("7").data(),
            "7"
        );
    }
}

#[test]
fn what_is_shown_of_what_came_is_short_and_on_one_line() {
    let mut decoder = Decoder::framed(Framing::JsonArray);
    decoder.feed(format!("<\n\u{1b}{}", "x".repeat(5000)).into());
    let error = decoder.advance().expect_err("no array");
    let shown = error.to_string();
    assert!(
        shown.starts_with("the stream is no JSON array (byte 0): the server wrote `<\\n\\u{1b}xx")
    );
    assert!(shown.len() < 300, "{shown}");
}

#[test]
fn an_oversized_frame_is_refused_by_its_prelude() {
    let frame = aws_frame(
        &[(":message-type", "event"), (":event-type", "a")],
        &[b'x'; 100],
    );
    let prelude = decode(Framing::AwsEventStream, 64, [&frame[..12]]);
    assert_eq!(prelude.end, Ended::TooLarge);
}

#[test]
fn a_flood_of_white_space_is_held_by_nobody() {
    let flood = " \r\t".repeat(100_000);
    for (framing, start, last) in [
        (Framing::JsonLines, "", "1\n"),
        (Framing::JsonSeq, "\u{1e}", "1\n"),
        (Framing::JsonArray, "[", "1]"),
    ] {
        let pieces = [start.as_bytes(), flood.as_bytes(), last.as_bytes()];
        let read = decode(framing, 4, pieces);
        assert_eq!(read.messages.len(), 1, "{framing:?}");
        assert_eq!(read.end, CLEAN);
    }
}

#[test]
fn data_in_one_chunk_is_not_copied() {
    let frame = aws_frame(&[(":message-type", "event"), (":event-type", "a")], b"{}");
    for (framing, stream) in [
        (Framing::JsonLines, b"{}\n".to_vec()),
        (Framing::JsonSeq, b"\x1E{}\n".to_vec()),
        (Framing::JsonArray, b"[{}".to_vec()),
        (Framing::AwsEventStream, frame),
    ] {
        let chunk = bytes::Bytes::from(stream);
        let range = chunk.as_ptr_range();
        let mut decoder = Decoder::framed(framing);
        decoder.feed(chunk.clone());
        assert_eq!(decoder.advance(), Ok(true), "{framing:?}");
        assert!(
            range.contains(&decoder.message().data().as_ptr()),
            "{framing:?}"
        );
    }
}
