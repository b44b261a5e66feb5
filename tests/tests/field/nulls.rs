//! Payloads in which something does not fit: what does not is null.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use stream_events::{AsyncStream, Dispatch, Message, Mismatch, StreamEvents};

/// A payload of the user's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    n: u8,
    #[serde(default)]
    list: Vec<u8>,
}

/// All that a payload can be made of.
#[derive(Debug, StreamEvents)]
#[stream_events(
    schema = "tests/field/orders.json",
    replace("#/$defs/Own" = Own),
    format("hours" = std::num::NonZeroU8)
)]
pub struct Orders;

/// What came of an event: its data as it is written, and path and text of what does not fit.
pub(super) fn read(event: &str, data: &str) -> Result<(Value, Vec<[String; 2]>), Mismatch> {
    let (dispatch, nulls) = dispatch(event, data)?.into_parts();
    let event = match dispatch {
        Dispatch::Yield(event) | Dispatch::Complete(event) => event,
        other => panic!("{other:?}"),
    };
    let mut stored = serde_json::to_value(&event).expect("it is written");
    let read_again: orders::Event = serde_json::from_value(stored.clone()).expect("it is read");
    assert_eq!(read_again, event);
    if stored.get("data").is_some() {
        stored = stored["data"].take();
    }
    let nulls = nulls.iter();
    let nulls = nulls.map(|it| [it.path().to_owned(), it.data().to_owned()]);
    Ok((stored, nulls.collect()))
}

pub(super) fn dispatch(event: &str, data: &str) -> Result<Dispatch<Orders>, Mismatch> {
    Orders::dispatch(&Message::new(data).with_event(event))
}

