//! Unions read tag first, against a reading that looks at the whole value before it decides.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value, json};
use stream_events::{RawJson, StreamEvents};

use crate::apis::{messages, responses};
use crate::unique;

/// The document of the suite of expansions.
#[derive(StreamEvents)]
#[stream_events(schema = "../../expand/unions.json")]
struct Unions;

/// Checks the reading of a JSON text as one union after another.
pub fn check(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else {
        return;
    };
    is_read_as_by::<unions::Block>(text, block);
    is_read_as_by::<unions::Shape>(text, shape);
    is_read_as_by::<unions::Content>(text, content);
    is_read_in_any_order::<unions::Block>(text);
    is_read_in_any_order::<messages::Event>(text);
    is_read_in_any_order::<responses::Event>(text);
}

/// The text is read as `reference` reads its value.
fn is_read_as_by<T: Serialize + DeserializeOwned>(
    text: &str,
    reference: fn(&Value) -> Option<Value>,
) {
    let read = serde_json::from_str::<T>(text);
    match unique::value(text) {
        Some(value) => match (read, reference(&value)) {
            (Ok(read), Some(expected)) => {
                assert_eq!(comparable(written(&read)), comparable(expected));
            }
            (Err(_), None) => {}
            (Ok(read), None) => panic!("read as {}", written(&read)),
            (Err(error), Some(expected)) => panic!("{error} in the way of {expected}"),
        },
        None => is_json(text, read.is_ok()),
    }
}

/// What is read does not hang on the order of entries, and reads equal again when written.
fn is_read_in_any_order<T: Serialize + DeserializeOwned>(text: &str) {
    let read = serde_json::from_str::<T>(text);
    let Some(value) = unique::value(text) else {
        return is_json(text, read.is_ok());
    };
    // A `Value` rounds numbers beyond 64 bits, and what is kept as text is not rounded.
    if RawJson::new(text).ok() != RawJson::new(&value.to_string()).ok() {
        return;
    }
    // A `Value` has its keys sorted.
    let sorted = serde_json::from_value::<T>(value);
    match (read, sorted) {
        (Ok(read), Ok(sorted)) => {
            let both = [&read, &sorted].map(|it| comparable(written(it)));
            assert_eq!(both[0], both[1], "sorted");
            let again = serde_json::from_value::<T>(written(&read)).expect("it was written");
            assert_eq!(written(&again), written(&read), "read again");
        }
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) => panic!("not when sorted: {error}"),
        (Err(error), Ok(_)) => panic!("only when sorted: {error}"),
    }
}

fn is_json(text: &str, was_read: bool) {
    if was_read {
        let json = serde_json::from_str::<serde::de::IgnoredAny>(text);
        assert!(json.is_ok(), "read from what is not JSON");
    }
}

fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("what was read can be written")
}

/// A value in which numbers beyond 64 bits are floats, as a `Value` has them. What is kept as text
/// writes them as strings of their digits.
fn comparable(value: Value) -> Value {
    match value {
        Value::String(text) => match serde_json::from_str::<f64>(&text) {
            Ok(number) if number.abs() > 9e18 => json!(number),
            _ => Value::String(text),
        },
        Value::Array(items) => items.into_iter().map(comparable).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            members.map(|(key, it)| (key, comparable(it))).collect()
        }
        value => value,
    }
}

/// `Block`, by hand.
fn block(value: &Value) -> Option<Value> {
    let object = value.as_object()?;
    Some(match object.get("type")?.as_str()? {
        "text" => json!({ "type": "text", "text": string(object, "text")? }),
        "image" => json!({ "type": "image", "source": source(object.get("source")?)? }),
        "large" => {
            let mut large = Map::from_iter([("type".to_owned(), json!("large"))]);
            for key in ["a", "b", "c", "d"] {
                match object.get(key) {
                    None | Some(Value::Null) => {}
                    Some(_) => drop(large.insert(key.to_owned(), string(object, key)?)),
                }
            }
            Value::Object(large)
        }
        _ => value.clone(),
    })
}

/// `Source`, by hand.
fn source(value: &Value) -> Option<Value> {
    let object = value.as_object()?;
    Some(match object.get("kind")?.as_str()? {
        "url" => json!({ "kind": "url", "url": string(object, "url")? }),
        kind @ ("base64" | "hex") => json!({ "kind": kind, "data": string(object, "data")? }),
        _ => value.clone(),
    })
}

/// `Shape`, by hand: a circle need not say that it is one.
fn shape(value: &Value) -> Option<Value> {
    let object = value.as_object()?;
    let tag = match object.get("type") {
        None | Some(Value::Null) => "circle",
        Some(tag) => tag.as_str()?,
    };
    Some(match tag {
        "circle" => json!({ "type": "circle", "radius": object.get("radius")?.as_f64()? }),
        "square" => json!({ "type": "square", "side": object.get("side")?.as_f64()? }),
        _ => value.clone(),
    })
}

/// `Content`, by hand.
fn content(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Bool(_) | Value::String(_) => Some(value.clone()),
        Value::Number(number) => whole(number).map(Value::from),
        Value::Array(items) => items.iter().map(block).collect(),
        Value::Object(_) => block(value),
    }
}

/// An integer, which may be spelt `1.0`; floats from 2^53 on are several integers.
fn whole(number: &Number) -> Option<i64> {
    let float = || {
        let is_whole = |it: &f64| it.fract() == 0.0 && it.abs() < 9_007_199_254_740_992.0;
        number.as_f64().filter(is_whole).map(|it| it as i64)
    };
    number.as_i64().or_else(float)
}

fn string(object: &Map<String, Value>, key: &str) -> Option<Value> {
    Some(object.get(key)?.as_str()?.into())
}
