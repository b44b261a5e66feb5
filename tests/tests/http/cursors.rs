//! Streams whose rest is asked for by a parameter.

mod counted;

use std::time::Duration;

use stream_events::testing::{Fixture, Request, Server};
use stream_events::{
    AsyncStream, Error, ErrorKind, Message, ReconnectPolicy, RequestExt, RetryPolicy, StreamEvents,
    StreamRequest,
};
use stream_events_tests::feed::Feed;

use crate::{LONG, client};
use counted::{Counted, Named, Text, and_end, data, words};

fn soon() -> ReconnectPolicy {
    ReconnectPolicy::new().reconnection_time(Duration::from_millis(1))
}

async fn start(fixtures: impl IntoIterator<Item = Fixture>) -> Server {
    Server::start(fixtures).await.expect("a server")
}

fn get<S: StreamEvents>(server: &Server, target: &str) -> StreamRequest<S> {
    let url = format!("{}{target}", server.url());
    client().get(url).stream_events::<S>()
}

/// All that comes, and what ended it.
async fn read<S>(request: StreamRequest<S>) -> (Vec<String>, Option<Error<S::Failure>>)
where
    S: StreamEvents<Event = S> + Text,
{
    let mut events = request.await.expect("a stream");
    rest(&mut events).await
}

async fn rest<S>(events: &mut AsyncStream<S>) -> (Vec<String>, Option<Error<S::Failure>>)
where
    S: StreamEvents<Event = S> + Text,
{
    let mut seen = Vec::new();
    let all = async {
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => seen.push(event.text()),
                Err(error) => return Some(error),
            }
        }
        None
    };
    let error = tokio::time::timeout(LONG, all).await.expect("an end");
    (seen, error)
}

fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.into_iter().map(|request| request.target).collect()
}

#[tokio::test]
async fn every_event_once_and_in_order_and_all_else_of_the_request_as_it_was() {
    for cut in [words(1..=3).cut(), words(1..=3).reset(), words(1..=3)] {
        let server = start([cut, words(4..=5).cut(), and_end(words(6..=6), "7")]).await;
        let asked = "v1/responses/r%201?stream=true&starting%5Fafter&q=%C3%A9+%2B&x";
        let request = get::<Counted>(&server, asked).reconnect(soon());
        let (seen, error) = read(request).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(seen, ["1", "2", "3", "4", "5", "6", "end"]);
        let again = |after| format!("/v1/responses/r%201?stream=true&q=%C3%A9+%2B&x&{after}");
        assert_eq!(
            targets(&server),
            [
                format!("/{asked}"),
                again("starting_after=3"),
                again("starting_after=5")
            ]
        );
        let requests = server.requests();
        assert!(
            requests
                .iter()
                .all(|it| it.header("last-event-id").is_none())
        );
        let others = |request: &Request| {
            let header = |(name, _): &&(String, String)| name != "host";
            let headers: Vec<_> = request.headers.iter().filter(header).cloned().collect();
            (request.method.clone(), headers)
        };
        assert_eq!(others(&requests[0]), others(&requests[1]));
    }
}

#[tokio::test]
async fn what_the_server_sends_again_is_passed_over() {
    for (again, repeated) in [(3..=5, 1), (1..=5, 3), (4..=5, 0)] {
        let server = start([words(1..=3).cut(), and_end(words(again), "6")]).await;
        let request = get::<Counted>(&server, "").reconnect(soon());
        let mut events = request.await.expect("a stream");
        let (seen, error) = rest(&mut events).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(seen, ["1", "2", "3", "4", "5", "end"]);
        let stats = events.stats();
        assert_eq!((stats.repeated, stats.skipped), (repeated, 0));
        assert_eq!(stats.messages, 6 + repeated);
        assert_eq!(events.cursor(), Some("6"));
    }
}

#[tokio::test]
async fn a_failure_is_no_repetition_whatever_its_number() {
    let failure = Fixture::new().event("error", data("overloaded", "1"));
    let server = start([words(1..=3).cut(), failure]).await;
    let (seen, error) = read(get::<Counted>(&server, "").reconnect(soon())).await;
    assert_eq!(seen, ["1", "2", "3"]);
    let error = error.expect("an error");
    assert!(matches!(error.kind(), ErrorKind::Failure(_)), "{error:?}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_comes_after_something_new_is_no_repetition() {
    let second = and_end(words([3, 4, 1, 5]), "6");
    let server = start([words(1..=3).cut(), second]).await;
    let (seen, error) = read(get::<Counted>(&server, "").reconnect(soon())).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen, ["1", "2", "3", "4", "1", "5", "end"]);
}