/// An order with these entries besides what it must have.
pub(super) fn order(entries: &str) -> (Value, Vec<[String; 2]>) {
    let data = format!(r#"{{"id":"o","tags":[],"counts":[],"labels":{{}},"parts":[],{entries}}}"#);
    let (mut order, nulls) = read("order", &data).expect("it is an order");
    let entries = order.as_object_mut().expect("an object");
    entries.retain(|key, value| key != "id" && *value != json!([]) && *value != json!({}));
    (order, nulls)
}

#[track_caller]
fn check(entries: &str, becomes: impl Into<Value>, dropped: &[(&str, &str)]) {
    let (order, nulls) = order(entries);
    assert_eq!(order, becomes.into(), "{entries}");
    let dropped: Vec<_> = dropped
        .iter()
        .map(|(path, json)| [(*path).to_owned(), (*json).to_owned()])
        .collect();
    assert_eq!(nulls, dropped, "{entries}");
}

#[test]
fn case_13_what_does_not_fit_is_null_and_is_told() {
    check(
        r#""note":7,"price":"1""#,
        json!({}),
        &[("note", "7"), ("price", "\"1\"")],
    );
    // A required list or map is empty.
    check(r#""tags":{"a":1}"#, json!({}), &[("tags", r#"{"a":1}"#)]);
    check(r#""labels":[ 1 ]"#, json!({}), &[("labels", "[ 1 ]")]);
    // An item that may not be null takes the list with it.
    check(
        r#""tags":["a",1,"b"]"#,
        json!({}),
        &[("tags", r#"["a",1,"b"]"#)],
    );
    check(
        r#""counts":[1,"2",1.5,null,4.0]"#,
        json!({ "counts": [1, null, null, null, 4] }),
        &[("counts[1]", "\"2\""), ("counts[2]", "1.5")],
    );
    // An entry is left out.
    check(
        r#""labels":{"a":"b","c":1,"d":"e"}"#,
        json!({ "labels": { "a": "b", "d": "e" } }),
        &[("labels.c", "1")],
    );
    check(
        r#""more":true,"less":"no""#,
        json!({ "more": true }),
        &[("less", "\"no\"")],
    );
    // The nearest that may be null.
    check(
        r#""note":"n","usage":{"input":1,"details":{}}"#,
        json!({ "note": "n" }),
        &[("usage", r#"{"input":1,"details":{}}"#)],
    );
    check(
        r#""tree":{"name":"a","left":{"name":"b","right":{"name":3}},"right":{"left":null}}"#,
        json!({ "tree": { "name": "a", "left": { "name": "b" } } }),
        &[
            ("tree.left.right", r#"{"name":3}"#),
            ("tree.right", r#"{"left":null}"#),
        ],
    );
}

#[test]
fn case_13_the_reason_says_what_does_not_fit_and_where() {
    let data = r#"{"id":"o","usage":{"input":1,"details":{}},"note":7}"#;
    let (_, nulls) = dispatch("order", data).expect("an order").into_parts();
    let told: Vec<_> = nulls
        .iter()
        .map(|it| (it.event_type(), it.path(), it.reason()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "order",
                "usage",
                "missing field `cached` at `usage.details`"
            ),
            (
                "order",
                "note",
                "invalid type: integer `7`, expected a string"
            ),
        ]
    );
}

#[test]
fn case_14_a_variant_that_does_not_fit_is_kept_as_unknown() {
    let text = r#"{"type":"text", "text" : 1.10 }"#;
    check(
        &format!(r#""parts":[{text},{{"type":"text","text":"x"}},{{"type":"new","a":1}}]"#),
        json!({ "parts": [{ "type": "text", "text": 1.1 }, { "type": "text", "text": "x" }, { "type": "new", "a": 1 }] }),
        &[("parts[0]", text)],
    );
    let data = format!(r#"{{"id":"o","parts":[{text}],"tags":[],"counts":[],"labels":{{}}}}"#);
    let (dispatch, _) = dispatch("order", &data).expect("an order").into_parts();
    let Dispatch::Yield(orders::Event::Order(order)) = dispatch else {
        panic!("an order")
    };
    let orders::Part::Unknown(unknown) = &order.parts[0] else {
        panic!("it does not fit")
    };
    assert_eq!((unknown.tag.as_str(), unknown.json.get()), ("text", text));

    // Something in it that may be null is null before that.
    check(
        r#""parts":[{"type":"photo","url":"u","width":"w"}]"#,
        json!({ "parts": [{ "type": "photo", "url": "u" }] }),
        &[("parts[0].width", "\"w\"")],
    );
    // The inner one of two.
    let inner = r#"{"type":"group","of":"tree","tree":{}}"#;
    let (_, nulls) = order_parts(inner);
    assert_eq!(nulls, [["parts[0]".to_owned(), inner.to_owned()]]);
    let outer = format!(r#"{{"of":"parts","parts":[{inner},{{"type":"text"}}],"type":"group"}}"#);
    let (parts, nulls) = order_parts(&outer);
    assert_eq!(
        parts,
        serde_json::from_str::<Value>(&format!("[{outer}]")).expect("JSON")
    );
    assert_eq!(
        nulls,
        [
            ["parts[0].parts[0]".to_owned(), inner.to_owned()],
            [
                "parts[0].parts[1]".to_owned(),
                r#"{"type":"text"}"#.to_owned()
            ],
        ]
    );
    // Without a tag there is nothing to keep it by.
    check(
        r#""parts":[{"text":"x"}]"#,
        json!({}),
        &[("parts", r#"[{"text":"x"}]"#)],
    );
    check(
        r#""parts":[{"type":1}]"#,
        json!({}),
        &[("parts", r#"[{"type":1}]"#)],
    );
    check(r#""parts":["x"]"#, json!({}), &[("parts", r#"["x"]"#)]);

    let (part, nulls) = read("part", text).expect("an event");
    assert_eq!(part, json!({ "type": "text", "text": 1.1 }));
    assert_eq!(nulls, [[String::new(), text.to_owned()]]);
}

fn order_parts(parts: &str) -> (Value, Vec<[String; 2]>) {
    let (mut order, nulls) = order(&format!(r#""parts":[{parts}]"#));
    (order["parts"].take(), nulls)
}

#[test]
fn case_17_unions_of_kinds_and_types_of_the_users_are_null_where_they_do_not_fit() {
    check(
        r#""content":{"a":1}"#,
        json!({}),
        &[("content", r#"{"a":1}"#)],
    );
    check(r#""content":[1]"#, json!({}), &[("content", "[1]")]);
    check(
        r#""content":[{"type":"text"}]"#,
        json!({ "content": [{ "type": "text" }] }),
        &[("content[0]", r#"{"type":"text"}"#)],
    );
    check(
        r#""own":{"n":1,"list":[256]}"#,
        json!({}),
        &[("own", r#"{"n":1,"list":[256]}"#)],
    );
    check(
        r#""own":{"n":1},"at":3"#,
        json!({ "own": { "n": 1, "list": [] }, "at": 3 }),
        &[],
    );
    check(
        r#""own":{"n":1},"at":0"#,
        json!({ "own": { "n": 1, "list": [] } }),
        &[("at", "0")],
    );
    check(r#""color":1"#, json!({}), &[("color", "1")]);
    check(
        r#""any":[1e400,{"a":1}]"#,
        json!({ "any": [null, { "a": 1 }] }),
        &[("any[0]", "1e400")],
    );
    let (_, nulls) = dispatch("order", r#"{"id":"o","own":{"n":1,"list":[256]}}"#)
        .expect("an order")
        .into_parts();
    assert_eq!(
        nulls[0].reason(),
        "invalid value: integer `256`, expected u8 at `own.list[0]`"
    );
}

#[test]
fn case_16_unclean_json_is_read_and_kept_as_it_came() {
    check(
        r#""note":"nice \ud83d","price":NaN,"counts":[-Infinity,2]"#,
        json!({ "note": "nice \u{fffd}", "counts": [null, 2] }),
        &[
            ("note", r#""nice \ud83d""#),
            ("price", "NaN"),
            ("counts[0]", "-Infinity"),
        ],
    );
    check(
        "\"note\":\"a\tb\nc\"",
        json!({ "note": "a\tb\nc" }),
        &[("note", "\"a\tb\nc\"")],
    );
    check(
        "\"any\":{\"a\":[NaN,\"\\ude00\"]},\"labels\":{\"x\u{1}\":\"y\"}",
        json!({ "any": { "a": [null, "\u{fffd}"] }, "labels": { "x\u{1}": "y" } }),
        &[
            ("any.a[0]", "NaN"),
            ("any.a[1]", "\"\\ude00\""),
            ("labels.x\u{1}", "\"x\u{1}\""),
        ],
    );
    // What is kept raw stays as it came.
    let raw = "{\"a\":\"x\ty\",\"n\":NaN}";
    let unknown = "{\"type\":\"new\",\"n\":NaN}";
    let known = "{\"type\":\"text\",\"n\":\"\t\"}";
    let data = format!(r#"{{"id":"o","raw":{raw},"parts":[{unknown},{known}],"ignored":{raw}}}"#);
    let (dispatch, nulls) = dispatch("order", &data).expect("an order").into_parts();
    let Dispatch::Yield(orders::Event::Order(order)) = dispatch else {
        panic!("an order")
    };
    assert_eq!(
        order.raw.as_ref().map(stream_events::RawJson::get),
        Some(raw)
    );
    let kept: Vec<_> = order
        .parts
        .iter()
        .map(|it| match it {
            orders::Part::Unknown(it) => it.json.get(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(kept, [unknown, known]);
    let told: Vec<_> = nulls.iter().map(|it| (it.path(), it.data())).collect();
    assert_eq!(
        told,
        [
            ("raw", raw),
            ("parts[0]", unknown),
            ("parts[1]", known),
            ("ignored", raw)
        ]
    );
    // And is written as what it was read as.
    let written = serde_json::to_value(&*order).expect("it is written");
    assert_eq!(written["raw"], json!({ "a": "x\ty", "n": null }));
}

#[test]
fn case_16_a_payload_of_the_users_own_is_read_from_clean_json() {
    let (own, nulls) = read("own", "{\"n\":1,\n \"list\":[]\n}").expect("it fits");
    assert_eq!((own, nulls), (json!({ "n": 1, "list": [] }), vec![]));
    assert!(read("own", "{\"n\":\"\t\"}").is_err());
    let (step, nulls) =
        read("step", "{\"type\":\"step\",\"state\":\"\t\",\"tree\":null}").expect("it fits");
    assert_eq!(step["state"], "\t");
    assert_eq!(nulls.len(), 1);
}

#[test]
fn case_13_only_what_reaches_the_top_is_an_error_as_ever() {
    for data in [
        r#"{"id":7}"#,
        "{}",
        "[]",
        "7",
        "{\"id\":\"o\"",
        "{\"id\":\"o\",}",
    ] {
        let mismatch = dispatch("order", data).expect_err(data);
        assert_eq!((mismatch.event_type(), mismatch.data()), ("order", data));
    }
    let mismatch = dispatch("order", r#"{"note":1,"id":7}"#).expect_err("no id");
    assert_eq!(mismatch.path(), "note");
    // Other events do as they say.
    assert!(dispatch("strict", r#"{"name":"a","left":1}"#).is_err());
    let kept = dispatch("kept", r#"{"name":"a","left":1}"#);
    assert!(matches!(kept, Ok(Dispatch::Unknown(_))));
}

#[test]
fn case_05_a_condition_is_asked_of_what_was_read() {
    let done = dispatch("step", r#"{"type":"step","state":"done","tree":{}}"#).expect("it fits");
    let (done, nulls) = done.into_parts();
    assert!(matches!(done, Dispatch::Complete(_)));
    assert_eq!(nulls.len(), 1);
    let (other, _) = dispatch("step", r#"{"type":"step","state":["done"]}"#)
        .expect("it fits")
        .into_parts();
    assert!(matches!(other, Dispatch::Yield(_)));
}

#[test]
fn case_13_a_stream_tells_what_is_null_in_its_last_item() {
    let order = r#"{"id":"o","note":1,"price":2,"counts":["3"]}"#;
    let bytes = format!(
        "event: order\ndata: {order}\n\nevent: order\ndata: {{\"id\":\"p\"}}\n\nevent: order\ndata: {{}}\n\ndata: [DONE]\n\n"
    );
    let source = futures::stream::iter([Bytes::from(bytes)]);
    let mut events = AsyncStream::<Orders, _>::from_bytes(source);
    futures::executor::block_on(async {
        assert!(events.mismatches().is_empty());
        assert!(matches!(
            events.next().await,
            Some(Ok(orders::Event::Order(_)))
        ));
        let paths: Vec<_> = events.mismatches().iter().map(Mismatch::path).collect();
        assert_eq!(paths, ["note", "counts[0]"]);
        assert_eq!(events.last_message().expect("a message").data(), order);
        assert!(matches!(events.next().await, Some(Ok(_))));
        assert!(events.mismatches().is_empty());
        assert!(matches!(events.next().await, Some(Err(_))));
        assert!(events.next().await.is_none());
    });
    let stats = events.stats();
    assert_eq!((stats.yielded, stats.mismatches, stats.nulls), (2, 3, 2));
}
