//! What one look at one decoder shows. How streams decode is for the suites in `tests/`.

use crate::framing::{Decoder, End};

fn fed(bytes: impl Into<bytes::Bytes>) -> Decoder {
    let mut decoder = Decoder::new();
    decoder.feed(bytes.into());
    decoder
}

#[test]
fn goes_between_threads() {
    fn check<T: Send + Sync + Unpin + 'static>() {}
    check::<Decoder>();
}

#[test]
fn no_message_before_the_first_and_after_the_last() {
    let mut decoder =
        fed("event: a\ndata: 1\nid: 2\n\nevent: b\ndata: 3\n").with_last_event_id("1");
    assert_eq!(
        (decoder.message().event_field(), decoder.message().data()),
        (None, "")
    );
    assert_eq!(decoder.message().last_event_id(), "1");
    assert_eq!(decoder.advance(), Ok(true));
    assert_eq!(
        (decoder.message().event_field(), decoder.message().data()),
        (Some("a"), "1")
    );
    assert_eq!(decoder.advance(), Ok(false));
    assert_eq!(
        (decoder.message().event_field(), decoder.message().data()),
        (None, "")
    );
    assert_eq!(decoder.message().last_event_id(), "2");
}

#[test]
fn nothing_waits_for_the_line_feed_after_a_carriage_return() {
    let mut decoder = fed("data: 1\r\r");
    assert_eq!(decoder.advance(), Ok(true));
    decoder.feed("\ndata: 2\r\n\r".into());
    assert_eq!(decoder.message().data(), "1");
    assert_eq!(decoder.advance(), Ok(true));
    assert_eq!(decoder.message().data(), "2");
    decoder.feed("\n".into());
    assert_eq!(decoder.advance(), Ok(false));
    assert_eq!(decoder.finish(), End::Clean);
}

#[test]
fn data_in_one_chunk_is_not_copied() {
    let chunk = bytes::Bytes::from_static(b"event: a\ndata: 1\n\n");
    let range = chunk.as_ptr_range();
    let mut decoder = Decoder::new();
    decoder.feed(chunk.clone());
    assert_eq!(decoder.advance(), Ok(true));
    assert!(range.contains(&decoder.message().data().as_ptr()));
}

#[test]
fn a_drained_chunk_is_given_back() {
    let chunk = bytes::Bytes::from(b"data: 1".to_vec());
    let mut decoder = Decoder::new();
    decoder.feed(chunk.clone());
    assert_eq!(decoder.advance(), Ok(false));
    assert!(chunk.is_unique());
}

#[test]
fn what_was_fed_and_not_read_is_an_unfinished_event() {
    assert_eq!(fed("data: 1\n\n").finish(), End::InsideEvent);
}

#[test]
fn the_next_stream_keeps_the_id_and_the_reconnection_time() {
    let mut decoder = fed("retry: 5\nid: 7\n\ndata: lost\nid: 8");
    assert_eq!(decoder.advance(), Ok(false));
    assert_eq!(decoder.finish(), End::InsideEvent);

    decoder.feed("\u{feff}data: next\n\n".into());
    assert_eq!(decoder.advance(), Ok(true));
    assert_eq!(
        (decoder.message().data(), decoder.message().last_event_id()),
        ("next", "7")
    );
    assert_eq!(
        decoder.reconnection_time().map(|time| time.as_millis()),
        Some(5)
    );
}

#[test]
fn what_was_received_is_not_shown() {
    let mut decoder = fed("data: secret\n\n");
    assert!(!format!("{decoder:?}").contains("secret"));
    assert_eq!(decoder.advance(), Ok(true));
    assert!(!format!("{decoder:?}").contains("secret"));
}

#[test]
fn an_id_that_is_too_long_to_be_kept_is_an_empty_one() {
    let long = "x".repeat(4096);
    for (id, kept) in [(long.clone(), &*long), (long.clone() + "y", "")] {
        let mut decoder = fed(format!("id: 1\ndata: a\n\nid: {id}\ndata: b\n\n"));
        assert!(decoder.advance().expect("an event"));
        assert_eq!(decoder.message().last_event_id(), "1");
        assert!(decoder.advance().expect("an event"));
        assert_eq!(decoder.message().last_event_id(), kept);
    }
}
