//! New beginnings: requests that are sent again.

use std::time::Duration;

use stream_events::testing::{Fixture, Server};
use stream_events::{
    Message, ReconnectPolicy, RequestExt, Snapshot, SnapshotStream, StreamEvents, StreamRequest,
};

use crate::talk::{Talk, Value};
use crate::{done, read};

fn request<S: StreamEvents>(server: &Server) -> StreamRequest<S> {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let soon = ReconnectPolicy::new().reconnection_time(Duration::from_millis(1));
    client
        .get(server.url())
        .stream_events::<S>()
        .reconnect(soon)
}

async fn open(server: &Server) -> SnapshotStream<Talk, stream_events::Body, Snapshot<Talk>> {
    request::<Talk>(server).await.unwrap().with_snapshot()
}

fn start(id: &str) -> Fixture {
    Fixture::new().event("start", format!("{{\"id\":\"{id}\"}}"))
}

/// An item with an id of its message.
fn item(fixture: Fixture, index: u64, id: &str) -> Fixture {
    let data = format!("{{\"index\":{index},\"text\":\"{index}\"}}");
    let message = Message::new(data).with_event("item").with_last_event_id(id);
    fixture.message(&message)
}

fn names(seen: &[String]) -> Vec<&str> {
    let name = |it: &'_ String| it.find([' ', ':']).unwrap_or(it.len());
    seen.iter().map(|it| &it[..name(it)]).collect()
}

fn texts(value: &Value) -> Vec<&str> {
    value.items.iter().map(|it| &*it.text).collect()
}

#[tokio::test]
async fn without_a_cursor_the_value_begins_anew() {
    let cut = item(start("a"), 0, "").cut();
    let server = Server::start([cut, done(item(start("b"), 3, ""))])
        .await
        .unwrap();
    let mut stream = open(&server).await;
    let seen = read(&mut stream).await;
    assert_eq!(names(&seen), ["start", "item", "start", "item", "done"]);
    assert_eq!(seen[2], "start Restarted");
    assert_eq!(seen[3].matches("Restarted").count(), 0);
    let value = stream.final_snapshot().await.unwrap();
    assert_eq!((&*value.id, texts(&value)), ("b", vec!["3"]));
}

#[tokio::test]
async fn with_a_cursor_it_goes_on() {
    let cut = item(start("a"), 0, "7").cut();
    let rest = done(item(Fixture::new(), 1, "8"));
    let server = Server::start([cut, rest]).await.unwrap();
    let mut stream = open(&server).await;
    let seen = read(&mut stream).await;
    assert_eq!(names(&seen), ["start", "item", "item", "done"]);
    assert!(seen.iter().all(|it| !it.contains("Restarted")), "{seen:?}");
    assert_eq!(server.requests()[1].header("last-event-id"), Some("7"));
    assert_eq!(texts(&stream.final_snapshot().await.unwrap()), ["0", "1"]);
}

#[tokio::test]
async fn with_a_cursor_that_cannot_be_sent_it_begins_anew() {
    let long = "7".repeat(5000);
    let cut = item(start("a"), 0, &long).cut();
    let server = Server::start([cut, done(start("b"))]).await.unwrap();
    let mut stream = open(&server).await;
    let seen = read(&mut stream).await;
    assert_eq!(seen, ["start", &seen[1], "start Restarted", "done"]);
    assert_eq!(server.requests()[1].header("last-event-id"), None);
    assert_eq!(stream.final_snapshot().await.unwrap().id, "b");
}

#[tokio::test]
async fn a_server_that_repeats_what_it_sent_after_the_cursor_is_an_error() {
    let cut = item(start("a"), 0, "7").cut();
    let again = done(item(start("a"), 0, "7"));
    let server = Server::start([cut, again]).await.unwrap();
    let mut stream = open(&server).await;
    let seen = read(&mut stream).await;
    assert_eq!(
        names(&seen),
        ["start", "item", "start", "item", "an error", "done"]
            .map(|it| it.split(' ').next().unwrap())
    );
    assert!(seen[4].ends_with("`/items/0` is there already"), "{seen:?}");
}

#[tokio::test]
async fn a_new_beginning_forgets_what_went_wrong_before() {
    let bad = start("a")
        .event("text", r#"{"index":5,"piece":"x"}"#)
        .event("text", "[")
        .cut();
    // What cannot be read does not take the news of the new beginning with it.
    let good = done(
        Fixture::new()
            .event("ping", "?")
            .event("start", r#"{"id":"b"}"#),
    );
    let server = Server::start([bad, good]).await.unwrap();
    let mut stream = open(&server).await;
    let seen = read(&mut stream).await;
    assert_eq!(seen.last().unwrap(), "done");
    assert_eq!(seen[seen.len() - 2], "start Restarted");
    assert!(stream.error().is_none() && stream.losses().is_empty());
    assert_eq!(stream.final_snapshot().await.unwrap().id, "b");
}

#[tokio::test]
async fn where_the_stream_is_not_asked_for_again_the_value_stays() {
    let cut = item(start("a"), 0, "").cut();
    let server = Server::start([cut, Fixture::response(204, "", "")])
        .await
        .unwrap();
    let mut stream = open(&server).await;
    read(&mut stream).await;
    assert_eq!(texts(stream.snapshot().unwrap()), ["0"]);
    assert!(stream.final_snapshot().await.is_err());
}

#[tokio::test]
async fn what_is_tried_again_before_the_first_event_is_one_value() {
    let server = Server::start([Fixture::new().cut(), done(start("b"))])
        .await
        .unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.get(server.url()).stream_events::<Talk>();
    let stream = request.retry_until_first_event().await.unwrap();
    let value = stream.with_snapshot().final_snapshot().await.unwrap();
    assert_eq!(value.id, "b");
    assert_eq!(server.requests().len(), 2);
}
