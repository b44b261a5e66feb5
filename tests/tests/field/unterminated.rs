//! Last events without the blank line that ends them (case 11).

use std::time::Duration;

use stream_events::testing::{Fixture, Server};
use stream_events::{
    AsyncStream, Decoder, End, ErrorKind, ReconnectPolicy, RequestExt, StreamEvents,
};

use crate::feed::Event;
use crate::{Feed, client};

/// The same events, of an API whose servers leave out the last blank line.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "tests/field/unterminated.json")]
pub struct Unterminated;

/// The numbers that come, and how the stream ends.
async fn numbers(mut events: AsyncStream<Unterminated, Chunks>) -> (Vec<i64>, &'static str) {
    let mut numbers = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(unterminated::Event::Number(number)) => numbers.push(number),
            Ok(_) => {}
            Err(error) => match error.kind() {
                ErrorKind::Truncated(_) => return (numbers, "truncated"),
                ErrorKind::Transport(_) => return (numbers, "transport"),
                _ => panic!("{error}"),
            },
        }
    }
    (numbers, "end")
}

type Chunks = futures::stream::Iter<std::vec::IntoIter<std::io::Result<Vec<u8>>>>;

fn stream(text: &str, size: usize) -> AsyncStream<Unterminated, Chunks> {
    let chunks: Vec<_> = text
        .as_bytes()
        .chunks(size)
        .map(|it| Ok(it.to_vec()))
        .collect();
    AsyncStream::from_bytes(futures::stream::iter(chunks))
}

#[tokio::test]
async fn case_11_a_last_event_with_whole_lines_is_an_event() {
    let before = "event: number\ndata: 1\n\n";
    for (rest, expected) in [
        ("event: number\ndata: 2\n", (vec![1, 2], "truncated")),
        ("event: number\r\ndata: 2\r\n", (vec![1, 2], "truncated")),
        ("event: number\rdata: 2\r", (vec![1, 2], "truncated")),
        ("data: 2\nevent: number\n: comm", (vec![1, 2], "truncated")),
        ("event: bye\ndata:\n", (vec![1], "end")),
        // What its last line says is whole.
        ("event: bye\ndata: {\"a\":1}", (vec![1], "end")),
        ("event: tick\ndata: \"}\"", (vec![1], "truncated")),
        ("data: [ALL]", (vec![1], "end")),
        // Its last line may have been cut.
        ("event: bye\ndata: {\"a\":1", (vec![1], "truncated")),
        ("event: bye\ndata: {\"a\":1}\nid: 7", (vec![1], "truncated")),
        ("event: text\ndata: te", (vec![1], "truncated")),
        ("data: [ALL", (vec![1], "truncated")),
        ("event: number\ndata: 2", (vec![1], "truncated")),
        ("data: 2\nevent: number", (vec![1], "truncated")),
        ("event: number\ndata: 2\nda", (vec![1], "truncated")),
        // It says nothing.
        ("event: number\n", (vec![1], "truncated")),
        (": a comment\n", (vec![1], "truncated")),
        ("", (vec![1], "truncated")),
    ] {
        for size in [1, 3, 1000] {
            let read = numbers(stream(&format!("{before}{rest}"), size)).await;
            assert_eq!(read, expected, "{rest:?} {size}");
        }
    }
}

#[tokio::test]
async fn case_11_a_cut_is_no_end() {
    let body = b"event: number\ndata: 1\n".to_vec();
    let chunks = vec![Ok(body), Err(std::io::Error::other("cut"))];
    let events = AsyncStream::from_bytes(futures::stream::iter(chunks));
    assert_eq!(numbers(events).await, (vec![], "transport"));
}

#[tokio::test]
async fn case_11_the_stream_decides_against_its_document() {
    let text = "event: number\ndata: 1\n";
    let events = stream(text, 1000).dispatch_unterminated(false);
    assert_eq!(numbers(events).await, (vec![], "truncated"));

    let server = Server::start([Fixture::new().bytes(text)]).await.unwrap();
    for (dispatch, count) in [(None, 0), (Some(false), 0), (Some(true), 1)] {
        let mut request = client().get(server.url()).stream_events::<Feed>();
        if let Some(dispatch) = dispatch {
            request = request.dispatch_unterminated(dispatch);
        }
        let mut events = request.await.unwrap();
        let mut seen = 0;
        while let Some(event) = events.next().await {
            seen += usize::from(matches!(event, Ok(Event::Number(1))));
        }
        assert_eq!(seen, count, "{dispatch:?}");
    }
}

#[tokio::test]
async fn case_11_an_id_counts_if_its_event_was_dispatched() {
    let first =
        Fixture::new().bytes("id: 1\nevent: number\ndata: 1\n\nid: 2\nevent: number\ndata: 2\n");
    let only_an_id = Fixture::new().bytes("id: 3\n");
    let bye = Fixture::new().event("bye", "");
    let server = Server::start([first, only_an_id, bye]).await.unwrap();
    let soon = ReconnectPolicy::new().reconnection_time(Duration::from_millis(1));
    let request = client().get(server.url()).stream_events::<Unterminated>();
    let mut events = request.reconnect(soon).await.unwrap();
    let mut seen = 0;
    while let Some(event) = events.next().await {
        event.unwrap();
        seen += 1;
    }
    assert_eq!(seen, 3);
    let ids: Vec<_> = server
        .requests()
        .iter()
        .map(|it| it.header("last-event-id").map(str::to_owned))
        .collect();
    assert_eq!(ids, [None, Some("2".to_owned()), Some("2".to_owned())]);
}

#[test]
fn case_11_the_decoder_says_what_the_standard_says_unless_it_is_asked() {
    let mut decoder = Decoder::new();
    decoder.feed("data: 1\n".into());
    assert!(!decoder.advance().unwrap());
    assert_eq!(decoder.finish(), End::InsideEvent);

    decoder.feed("id: 6\ndata: 1".into());
    assert!(!decoder.advance().unwrap());
    assert!(!decoder.advance_last(|message| message.data() != "1"));
    assert_eq!(decoder.last_event_id(), "");
    assert_eq!(decoder.finish(), End::InsideEvent);

    decoder.feed("id: 6\ndata: 1".into());
    assert!(!decoder.advance().unwrap());
    assert!(decoder.advance_last(|message| message.data() == "1"));
    assert_eq!(decoder.message().data(), "1");
    assert_eq!(decoder.last_event_id(), "6");
    assert_eq!(decoder.finish(), End::Clean);

    decoder.feed("id: 7\ndata: 1\n".into());
    assert!(!decoder.advance().unwrap());
    assert!(decoder.advance_last(|_| false), "its lines were ended");
    assert_eq!(decoder.message().data(), "1");
    assert_eq!(decoder.last_event_id(), "7");
    assert!(!decoder.advance_last(|_| true));
    assert_eq!(decoder.finish(), End::Clean);

    decoder.feed("data: 1\n\ndata: 2\n".into());
    assert!(
        !decoder.advance_last(|_| true),
        "there is more to advance over"
    );
}