#[tokio::test]
async fn only_what_was_asked_for_again_can_be_a_repetition() {
    let server = start([and_end(words([2, 1, 1, 2]), "0")]).await;
    let (seen, error) = read(get::<Counted>(&server, "").reconnect(soon())).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen, ["2", "1", "1", "2", "end"]);
}

#[tokio::test]
async fn strings_are_cursors_whatever_is_in_them() {
    for (cursor, sent) in [
        ("abc", "abc"),
        ("a b&c=d/é+?#%", "a+b%26c%3Dd%2F%C3%A9%2B%3F%23%25"),
        ("12", "12"),
        (r"\u00e4\n", "%C3%A4%0A"),
    ] {
        let cursor = format!("\"{cursor}\"");
        let first = Fixture::new().event("word", data("a", &cursor)).cut();
        let second = Fixture::new()
            .event("word", data("a", &cursor))
            .event("word", data("b", "\"11\""));
        let server = start([first, and_end(second, "\"z\"")]).await;
        let (seen, error) = read(get::<Counted>(&server, "").reconnect(soon())).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(seen, ["a", "b", "end"], "{cursor}");
        assert_eq!(targets(&server)[1], format!("/?starting_after={sent}"));
    }
}

#[tokio::test]
async fn events_without_a_cursor_move_nothing() {
    let first = words(1..=2)
        .event("ping", "")
        .event("word", r#"{"word":"plain"}"#)
        .event("other", "[1")
        .cut();
    let server = start([first, and_end(Fixture::new(), "3")]).await;
    let (seen, error) = read(get::<Counted>(&server, "").reconnect(soon())).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen, ["1", "2", "plain", "end"]);
    assert_eq!(targets(&server)[1], "/?starting_after=2");
}

