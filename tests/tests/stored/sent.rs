//! Events that a fixture sends: they arrive as what they are.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;
use stream_events::testing::Fixture;
use stream_events::{Message, StreamEvents, UnknownEvent};

use crate::bare::{Content, Placed, Typed, content, placed, typed};
use crate::feed::{Feed, feed};

/// The events of a fixture, with the `event` field and the data of their messages.
async fn played<S: StreamEvents>(fixture: Fixture) -> Vec<(S::Event, Option<String>, String)>
where
    S::Failure: Debug,
{
    let mut stream = fixture.into_stream::<S>();
    let mut events = Vec::new();
    while let Some(event) = stream.next().await {
        let message = stream.last_message().expect("a message");
        let (field, data) = (
            message.event_field().map(str::to_owned),
            message.data().to_owned(),
        );
        events.push((event.expect("it is read"), field, data));
    }
    events
}

fn unknown(name: &str, data: &str, id: &str) -> UnknownEvent {
    UnknownEvent::new(
        name,
        &Message::new(data.to_owned()).with_last_event_id(id.to_owned()),
    )
}

#[tokio::test]
async fn the_name_is_in_the_event_field_where_that_is_read() {
    use feed::Event;

    let events = [
        (
            Event::Update(feed::Update::new(1, "Hi").into()),
            "update",
            r#"{"id":1,"text":"Hi"}"#,
        ),
        (Event::Title("Hi".into()), "title", "\"Hi\""),
        (Event::Score(None), "score", "null"),
        (Event::Delete("a\nb".into()), "delete", "a\nb"),
        (Event::CaughtUp, "caught_up", "{}"),
        (Event::Strict(feed::Strict::new(5)), "strict", r#"{"n":5}"#),
        (
            Event::Unknown(unknown("new", "any text", "7")),
            "new",
            "any text",
        ),
    ];
    let fixture = events
        .iter()
        .fold(Fixture::new(), |fixture, (event, ..)| fixture.send(event));
    let played = played::<Feed>(fixture).await;
    assert_eq!(played.len(), events.len());
    for ((event, field, data), (sent, name, written)) in played.iter().zip(&events) {
        assert_eq!(
            (event, field.as_deref(), data.as_str()),
            (sent, Some(*name), *written)
        );
    }
}

#[tokio::test]
async fn the_name_is_in_the_data_where_that_is_read() {
    let events = [
        typed::Event::Update(typed::Update::new("Hi")),
        typed::Event::Shape(typed::Shape::Line(typed::ShapeLine::new())),
        typed::Event::Table([("type".to_owned(), "table".to_owned())].into()),
        typed::Event::Anything(json!({ "type": "anything" })),
        typed::Event::Log(r#"{"type":"log"}"#.into()),
        typed::Event::Tick,
        typed::Event::Unknown(unknown("new", r#"{"type":"new"}"#, "7")),
    ];
    let fixture = events.iter().fold(Fixture::new(), Fixture::send);
    let fixture = fixture.data(r#"{"type":"over"}"#);
    let played: Vec<_> = played::<Typed>(fixture).await;
    assert!(played.iter().all(|(_, field, _)| field.is_none()));
    let played: Vec<_> = played.into_iter().map(|(event, ..)| event).collect();
    assert_eq!(played, events);

    let chunk = content::Event::Chunk(content::Chunk::new());
    let sent = played_events::<Content>(Fixture::new().send(&chunk)).await;
    assert_eq!(sent, [chunk]);
    let update = placed::Event::Update(placed::Update::new());
    let sent = played_events::<Placed>(Fixture::new().send(&update)).await;
    assert_eq!(sent, [update]);
}

async fn played_events<S: StreamEvents<Failure: Debug>>(fixture: Fixture) -> Vec<S::Event> {
    let played = played::<S>(fixture).await;
    played.into_iter().map(|(event, ..)| event).collect()
}

#[test]
fn what_no_api_sends_is_not_sent() {
    for event in [
        typed::Event::List(vec![1]),
        typed::Event::Table([("a".to_owned(), "b".to_owned())].into()),
        typed::Event::Log("no JSON".into()),
        typed::Event::Unknown(unknown("update", r#"{"type":"update","text":""}"#, "")),
    ] {
        let sent = catch_unwind(AssertUnwindSafe(|| Fixture::new().send(&event)));
        let why = sent.expect_err("no message is read as it");
        let why = why.downcast_ref::<String>().expect("a message");
        assert!(why.starts_with("no message is read as"), "{why}");
    }
}
