//! An enum that says `write`: its events are sent as they are read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stream_events::testing::Fixture;
use stream_events::{Dispatch, Encoder, Message, StreamEvents, UnknownEvent, WriteEvents};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Status {
    text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Problem {
    message: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Busy {
    wait: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Tagged {
    One { id: u8 },
    Other { text: String },
}

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(
    write,
    skip("ping"),
    fail("error" = Problem, "busy" = Busy, "lost" = Problem, "down"),
    derive(Clone, PartialEq)
)]
enum Feed {
    #[event("update", "status.update")]
    Update(Status),
    #[event("delete", content = "text")]
    Delete(String),
    #[event("tick")]
    Tick,
    #[event("done", handle = "finish")]
    Done(Status),
    #[event(unknown)]
    Unknown(Box<UnknownEvent>),
}

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(
    write,
    framing = "jsonl",
    dispatch("/type"),
    unknown = "skip",
    fail("error" = Problem)
)]
enum Lines {
    #[event("status")]
    Status(Status),
    #[event("one", "other")]
    Tagged(Tagged),
    #[event("map")]
    Map(BTreeMap<String, String>),
    #[event("list")]
    List(Vec<u8>),
    #[event("tick")]
    Tick,
}

/// What is written of an event is read as that event.
fn sent<S: WriteEvents<Event: PartialEq + std::fmt::Debug>>(event: &S::Event) -> String {
    let message = S::to_message(event).expect("it can be written");
    let dispatch = S::dispatch(&message).expect("it fits").into_parts().0;
    let (Dispatch::Yield(read) | Dispatch::Finish(read) | Dispatch::Unknown(read)) = dispatch
    else {
        panic!("no item: {message:?}");
    };
    assert_eq!(read, *event);
    format!(
        "{}|{}",
        message.event_field().unwrap_or("-"),
        message.data()
    )
}

fn status(text: &str) -> Status {
    Status { text: text.into() }
}

#[test]
fn the_name_is_in_the_event_field() {
    assert_eq!(
        sent::<Feed>(&Feed::Update(status("Hi"))),
        r#"update|{"text":"Hi"}"#
    );
    assert_eq!(sent::<Feed>(&Feed::Delete("a\nb".into())), "delete|a\nb");
    assert_eq!(sent::<Feed>(&Feed::Tick), "tick|{}");
    assert_eq!(sent::<Feed>(&Feed::Done(status(""))), r#"done|{"text":""}"#);
    let unknown = UnknownEvent::new("new", &Message::new("any text"));
    assert_eq!(
        sent::<Feed>(&Feed::Unknown(Box::new(unknown))),
        "new|any text"
    );
}

#[test]
fn the_name_is_in_the_data_unless_the_payload_says_it() {
    assert_eq!(
        sent::<Lines>(&Lines::Status(status("Hi"))),
        r#"-|{"type":"status","text":"Hi"}"#
    );
    assert_eq!(
        sent::<Lines>(&Lines::Tagged(Tagged::Other { text: "a".into() })),
        r#"-|{"type":"other","text":"a"}"#
    );
    assert_eq!(sent::<Lines>(&Lines::Tick), r#"-|{"type":"tick"}"#);
}

#[test]
fn what_cannot_say_its_name_is_an_error() {
    for event in [
        Lines::List(vec![1]),
        Lines::Map([("type".to_owned(), "status".to_owned())].into()),
    ] {
        let error = Lines::to_message(&event).expect_err("nobody would read it");
        assert_eq!(error.field().name(), "event");
    }
}

#[test]
fn a_failure_is_sent_as_the_first_event_that_has_its_type() {
    let problem = FeedFailure::Problem(Problem {
        message: "no".into(),
    });
    let busy = FeedFailure::Busy(Busy { wait: 3 });
    let mut encoder = Encoder::<Feed>::new();
    let sent = |failure: &FeedFailure| Feed::failure_message(failure).expect("an event has it");
    assert_eq!(sent(&problem).unwrap().event_type(), "error");
    assert_eq!(sent(&busy).unwrap().event_type(), "busy");
    let lost = problem
        .write_lost()
        .expect("its type is `Problem`")
        .unwrap();
    assert_eq!(lost.event_type(), "lost");
    assert!(busy.write_error().is_none());
    for message in [sent(&problem).unwrap(), sent(&busy).unwrap(), lost] {
        let read = Feed::dispatch(&message).expect("a failure");
        assert!(
            matches!(read, Dispatch::Fail(it) if it == problem || it == busy),
            "{message:?}"
        );
    }
    let bytes = encoder.fail(&busy).expect("it is written");
    assert_eq!(bytes, "event: busy\ndata: {\"wait\":3}\n\n");
    assert_eq!(encoder.finish().expect("a failure is an end"), "");

    let other = FeedFailure::Other("what".into());
    assert!(Feed::failure_message(&other).is_none());
    let error = encoder.fail(&other).expect_err("no event says it");
    assert_eq!(
        error.to_string(),
        "a message's `event` cannot be written: no declared event says this failure"
    );

    let failed = LinesFailure::Problem(Problem {
        message: "no".into(),
    });
    let message = failed.write_error().expect("an event has it").unwrap();
    assert_eq!(message.data(), r#"{"type":"error","message":"no"}"#);
}

#[tokio::test]
async fn a_fixture_sends_its_events() {
    let fixture = Fixture::new()
        .send(&Lines::Status(status("Hi")))
        .fail::<Lines>(&LinesFailure::Problem(Problem {
            message: "no".into(),
        }));
    let mut stream = fixture.into_stream::<Lines>();
    let event = stream.next().await.expect("an event").expect("it is read");
    assert_eq!(event, Lines::Status(status("Hi")));
    let error = stream.next().await.expect("an error").unwrap_err();
    assert!(error.failure().is_some(), "{error}");
}
