//! Typed streams of these framings, in memory and over HTTP.

use std::time::Duration;

use bytes::Bytes;
use stream_events::testing::{Fixture, Server};
use stream_events::{
    AsyncStream, End, Error, ErrorKind, Framing, Message, MessageKind, ReconnectPolicy,
    RequestExt as _, StreamEnd, StreamEvents,
};
use stream_events_tests::framings::aws_frame;

/// JSON lines, with a last one that says so.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "pond.json")]
pub struct Pond;

/// The same in an array.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "list.json")]
pub struct List;

/// JSON lines that may end anywhere, under another media type.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "watch.json")]
pub struct Watch;

/// Amazon's frames.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "frames.json")]
pub struct Frames;

type Read<S> = (
    Vec<<S as StreamEvents>::Event>,
    Option<Error<<S as StreamEvents>::Failure>>,
    Option<StreamEnd>,
);

async fn read<S: StreamEvents>(body: impl Into<Bytes>) -> Read<S> {
    let body = body.into();
    let chunks = body
        .chunks(3)
        .map(Bytes::copy_from_slice)
        .collect::<Vec<_>>();
    let stream = AsyncStream::<S, _>::from_bytes(futures::stream::iter(chunks));
    all(stream).await
}

async fn all<S, B>(mut stream: AsyncStream<S, B>) -> Read<S>
where
    S: StreamEvents,
    B: futures_core::Stream + Unpin,
    B::Item: stream_events::SourceItem<Bytes>,
{
    let (mut events, mut error) = (Vec::new(), None);
    while let Some(item) = stream.next().await {
        match item {
            Ok(event) => events.push(event),
            Err(it) => error = Some(it),
        }
    }
    (events, error, stream.end())
}

fn chunk(text: &str) -> pond::Event {
    pond::Event::Chunk(pond::Chunk::new(text))
}

#[tokio::test]
async fn lines_end_with_the_one_that_says_so() {
    let body =
        "{\"text\":\"a\",\"done\":false}\n\n{\"text\":\"b\",\"done\":true}\n{\"text\":\"never\"}\n";
    let (events, error, end) = read::<Pond>(body).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((events.len(), end), (2, Some(StreamEnd::Declared)));
    // The last line may lack its line feed, if it is whole.
    let (events, error, _) = read::<Pond>("{\"text\":\"b\",\"done\":true}").await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.len(), 1);
}

#[tokio::test]
async fn half_a_line_is_a_cut_where_the_end_is_optional_too() {
    let (events, error, _) = read::<Pond>("{\"text\":\"a\"}\n{\"te").await;
    assert_eq!(events, [chunk("a")]);
    let error = error.expect("a cut");
    let ErrorKind::Truncated(cut) = error.kind() else {
        panic!("{error:?}");
    };
    assert_eq!((cut.events(), cut.end()), (1, End::InsideEvent));

    let whole = "{\"type\":\"ADDED\",\"object\":{\"version\":\"1\"}}\n";
    let (events, error, end) = read::<Watch>(whole).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((events.len(), end), (1, Some(StreamEnd::Source)));
    let (events, error, _) = read::<Watch>(format!("{whole}{{\"type\":")).await;
    assert_eq!(events.len(), 1);
    assert!(matches!(
        error.expect("a cut").kind(),
        ErrorKind::Truncated(_)
    ));
}