#[tokio::test]
async fn events_that_are_not_delivered_move_it_too() {
    let first = words(1..=1).event("other", r#"{"at":{"number":2}}"#);
    let first = first.event("word", r#"{"word":3,"at":{"number":3}}"#);
    let server = start([first.cut(), and_end(Fixture::new(), "4")]).await;
    let mut events = get::<Counted>(&server, "").reconnect(soon()).await.unwrap();
    assert!(events.next().await.unwrap().is_ok());
    let mismatch = events.next().await.unwrap().expect_err("a mismatch");
    assert!(!mismatch.ends_stream(), "{mismatch}");
    assert_eq!(events.cursor(), Some("3"));
    assert_eq!(rest(&mut events).await.0, ["end"]);
    assert_eq!(targets(&server)[1], "/?starting_after=3");
}

#[tokio::test]
async fn before_the_first_cursor_the_request_is_sent_as_it_was() {
    let server = start([
        Fixture::new().event("ping", "").cut(),
        and_end(words(1..=1), "2"),
    ])
    .await;
    let (seen, error) = read(get::<Counted>(&server, "?a=b").reconnect(soon())).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen, ["1", "end"]);
    assert_eq!(targets(&server), ["/?a=b", "/?a=b"]);
}

#[tokio::test]
async fn a_204_is_the_end() {
    let server = start([words(1..=2).cut(), Fixture::response(204, "", "")]).await;
    let (seen, error) = read(get::<Counted>(&server, "").reconnect(soon())).await;
    assert_eq!(seen, ["1", "2"]);
    let error = error.expect("the declared end did not come");
    assert!(matches!(error.kind(), ErrorKind::Truncated(_)), "{error}");
    assert_eq!(targets(&server), ["/", "/?starting_after=2"]);
}

#[tokio::test]
async fn to_hear_the_same_again_is_no_progress() {
    let server = start([words(1..=2).cut(), words(1..=2).cut()]).await;
    let policy = soon().max_reconnects(2);
    let (seen, error) = read(get::<Counted>(&server, "").reconnect(policy)).await;
    assert_eq!(seen, ["1", "2"]);
    let error = error.expect("a cut");
    assert!(matches!(error.kind(), ErrorKind::Transport(_)), "{error}");
    assert_eq!(error.reconnects(), 2);
    let again = "/?starting_after=2";
    assert_eq!(targets(&server), ["/", again, again]);
}

#[tokio::test]
async fn nothing_is_sent_again_unless_asked_but_the_cursor_is_known() {
    let server = start([words(1..=3).cut(), and_end(words(3..=4), "5")]).await;
    let mut events = get::<Counted>(&server, "?a=b").await.expect("a stream");
    assert_eq!(events.cursor(), None);
    let (seen, error) = rest(&mut events).await;
    assert_eq!((seen.len(), error.is_some()), (3, true));
    assert_eq!(events.cursor(), Some("3"));
    assert_eq!(server.requests().len(), 1);

    let cursor = events.cursor().unwrap();
    let request = get::<Counted>(&server, "?starting_after=1&a=b").resume_after(cursor);
    let mut events = request.await.expect("a stream");
    assert_eq!(events.cursor(), Some("3"));
    assert_eq!(rest(&mut events).await.0, ["4", "end"]);
    assert_eq!(targets(&server), ["/?a=b", "/?a=b&starting_after=3"]);
}

#[tokio::test]
async fn a_stream_begins_after_the_cursor_that_its_request_names() {
    let nothing = Fixture::new().event("ping", "").cut();
    let busy = Fixture::new()
        .event("other", r#"{"at":{"number":9}}"#)
        .cut();
    let quick = RetryPolicy::new().backoff(Duration::from_millis(1), Duration::from_millis(1));
    for first in [nothing, busy] {
        let server = start([first, and_end(words(7..=8), "9")]).await;
        let request = get::<Counted>(&server, "?starting_after=7").retry(quick.clone());
        let (seen, error) = read(request.retry_until_first_event()).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(seen, ["8", "end"]);
        assert_eq!(targets(&server), ["/?starting_after=7"; 2]);
    }
}

#[tokio::test]
async fn an_api_without_the_rule_has_no_cursor() {
    let server = start([words(1..=1).cut()]).await;
    let mut events = get::<Feed>(&server, "").await.expect("a stream");
    while let Some(Ok(_)) = events.next().await {}
    assert_eq!(events.cursor(), None);

    let refused = get::<Feed>(&server, "").resume_after("1").await;
    let error = refused.expect_err("no parameter");
    assert!(
        matches!(error.kind(), ErrorKind::InvalidRequest(_)),
        "{error}"
    );
    assert!(get::<Feed>(&server, "").resume_after("").await.is_ok());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn the_last_event_id_is_sent_as_well() {
    let word = data("a", "1");
    let first = Message::new(&word)
        .with_event("word")
        .with_last_event_id("id 1");
    let server = start([
        Fixture::new().message(&first).cut(),
        and_end(Fixture::new(), "2"),
    ])
    .await;
    let (seen, _) = read(get::<Counted>(&server, "").reconnect(soon())).await;
    assert_eq!(seen, ["a", "end"]);
    let again = &server.requests()[1];
    assert_eq!(again.target, "/?starting_after=1");
    assert_eq!(again.header("last-event-id"), Some("id 1"));
}

#[tokio::test]
async fn the_last_event_id_can_be_the_cursor() {
    let word = data("a", "1");
    let first = Message::new(&word)
        .with_event("word")
        .with_last_event_id("é 1");
    let first = Fixture::new().message(&first).cut();
    // What has no id of its own has the last one, and is news all the same.
    let server = start([first, and_end(words(2..=2), "3")]).await;
    let mut events = get::<Named>(&server, "").reconnect(soon()).await.unwrap();
    assert_eq!(rest(&mut events).await.0, ["a", "2", "end"]);
    assert_eq!(events.cursor(), Some("é 1"));
    let again = &server.requests()[1];
    assert_eq!(again.target, "/?lastEventID=%C3%A9+1");
    assert!(again.header("last-event-id").is_some());

    let request = get::<Named>(&server, "").resume_after("7");
    assert_eq!(request.await.unwrap().last_event_id(), "7");
    assert_eq!(targets(&server)[2], "/?lastEventID=7");
}
