//! Events whose name comes from the `event` field: what is stored has it beside the data.

use serde_json::json;
use stream_events::{Dispatch, Message, StreamEvents};

use crate::formats::{comes_back, comes_back_from_toml};

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "feed.json")]
pub struct Feed;

use feed::Event;

/// The event that a message is.
fn event(name: &str, data: &str) -> Event {
    match Feed::dispatch(&Message::new(data).with_event(name).with_last_event_id("7")) {
        Ok(
            Dispatch::Yield(event)
            | Dispatch::Unknown(event)
            | Dispatch::Complete(event)
            | Dispatch::Finish(event),
        ) => event,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_declared_event_is_stored_under_its_name() {
    for (name, data, written) in [
        (
            "update",
            r#"{"id":1,"text":"Hi"}"#,
            json!({"id":1,"text":"Hi"}),
        ),
        ("title", r#""{}""#, json!("{}")),
        ("score", "0.5", json!(0.5)),
        ("score", "null", json!(null)),
        ("delete", "12", json!("12")),
        ("delete", "", json!("")),
        ("delete", "\"quoted\"", json!("\"quoted\"")),
    ] {
        let event = event(name, data);
        assert!(!matches!(event, Event::Unknown(_)), "{name}");
        assert_eq!(
            comes_back(&event),
            json!({ "event": name, "data": written })
        );
    }
    let caught_up = event("caught_up", "anything");
    assert_eq!(comes_back(&caught_up), json!({ "event": "caught_up" }));
}

#[test]
fn an_unknown_event_is_stored_with_its_id() {
    for (data, written) in [
        (r#"{"a":[1,null]}"#, json!({"a":[1,null]})),
        ("[18446744073709551615]", json!([u64::MAX])),
        ("1.5", json!(1.5)),
        ("true", json!(true)),
        // What structure would not bring back is its text.
        ("hello", json!("hello")),
        ("\"hello\"", json!("\"hello\"")),
        ("null", json!(null)),
        ("18446744073709551616", json!("18446744073709551616")),
        (r#"{"n":1e400}"#, json!(r#"{"n":1e400}"#)),
        (
            r#"{"n":0.10000000000000000001}"#,
            json!(r#"{"n":0.10000000000000000001}"#),
        ),
        (r#"["\ud83d"]"#, json!(r#"["\ud83d"]"#)),
    ] {
        let event = event("new", data);
        let json = json!({ "event": "new", "data": written, "id": "7" });
        assert_eq!(comes_back(&event), json, "{data}");
    }
}

#[test]
fn floats_come_back_to_the_last_bit() {
    for rating in [
        0.1,
        0.300_000_000_000_000_04,
        0.907_303_832_202_868_9,
        8.383_658_838_626_809e-78,
        -2.693_554_001_703_998e265,
        1e-7,
        123_456_789.123_456_78,
        2.638_344_616_030_823e-256,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
    ] {
        let update = format!(
            r#"{{"id":1,"text":"","rating":{rating:e},"part":{{"kind":"new","n":{rating:e}}},"more":[{rating:e}]}}"#
        );
        let event = event("update", &update);
        let Event::Update(update) = &event else {
            panic!("{event:?}")
        };
        assert_eq!(update.rating, Some(rating));
        comes_back(&event);
        comes_back_from_toml(&event);
    }
}

#[test]
fn a_payload_that_does_not_fit_is_kept_with_the_reason() {
    let event = event("strict", r#"{ "n" : "1" }"#);
    let stored = comes_back(&event);
    assert_eq!(
        stored,
        json!({
            "event": "strict", "data": { "n": "1" }, "id": "7",
            "reason": {
                "path": "n", "message": "invalid type: string \"1\", expected i64",
                "outcome": "complete"
            }
        })
    );
    comes_back_from_toml(&event);
}

#[test]
fn what_another_program_stored_is_read() {
    let read = |json: &str| serde_json::from_str::<Event>(json);
    // It did not know the event yet.
    let update = read(r#"{"event":"update","data":{"id":1,"text":""},"id":"7"}"#).unwrap();
    assert!(matches!(update, Event::Update(_)));
    let title = read(r#"{"event":"title","data":"\"Hi\"","id":"7"}"#).unwrap();
    assert_eq!(title, Event::Title("Hi".to_owned()));
    // It still knew the event.
    let gone = read(r#"{"event":"gone","data":{"a":1}}"#).unwrap();
    assert!(matches!(&gone, Event::Unknown(it) if it.event_type == "gone"));
    comes_back(&gone);
    // It kept what does not fit, or never looked at it.
    for name in ["update", "strict", "ping", "error"] {
        let json = format!(r#"{{"event":"{name}","data":{{"id":"x"}},"id":""}}"#);
        let kept = read(&json).unwrap();
        assert!(matches!(&kept, Event::Unknown(it) if it.event_type == name));
        comes_back(&kept);
    }
    // It was handed what does not fit.
    let strict = read(r#"{"event":"strict","data":{}}"#).unwrap();
    assert!(matches!(&strict, Event::Unknown(it) if it.reason.is_some()));
}

#[test]
fn what_is_no_event_is_an_error_that_says_why() {
    for (json, message) in [
        (
            r#"{"id":1,"text":"Hi"}"#,
            "this is neither an object of `event` and `data`, nor data that says which event it is",
        ),
        (
            r#"{"event":"update","data":{"id":1}}"#,
            "the payload of `update` does not fit: missing field `text`",
        ),
        (
            r#"{"event":"ping"}"#,
            "`ping` is not an event that a stream yields",
        ),
        (
            r#"{"event":"error","data":"x"}"#,
            "`error` is not an event that a stream yields",
        ),
    ] {
        let error = serde_json::from_str::<Event>(json).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_failure_that_is_text_comes_back() {
    for text in ["no", "", "\"no\"", "{}", "12"] {
        let stored = comes_back(&feed::Failure::Other(text.to_owned()));
        assert_eq!(stored, json!(text));
    }
}
