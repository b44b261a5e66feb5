//! Events whose data says which they are: it is stored alone where it is read back as the same event.

use serde_json::{Value, json};
use stream_events::{Dispatch, Message, StreamEvents};

use crate::formats::{comes_back, comes_back_from_toml};

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "typed.json")]
pub struct Typed;

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "placed.json")]
pub struct Placed;

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "content.json")]
pub struct Content;

/// The event that this data is.
fn event<S: StreamEvents>(data: &str, id: &str) -> S::Event {
    match S::dispatch(&Message::new(data).with_last_event_id(id)) {
        Ok(Dispatch::Yield(event) | Dispatch::Unknown(event)) => event,
        _ => panic!("{data}"),
    }
}

fn stored<S>(data: &str) -> Value
where
    S: StreamEvents,
    S::Event: std::fmt::Debug + PartialEq + serde::Serialize + serde::de::DeserializeOwned,
{
    comes_back(&event::<S>(data, ""))
}

#[test]
fn data_that_says_its_name_is_stored_alone() {
    for data in [
        json!({"type":"update","text":"Hi"}),
        json!({"type":"note","event":"free","data":{"a":1}}),
        json!({"type":"free"}),
        json!({"type":"tick"}),
        json!({"type":"table","a":"b"}),
        json!({"type":"new","a":[1]}),
    ] {
        assert_eq!(stored::<Typed>(&data.to_string()), data);
    }
    for data in [
        json!({"error":"no"}),
        json!({"piece":"a"}),
        json!({"text":"a"}),
        json!({}),
    ] {
        assert_eq!(stored::<Content>(&data.to_string()), data);
    }
}

#[test]
fn other_data_is_stored_beside_its_name() {
    use typed::Event;

    let shape = r#"{"type":"shape","kind":"line","length":0.5}"#;
    let written = json!({"event":"shape","data":{"kind":"line","length":0.5}});
    assert_eq!(stored::<Typed>(shape), written);
    // None of these comes from a stream, and yet what is stored is what is read.
    for (event, written) in [
        (Event::List(vec![1]), json!({"event":"list","data":[1]})),
        (Event::Maybe(None), json!({"event":"maybe","data":null})),
        (
            Event::Anything(json!({"a":1})),
            json!({"event":"anything","data":{"a":1}}),
        ),
        (
            Event::Anything(json!("a")),
            json!({"event":"anything","data":"a"}),
        ),
        (
            Event::Table([("type".into(), "log".into())].into()),
            json!({"event":"table","data":{"type":"log"}}),
        ),
        (
            Event::Table([("event".into(), "log".into())].into()),
            json!({"event":"table","data":{"event":"log"}}),
        ),
        (Event::Log("{}".into()), json!({"event":"log","data":"{}"})),
    ] {
        assert_eq!(comes_back(&event), written);
    }
}

#[test]
fn data_that_looks_as_if_stored_beside_a_name_is_stored_in_it() {
    let wrapped = r#"{"type":"wrapped","event":"tick","data":1,"id":"a"}"#;
    assert_eq!(
        stored::<Typed>(wrapped),
        serde_json::from_str::<Value>(wrapped).unwrap()
    );
    for (data, written) in [
        (
            r#"{"event":"update"}"#,
            json!({"event":"update","data":{"event":"update"}}),
        ),
        (
            r#"{"event":"update","data":{"event":"tick"}}"#,
            json!({"event":"update","data":{"event":"update","data":{"event":"tick"}}}),
        ),
        (r#"{"event":"tick"}"#, json!({"event":"tick"})),
        (
            r#"{"event":"log"}"#,
            json!({"event":"log","data":"{\"event\":\"log\"}"}),
        ),
        (
            r#"{"event":"new","data":"a"}"#,
            json!({"event":"new","data":{"event":"new","data":"a"},"id":""}),
        ),
        (
            r#"{"event":"new","more":"a"}"#,
            json!({"event":"new","more":"a"}),
        ),
    ] {
        assert_eq!(stored::<Placed>(data), written);
    }
}

#[test]
fn an_unknown_event_whose_data_does_not_say_all_is_stored_beside_its_name() {
    for (data, id, written) in [
        (
            r#"{"type":"new"}"#,
            "7",
            json!({"event":"new","data":{"type":"new"},"id":"7"}),
        ),
        (
            r#"{"type":5}"#,
            "",
            json!({"event":"message","data":{"type":5},"id":""}),
        ),
        ("[1]", "", json!({"event":"message","data":[1],"id":""})),
        (
            "hello",
            "7",
            json!({"event":"message","data":"hello","id":"7"}),
        ),
        (
            r#"{"type":"new","n":1e400}"#,
            "",
            json!({"event":"new","data":r#"{"type":"new","n":1e400}"#,"id":""}),
        ),
    ] {
        let event = event::<Typed>(data, id);
        assert!(matches!(event, typed::Event::Unknown(_)));
        assert_eq!(comes_back(&event), written, "{data}");
        comes_back_from_toml(&event);
    }
}

#[test]
fn a_sentinel_is_no_event() {
    let read = serde_json::from_str::<typed::Event>(r#"{"type":"over"}"#);
    assert!(read.is_err());
}
