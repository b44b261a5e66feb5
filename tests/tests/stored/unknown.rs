//! Events that are not declared, in enums of one's own and as they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use stream_events::{Message, Mismatch, StreamEvents, UnknownEvent};

use crate::formats::{comes_back, comes_back_from_toml};

/// With the names of the variants, as serde writes them.
#[derive(Debug, Clone, PartialEq, StreamEvents, Serialize, Deserialize)]
#[stream_events(skip("ping"))]
enum Own {
    #[event("update")]
    Update(Update),
    #[event(unknown)]
    Unknown(UnknownEvent),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Update {
    text: String,
}

fn unknown(name: &str, data: &str, id: &str) -> UnknownEvent {
    UnknownEvent::new(name, &Message::new(data).with_last_event_id(id))
}

#[test]
fn an_enum_of_ones_own_keeps_the_name_of_what_it_does_not_know() {
    let event = Own::Unknown(unknown("new", r#"{"a":[1]}"#, "7"));
    assert_eq!(
        comes_back(&event),
        json!({ "Unknown": { "event": "new", "data": { "a": [1] }, "id": "7" } })
    );
    comes_back_from_toml(&event);
    comes_back(&Own::Update(Update { text: "Hi".into() }));
}

#[test]
fn a_reason_is_kept() {
    let reason = Mismatch::new("update", "a[0].b", "missing field `c`", r#"{ "a" : [{}] }"#);
    for (reason, written) in [
        (
            reason.clone(),
            json!({ "path": "a[0].b", "message": "missing field `c`" }),
        ),
        (
            reason.clone().finishing(),
            json!({ "path": "a[0].b", "message": "missing field `c`", "outcome": "finish" }),
        ),
        (
            reason.completing(),
            json!({ "path": "a[0].b", "message": "missing field `c`", "outcome": "complete" }),
        ),
    ] {
        let mut event = unknown("update", r#"{ "a" : [{}] }"#, "");
        event.reason = Some(reason);
        let stored = comes_back(&event);
        assert_eq!(stored["reason"], written);
        comes_back_from_toml(&event);
    }
}

#[test]
fn it_can_be_part_of_something_else() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        at: u64,
        #[serde(flatten)]
        event: UnknownEvent,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Labelled {
        labels: BTreeMap<String, String>,
        #[serde(flatten)]
        event: crate::feed::feed::Event,
    }

    let event = unknown("new", "[1,2.5]", "7");
    let row = Row {
        at: 5,
        event: event.clone(),
    };
    assert_eq!(
        comes_back(&row),
        json!({"at":5,"event":"new","data":[1,2.5],"id":"7"})
    );
    let labels = BTreeMap::from([("a".to_owned(), "b".to_owned())]);
    comes_back(&Labelled {
        labels,
        event: crate::feed::feed::Event::Unknown(event),
    });
}

#[test]
fn data_is_the_same_if_it_means_the_same() {
    let event = |data| unknown("new", data, "");
    for (one, other) in [
        (r#"{"a":1,"b":[2.0]}"#, r#" { "b" : [ 2 ], "a" : 1 } "#),
        (r#""\u0041""#, r#""A""#),
        ("no JSON", "no JSON"),
    ] {
        assert_eq!(event(one), event(other));
    }
    for (one, other) in [
        ("18446744073709551616", "18446744073709551617"),
        (r#""A""#, "A"),
        ("no JSON", "no  JSON"),
        ("", "null"),
    ] {
        assert_ne!(event(one), event(other));
    }
    assert_ne!(unknown("new", "1", ""), unknown("newer", "1", ""));
    assert_ne!(unknown("new", "1", ""), unknown("new", "1", "7"));
}

#[test]
fn data_as_deep_as_can_be_comes_back() {
    let deepest = "[".repeat(128) + &"]".repeat(128);
    let stored = comes_back(&unknown("new", &deepest, ""));
    assert_eq!(stored["data"], deepest);
    let deep = &deepest[1..255];
    assert!(comes_back(&unknown("new", deep, ""))["data"].is_array());
}
