//! What the derive generates: it compiles under the strictest lints, and it reads and writes JSON
//! as the mapping table says.
//!
//! The files are expansions of the documents beside them, held in step by the suite `goldens` of
//! `stream-events-codegen`.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]
#![allow(
    unreachable_pub,
    clippy::module_inception,
    reason = "the goldens are public, and a test has no public; their files are called like them"
)]

#[rustfmt::skip]
#[path = "../../expand/handling.rs"]
mod handling;
#[rustfmt::skip]
#[path = "../../expand/hostile.rs"]
mod hostile;
#[rustfmt::skip]
#[path = "../../expand/names.rs"]
mod names;
#[rustfmt::skip]
#[path = "../../expand/nulls.rs"]
mod nulls;
#[rustfmt::skip]
#[path = "../../expand/objects.rs"]
mod objects;
#[rustfmt::skip]
#[path = "../../expand/recursive.rs"]
mod recursive;
#[rustfmt::skip]
#[path = "../../expand/snapshot.rs"]
mod snapshot;
#[rustfmt::skip]
#[path = "../../expand/strings.rs"]
mod strings;
#[rustfmt::skip]
#[path = "../../expand/unions.rs"]
mod unions;

mod grown;
mod handled;
mod made;
mod object;
mod union;

use serde_json::{Value, json};
use stream_events::{Dispatch, Message, Mismatch, StreamEvents};
use stream_events_tests::stored::data_of;

/// The meaning of this data under this event type.
fn dispatch<S: StreamEvents>(event: &str, data: &str) -> Result<Dispatch<S>, Mismatch> {
    S::dispatch(&Message::new(data).with_event(event))
}

/// The item that this data is, whatever it means for the stream.
fn item<S: StreamEvents>(event: &str, data: &str) -> S::Event {
    match dispatch::<S>(event, data) {
        Ok(
            Dispatch::Yield(event)
            | Dispatch::Unknown(event)
            | Dispatch::Complete(event)
            | Dispatch::Finish(event),
        ) => event,
        Ok(_) => panic!("{data} is no item"),
        Err(mismatch) => panic!("{mismatch}"),
    }
}

fn mismatch<S: StreamEvents>(event: &str, data: &str) -> Mismatch {
    match dispatch::<S>(event, data) {
        Err(mismatch) => mismatch,
        Ok(_) => panic!("{data} fits"),
    }
}

fn json<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).expect("it can be written")
}

#[test]
fn wire_names_survive_their_rust_names() {
    let data = json!({
        "type": "a", "self": "b", "crate": "c", "fn": "d", "a-b": "e", "a_b": "f", "": "g",
        "$id": "h", "key": "i", "entries": "j", "map": "k", "naïve": "l", "it`s": "m"
    });
    let event = item::<names::Names>("self", &data.to_string());
    assert_eq!(data_of(&event), data);
    let data = json!({ "level": ">=", "string": { "value": "x" } });
    let event = item::<names::Names>("unknown", &data.to_string());
    assert_eq!(data_of(&event), data);
}

/// Run with `--features serde_json/arbitrary_precision` it is another test: fractions then come as maps.
#[test]
fn fractions_are_told_apart_from_strings() {
    for m in [json!(0.5), json!("0.5")] {
        let data = json!({ "t": "a", "m": m });
        let event = item::<names::Names>("a", &data.to_string());
        assert_eq!(data_of(&event), data);
    }
}

#[test]
fn recursive_types_are_read_and_written() {
    let data = json!({ "op": "not", "filter": { "op": "all", "filters": [] } });
    let event = item::<recursive::Recursive>("filter", &data.to_string());
    assert_eq!(data_of(&event), data);
    let data = json!({ "children": [{ "parent": { "by_name": { "a": {} } } }] });
    let event = item::<recursive::Recursive>("tree", &data.to_string());
    assert_eq!(data_of(&event), data);
}

#[test]
fn hostile_descriptions_change_nothing() {
    let data = json!({ "html": "<b>" });
    let event = item::<hostile::Hostile>("a`b", &data.to_string());
    assert_eq!(data_of(&event), data);
}

#[test]
fn what_does_not_fit_is_null_where_the_document_says_so() {
    let data = r#"{"id":"o","color":1,"lines":[{"type":"item","count":-1},{"type":"group","lines":{}}],
        "labels":{"a":1},"note":[1],"any":1,"free":[]}"#;
    let message = Message::new(data).with_event("order");
    let (dispatch, nulls) = nulls::Nulls::dispatch(&message)
        .expect("an order")
        .into_parts();
    let Dispatch::Yield(nulls::nulls::Event::Order(order)) = dispatch else {
        panic!("an order")
    };
    let paths: Vec<_> = nulls.iter().map(Mismatch::path).collect();
    let expected = [
        "color",
        "lines[0]",
        "lines[1].lines",
        "labels.a",
        "note",
        "free",
    ];
    assert_eq!(paths, expected);
    assert_eq!(order.lines.len(), 2);
    let strict = Message::new(r#"{"a":1}"#).with_event("strict");
    assert!(nulls::Nulls::dispatch(&strict).is_err());
}