#[tokio::test]
async fn a_failure_is_a_line_like_any_other() {
    let body =
        "{\"text\":\"a\"}\n{\"error\":{\"type\":\"busy\",\"message\":\"later\",\"status\":503}}\n";
    let (events, error, end) = read::<Pond>(body).await;
    assert_eq!((events.len(), end), (1, Some(StreamEnd::Failed)));
    let error = error.expect("a failure");
    let info = error.failure_info().expect("a failure");
    assert_eq!(info.error_type.as_deref(), Some("busy"));
    assert_eq!(
        (info.message.as_deref(), info.status),
        (Some("later"), Some(503))
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_line_is_wrong_with_that_line() {
    let (events, error, end) =
        read::<Pond>("{\"text\":\"a\"}\nHello\n{\"text\":\"b\",\"done\":true}\n").await;
    assert_eq!((events.len(), end), (2, Some(StreamEnd::Declared)));
    let error = error.expect("a misfit");
    assert!(matches!(error.kind(), ErrorKind::Mismatch(_)), "{error:?}");
}

#[tokio::test]
async fn an_array_ends_with_its_bracket_and_no_sooner() {
    let (events, error, end) =
        read::<List>("[{\"text\":\"a\"},\n{\"text\":\"b\",\"done\":true}]").await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((events.len(), end), (2, Some(StreamEnd::Declared)));
    // The API's own end is not there.
    let (_, error, _) = read::<List>("[{\"text\":\"a\"}]").await;
    assert!(matches!(
        error.expect("a cut").kind(),
        ErrorKind::Truncated(_)
    ));
    let (events, error, _) = read::<List>("[{\"text\":\"a\"},").await;
    assert_eq!(events.len(), 1);
    let error = error.expect("a cut");
    let ErrorKind::Truncated(cut) = error.kind() else {
        panic!("{error:?}");
    };
    assert_eq!(cut.end(), End::Unclosed);
    assert!(
        error.to_string().ends_with("before its array was closed"),
        "{error}"
    );
    let (_, error, _) = read::<List>("[{\"text\":\"a\"} {\"text\":\"b\"}]").await;
    assert!(matches!(
        error.expect("no comma").kind(),
        ErrorKind::Malformed(_)
    ));
}

#[tokio::test]
async fn a_failure_in_place_of_an_array_is_that_failure() {
    for body in [
        "{\"error\":{\"type\":\"busy\",\"message\":\"later\"}}",
        "{\n  \"error\": {\n    \"message\": \"later\"\n  }\n}\n",
    ] {
        let (events, error, _) = read::<List>(body).await;
        assert!(events.is_empty());
        let error = error.expect("a failure");
        let info = error.failure_info().unwrap_or_else(|| panic!("{error:?}"));
        assert_eq!(info.message.as_deref(), Some("later"));
    }
    let (_, error, _) = read::<List>("{\"text\":\"no failure\"}").await;
    let error = error.expect("no array");
    assert!(matches!(error.kind(), ErrorKind::Malformed(_)), "{error:?}");
}

fn event(name: &str, payload: &str) -> Vec<u8> {
    let headers = [(":message-type", "event"), (":event-type", name)];
    aws_frame(&headers, payload.as_bytes())
}

#[tokio::test]
async fn frames_are_events_exceptions_and_errors() {
    let whole = [
        event("delta", "{\"text\":\"a\"}"),
        event("delta", ""),
        event("stop", ""),
    ]
    .concat();
    let (events, error, end) = read::<Frames>(whole).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((events.len(), end), (2, Some(StreamEnd::Declared)));
    let failing = |kind: &str, named: &str, name: &str, payload: &str| {
        let headers = [(":message-type", kind), (named, name)];
        [
            event("delta", "{\"text\":\"a\"}"),
            aws_frame(&headers, payload.as_bytes()),
        ]
        .concat()
    };
    for (kind, named, name, payload, status, message) in [
        (
            "exception",
            ":exception-type",
            "slowDown",
            "{\"message\":\"m\"}",
            Some(429),
            Some("m"),
        ),
        (
            "exception",
            ":exception-type",
            "slowDown",
            "",
            Some(429),
            None,
        ),
        // Not declared, and a failure all the same.
        (
            "exception",
            ":exception-type",
            "brokenDown",
            "{\"message\":\"m\"}",
            Some(424),
            Some("m"),
        ),
        (
            "error",
            ":error-code",
            "Internal",
            "no JSON",
            None,
            Some("no JSON"),
        ),
    ] {
        let (events, error, end) = read::<Frames>(failing(kind, named, name, payload)).await;
        assert_eq!((events.len(), end), (1, Some(StreamEnd::Failed)));
        let error = error.expect("a failure");
        let info = error.failure_info().unwrap_or_else(|| panic!("{error:?}"));
        assert_eq!(info.error_type.as_deref(), Some(name));
        assert_eq!((info.status, info.message.as_deref()), (status, message));
    }
    let cut = event("delta", "{\"text\":\"a\"}");
    let (_, error, _) = read::<Frames>(cut[..cut.len() - 1].to_vec()).await;
    assert!(matches!(
        error.expect("a cut").kind(),
        ErrorKind::Truncated(_)
    ));
}

async fn serve(fixture: Fixture) -> (Server, String) {
    let server = fixture.serve().await.expect("a port");
    let url = server.url().to_owned();
    (server, url)
}

#[tokio::test]
async fn requests_ask_for_the_framing_and_responses_are_checked() {
    let lines = Fixture::framed(Framing::JsonLines)
        .send(&chunk("a"))
        .message(&Message::new("{\"text\":\"b\",\"done\":true}"));
    let (server, url) = serve(lines).await;
    let stream = reqwest::Client::new()
        .get(&url)
        .stream_events::<Pond>()
        .await
        .expect("a stream");
    let (events, error, _) = all(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.len(), 2);
    let accept = server.requests()[0].header("accept").map(str::to_owned);
    assert_eq!(
        accept.as_deref(),
        Some("application/x-ndjson, application/jsonl")
    );

    // Not what the framing has, unless the document says so.
    let body = "{\"type\":\"ADDED\",\"object\":{\"version\":\"1\"}}\n";
    let (server, url) = serve(Fixture::response(200, "application/json", body)).await;
    let refused = reqwest::Client::new()
        .get(&url)
        .stream_events::<Pond>()
        .await;
    let error = refused.expect_err("another media type");
    let said = format!(
        "the response is not `application/x-ndjson` or `application/jsonl` but `application/json`: {}",
        body.trim_end()
    );
    assert_eq!(error.to_string(), said);
    let stream = reqwest::Client::new()
        .get(&url)
        .stream_events::<Watch>()
        .await
        .expect("a stream");
    assert_eq!(all(stream).await.0.len(), 1);
    let accept = server.requests()[1].header("accept").map(str::to_owned);
    assert_eq!(accept.as_deref(), Some("application/json"));
}

#[tokio::test]
async fn a_fixture_has_the_media_type_of_the_api_that_it_plays() {
    let object = watch::Thing::new("1");
    let added = watch::Event::Added(watch::Change::new(object));
    let (server, url) = serve(Fixture::new().send(&added)).await;
    let request = reqwest::Client::new().get(&url);
    let response = request.send().await.expect("a response");
    assert_eq!(response.headers()["content-type"], "application/json");
    let stream = reqwest::Client::new().get(&url).stream_events::<Watch>();
    let (events, error, _) = all(stream.await.expect("a stream")).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, [added]);
    drop(server);
}

#[tokio::test]
async fn a_failed_response_may_have_its_failure_in_an_array() {
    let body = "[{\"error\":{\"type\":\"busy\",\"message\":\"later\"}}]";
    let (_server, url) = serve(Fixture::response(429, "application/json", body)).await;
    let request = reqwest::Client::new()
        .get(&url)
        .stream_events::<List>()
        .max_retries(0);
    let error = request.await.expect_err("a failure");
    let info = error.failure_info().expect("a failure");
    assert_eq!(
        (info.error_type.as_deref(), info.status),
        (Some("busy"), Some(429))
    );
}

#[tokio::test]
async fn an_array_is_over_though_the_connection_stays_open() {
    let fixture = Fixture::framed(Framing::JsonArray)
        .bytes("[{\"text\":\"a\",\"done\":true}]")
        .hang();
    let (_server, url) = serve(fixture).await;
    let stream = reqwest::Client::new()
        .get(&url)
        .stream_events::<List>()
        .await
        .expect("a stream");
    let read = tokio::time::timeout(Duration::from_secs(20), all(stream)).await;
    let (events, error, end) = read.expect("it is over");
    assert!(error.is_none(), "{error:?}");
    assert_eq!((events.len(), end), (1, Some(StreamEnd::Declared)));
}

#[tokio::test]
async fn the_rest_of_lines_is_asked_for_by_their_cursor() {
    let line =
        |version: u32| format!("{{\"type\":\"ADDED\",\"object\":{{\"version\":\"{version}\"}}}}\n");
    let first = Fixture::response(200, "application/json", line(1) + &line(2))
        .bytes("{\"type\":")
        .cut();
    let second = Fixture::response(200, "application/json", line(2) + &line(3));
    let none = Fixture::response(204, "", "");
    let server = Server::start([first, second, none]).await.expect("a port");
    let policy = ReconnectPolicy::new().reconnection_time(Duration::from_millis(1));
    let request = reqwest::Client::new()
        .get(server.url())
        .stream_events::<Watch>();
    let stream = request.reconnect(policy).await.expect("a stream");
    let (events, error, _) = all(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.len(), 3, "{events:?}");
    assert!(server.requests()[1].target.ends_with("?after=2"));
    assert_eq!(server.requests()[1].header("last-event-id"), None);
}

#[tokio::test]
async fn messages_of_all_framings_say_what_they_are() {
    let body = "{\"type\":\"tick\"}\n{\"type\":\"ADDED\",\"object\":{\"version\":\"1\"}}\n{\"type\":\"new\"}\n";
    let chunks = futures::stream::iter([Bytes::from(body)]);
    let mut messages = AsyncStream::<Watch, _>::from_bytes(chunks).into_messages();
    let mut kinds = Vec::new();
    while let Some(message) = messages.next().await {
        kinds.push(message.expect("a message").kind);
    }
    assert_eq!(
        kinds,
        [MessageKind::Skip, MessageKind::Yield, MessageKind::Unknown]
    );
}
