//! Payloads: JSON, text and none, and where the event type is looked for.

use serde::Deserialize;
use stream_events::{Dispatch, Message, StreamEvents, UnknownEvent};

use super::{dispatch, item};

#[derive(Debug, PartialEq, Deserialize)]
struct Status {
    id: u64,
    account: Account,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Account {
    name: String,
}

/// A payload that is made from text, and has no schema.
#[derive(Debug, PartialEq)]
struct Id(String);

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self(text)
    }
}

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(skip("ping"))]
enum Feed {
    #[event("update", "status.update")]
    Update(Status),
    #[event("boxed")]
    Boxed(Box<Status>),
    #[event("many")]
    Many(Vec<Option<u8>>),
    #[event("delete", content = "text")]
    Delete(Id),
    #[event("notice", content = "text")]
    Notice(std::sync::Arc<str>),
    #[event("filters_changed")]
    FiltersChanged,
    #[event("reset", content = "none")]
    Reset,
    #[event(unknown)]
    Unknown(UnknownEvent),
}

const STATUS: &str = r#"{"id":1,"account":{"name":"a"},"new":true}"#;

fn status() -> Status {
    Status {
        id: 1,
        account: Account {
            name: "a".to_owned(),
        },
    }
}

#[test]
fn json_is_decoded_as_the_payload() {
    assert_eq!(item::<Feed>("update", STATUS), Feed::Update(status()));
    assert_eq!(
        item::<Feed>("boxed", STATUS),
        Feed::Boxed(Box::new(status()))
    );
    assert_eq!(
        item::<Feed>("many", "[1,null]"),
        Feed::Many(vec![Some(1), None])
    );
}

#[test]
fn a_variant_may_have_several_names() {
    assert_eq!(
        item::<Feed>("status.update", STATUS),
        Feed::Update(status())
    );
}

#[test]
fn text_is_the_data_as_it_is() {
    assert_eq!(
        item::<Feed>("delete", "12\"3"),
        Feed::Delete(Id("12\"3".to_owned()))
    );
    assert_eq!(item::<Feed>("notice", "a\nb"), Feed::Notice("a\nb".into()));
}

#[test]
fn data_of_no_interest_is_never_parsed() {
    assert_eq!(
        item::<Feed>("filters_changed", "undefined"),
        Feed::FiltersChanged
    );
    assert_eq!(item::<Feed>("reset", "{"), Feed::Reset);
    assert!(matches!(dispatch::<Feed>("ping", "{"), Ok(Dispatch::Skip)));
}

#[test]
fn a_mismatch_names_the_event_and_the_path() {
    let mismatch = dispatch::<Feed>("update", r#"{"id":1,"account":{"name":2}}"#).unwrap_err();
    assert_eq!(mismatch.event_type(), "update");
    assert_eq!(mismatch.path(), "account.name");
    assert_eq!(
        mismatch.reason(),
        "invalid type: integer `2`, expected a string"
    );

    // By the name it came under.
    let mismatch = dispatch::<Feed>("status.update", r#"{"id":-1}"#).unwrap_err();
    assert_eq!(
        (mismatch.event_type(), mismatch.path()),
        ("status.update", "id")
    );
}

#[derive(Debug, PartialEq, Deserialize)]
struct Chunk {
    delta: String,
}

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(
    dispatch("event", "/type", has("/error", type = "error"), type = "chunk"),
    fail("error"),
    unknown = "fail"
)]
enum Chat {
    #[event("chunk")]
    Chunk(Chunk),
    #[event("done", content = "none")]
    Done,
}

#[test]
fn the_event_type_is_looked_for_in_every_place_in_turn() {
    let dispatch = |message: Message<'_>| Chat::dispatch(&message).unwrap();
    let chunk = || Chunk {
        delta: "a".to_owned(),
    };

    let message = Message::new(r#"{"delta":"a"}"#);
    assert!(matches!(dispatch(message), Dispatch::Yield(Chat::Chunk(it)) if it == chunk()));
    let message = Message::new(r#"{"delta":"a","type":"done"}"#).with_event("data");
    assert!(matches!(dispatch(message), Dispatch::Yield(Chat::Done)));
    let message = Message::new(r#"{"type":"done"}"#).with_event("chunk");
    assert!(Chat::dispatch(&message).is_err());
    let message = Message::new(r#"{"delta":"a","error":null}"#);
    assert!(matches!(dispatch(message), Dispatch::Yield(Chat::Chunk(_))));
    let message = Message::new(r#"{"delta":"a","error":{}}"#);
    assert!(matches!(dispatch(message), Dispatch::Fail(_)));
}

#[test]
fn an_event_knows_its_type_on_the_wire() {
    assert_eq!(Chat::Done.event_type(), "done");
    assert_eq!(
        Chat::Chunk(Chunk {
            delta: String::new()
        })
        .event_type(),
        "chunk"
    );
}
