//! Rows P1-P15: from bytes to messages. `None` for an event type means that no field came.

use std::time::Duration;

use bytes::Bytes;
use stream_events::{Decoder, End};

/// Event field, data and last event ID of a message.
type Row = (Option<String>, String, String);

/// The messages of a stream cut into chunks of `size` bytes.
fn messages(stream: &[u8], size: usize) -> Vec<Row> {
    let mut decoder = Decoder::new();
    let mut rows = Vec::new();
    for chunk in stream.chunks(size) {
        decoder.feed(Bytes::copy_from_slice(chunk));
        while let Some(message) = decoder.next_message().expect("within the limit") {
            rows.push((
                message.event_field().map(str::to_owned),
                message.data().to_owned(),
                message.last_event_id().to_owned(),
            ));
        }
    }
    rows
}

/// Asserts the data of all messages, however the stream is cut.
fn data(stream: impl AsRef<[u8]>, expected: &[&str]) {
    for size in 1..=stream.as_ref().len().max(1) {
        let rows = messages(stream.as_ref(), size);
        let data: Vec<&str> = rows.iter().map(|(_, data, _)| data.as_str()).collect();
        assert_eq!(data, expected, "in chunks of {size}");
    }
}

#[test]
fn p1_p2_all_line_ends_and_all_cuts_give_the_same() {
    for end in ["\n", "\r", "\r\n"] {
        data(
            format!("data: a{end}{end}data: b{end}data: c{end}{end}"),
            &["a", "b\nc"],
        );
    }
}

#[test]
fn p3_a_blank_line_in_another_ending_dispatches_at_once() {
    data("data: a\n\r\ndata: b\n\rdata: c\r\r\n", &["a", "b", "c"]);
}

#[test]
fn p4_an_event_without_a_blank_line_is_discarded_and_said_to_be() {
    data("data: a\n\ndata: b\n", &["a"]);
    let mut decoder = Decoder::new();
    decoder.feed(Bytes::from_static(b"data: b\n"));
    assert!(decoder.next_message().expect("within the limit").is_none());
    assert_eq!(decoder.finish(), End::InsideEvent);
}

#[test]
fn p5_one_byte_order_mark_is_passed_over() {
    data("\u{feff}data: a\n\n", &["a"]);
    data(
        "\u{feff}\u{feff}data: a\n\ndata: \u{feff}b\n\n",
        &["\u{feff}b"],
    );
}

#[test]
fn p6_data_lines_are_joined_and_one_space_removed() {
    data(
        "data:a\ndata: b\ndata:  c\n\ndata\n\ndata\ndata\n\n",
        &["a\nb\n c", "", "\n"],
    );
}

#[test]
fn p7_comments_and_unknown_fields_are_nothing() {
    data(
        ": hi\nDATA: no\n data: no\ncomment: no\ndata: a\n: ho\n\n: alone\n\n",
        &["a"],
    );
}

#[test]
fn p8_an_empty_event_field_is_none_and_the_last_one_wins() {
    let stream =
        b"event: a\nevent: b\ndata: 1\n\nevent: c\nevent:\ndata: 2\n\nevent: d\n\ndata: 3\n\n";
    let rows = messages(stream, 5);
    let events: Vec<_> = rows.iter().map(|(event, ..)| event.as_deref()).collect();
    assert_eq!(events, [Some("b"), None, None]);
}

#[test]
fn p9_an_id_stays_until_another_one_comes() {
    let stream = b"id: 1\ndata: a\n\ndata: b\n\nid: x\0y\ndata: c\n\nid\ndata: d\n\n";
    let rows = messages(stream, 3);
    let ids: Vec<_> = rows.iter().map(|(_, _, id)| id.as_str()).collect();
    assert_eq!(ids, ["1", "1", "1", ""]);
}

#[test]
fn p10_p12_blank_lines_without_data_dispatch_nothing() {
    data(
        "id: 1\ndata: a\n\n\n\n: comment\n\nevent: b\n\nretry: 5\n\n",
        &["a"],
    );
}

#[test]
fn p11_a_reconnection_time_is_digits_and_nothing_else() {
    for (value, time) in [
        ("10", Some(10)),
        ("-5", None),
        ("+5", None),
        ("1_000", None),
        ("5 ", None),
        ("٥", None),
        ("", None),
    ] {
        let mut decoder = Decoder::new();
        decoder.feed(Bytes::from(format!("retry: {value}\n\n")));
        assert!(decoder.next_message().expect("within the limit").is_none());
        assert_eq!(
            decoder.reconnection_time(),
            time.map(Duration::from_millis),
            "{value}"
        );
    }
}

#[test]
fn p13_only_line_feeds_and_carriage_returns_end_lines() {
    let text = "a\u{2028}b\u{b}c\u{c}d\u{1c}e\u{85}f";
    data(format!("data: {text}\n\n"), &[text]);
}

#[test]
fn p14_ill_formed_text_becomes_replacement_characters() {
    data(
        b": \xff\ndata: a\xff\xfeb\n\ndata: \xe2\x82\n\ndata: ok\n\n",
        &["a\u{fffd}\u{fffd}b", "\u{fffd}", "ok"],
    );
}

#[test]
fn p15_an_event_may_have_so_many_bytes_and_no_more() {
    let mut decoder = Decoder::new().with_max_event_bytes(16);
    decoder.feed(Bytes::from_static(
        b"data: a\n\ndata: 0123456789abcdefg\n\n",
    ));
    assert!(decoder.next_message().expect("within the limit").is_some());
    assert!(decoder.next_message().is_err());
}
