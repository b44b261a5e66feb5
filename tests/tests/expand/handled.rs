//! What becomes of events.

use super::handling::Handling;
use super::handling::handling::{Event, Failure};
use super::{Dispatch, Message, StreamEvents, data_of, dispatch, json};

#[test]
fn sentinels_come_before_everything() {
    assert!(matches!(
        dispatch::<Handling>("log", "[DONE]"),
        Ok(Dispatch::End)
    ));
    assert!(matches!(
        dispatch::<Handling>("log", "[SKIP]"),
        Ok(Dispatch::Sentinel)
    ));
    assert!(matches!(
        dispatch::<Handling>("log", "[DONE] "),
        Ok(Dispatch::Yield(_))
    ));
}

#[test]
fn the_type_is_looked_for_in_the_declared_order() {
    let of = |data: &str| Handling::dispatch(&Message::new(data.to_owned()));
    assert!(matches!(
        of(r#"{"meta":{"type":"done"},"status":"running"}"#),
        Ok(Dispatch::Yield(Event::Done(_)))
    ));
    assert!(matches!(
        of(r#"{"error":{}}"#),
        Ok(Dispatch::Fail(Failure::Problem(_)))
    ));
    assert!(matches!(
        of(r#"{"error":null}"#),
        Ok(Dispatch::Yield(Event::Chunk(_)))
    ));
    assert!(matches!(of("{}"), Ok(Dispatch::Yield(Event::Chunk(_)))));
}

#[test]
fn conditions_are_field_access() {
    let chunk = |reason: &str| {
        let data = format!(r#"{{"choices":[{{"finish_reason":{reason}}}]}}"#);
        dispatch::<Handling>("chunk", &data)
    };
    assert!(matches!(chunk(r#""stop""#), Ok(Dispatch::Complete(_))));
    assert!(matches!(chunk("null"), Ok(Dispatch::Yield(_))));
    let done = |data: &str| dispatch::<Handling>("done", data);
    assert!(matches!(
        done(r#"{"status":"failed","extra":{"note":1}}"#),
        Ok(Dispatch::Finish(_))
    ));
    assert!(matches!(
        done(r#"{"status":"running","extra":{"note":1}}"#),
        Ok(Dispatch::Yield(_))
    ));
    assert!(matches!(
        done(r#"{"status":"failed","extra":{"note":null}}"#),
        Ok(Dispatch::Yield(_))
    ));
}

#[test]
fn conditions_ask_for_numbers_and_booleans() {
    let progress = |share: &str, step: &str, left: &str, last: &str| {
        let data = format!(r#"{{"share":{share},"step":{step},"left":{left},"final":{last}}}"#);
        dispatch::<Handling>("progress", &data)
    };
    for (share, step) in [("1", "-1"), ("1.0", "3"), ("5e-1", "3")] {
        let dispatch = progress(share, step, "0", "true");
        assert!(
            matches!(dispatch, Ok(Dispatch::Complete(_))),
            "{share} {step}"
        );
    }
    for [share, step, left, last] in [
        ["0.51", "3", "0", "true"],
        ["1", "2", "0", "true"],
        ["1", "null", "0", "true"],
        ["1", "3", "1", "true"],
        ["1", "3", "0", "false"],
    ] {
        let dispatch = progress(share, step, left, last);
        assert!(
            matches!(dispatch, Ok(Dispatch::Yield(Event::Progress(_)))),
            "{share} {step} {left} {last}"
        );
    }
}

#[test]
fn an_event_may_say_itself_what_becomes_of_a_mismatch() {
    // The document keeps them.
    let kept = dispatch::<Handling>("done", r#"{"status":1}"#);
    assert!(matches!(kept, Ok(Dispatch::Unknown(Event::Unknown(_)))));
    let error = dispatch::<Handling>("progress", r#"{"share":"1","left":0}"#).unwrap_err();
    assert_eq!((error.event_type(), error.path()), ("progress", "share"));
}

#[test]
fn conditions_go_through_what_may_be_null() {
    let maybe = |data: &str| dispatch::<Handling>("maybe", data);
    let full = r#"{"alias":{},"named":{"deep":1},"extra":"yes"}"#;
    assert!(matches!(maybe(full), Ok(Dispatch::Finish(_))));
    for (part, without) in [
        ("\"alias\":{}", "\"alias\":null"),
        ("1", "null"),
        ("yes", "no"),
    ] {
        let data = full.replace(part, without);
        assert!(matches!(maybe(&data), Ok(Dispatch::Yield(_))), "{data}");
    }
    assert!(matches!(maybe("null"), Ok(Dispatch::Yield(_))));
}

#[test]
#[allow(deprecated, reason = "deprecated events still come")]
fn content_is_text_or_nothing_where_that_is_declared() {
    let Ok(Dispatch::Yield(Event::Log(text))) = dispatch::<Handling>("log", "{not json") else {
        panic!("text")
    };
    assert_eq!(text, "{not json");
    assert!(matches!(
        dispatch::<Handling>("tick", "x"),
        Ok(Dispatch::Yield(Event::Tick))
    ));
    assert!(matches!(
        dispatch::<Handling>("closed", "x"),
        Ok(Dispatch::Finish(Event::Closed))
    ));
    assert!(matches!(
        dispatch::<Handling>("ping", "{"),
        Ok(Dispatch::Skip)
    ));
}

#[test]
fn failures_are_typed_or_kept_as_text() {
    let Ok(Dispatch::Fail(Failure::Other(text))) = dispatch::<Handling>("error", "oh no") else {
        panic!("a failure")
    };
    assert_eq!(text, "oh no");
    assert!(matches!(
        Handling::failure(r#"{"detail":"no"}"#),
        Some(Failure::Body(body)) if body.detail == "no"
    ));
    assert!(matches!(
        Handling::failure("<html>"),
        Some(Failure::Other(_))
    ));
}

#[test]
fn a_mismatch_is_kept_with_its_reason_where_that_is_declared() {
    let Ok(Dispatch::Unknown(Event::Unknown(event))) = dispatch::<Handling>("done", "{}") else {
        panic!("kept")
    };
    assert_eq!(
        (event.event_type.as_str(), event.data.as_str()),
        ("done", "{}")
    );
    assert_eq!(
        event.reason.as_ref().map(stream_events::Mismatch::reason),
        Some("missing field `status`")
    );
    let event = Event::Unknown(event);
    assert_eq!(data_of(&event), serde_json::json!({}));
    let read: Event = serde_json::from_value(json(&event)).expect("it reads what it wrote");
    assert_eq!(read, event);
}
