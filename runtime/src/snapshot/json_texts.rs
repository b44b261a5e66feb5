//! All the JSON texts in a value, and what else generated code asks of values.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use serde::de::{self, DeserializeOwned};
use serde_json::Value;

use super::JsonText;
use crate::events::{Decoded, Table, with_nulls};
use crate::{Dispatch, Message, UnknownVariant};

/// What a value may have JSON texts in.
pub trait JsonTexts {
    /// Begins or closes all of them, or only looks; whether all are closed then.
    fn json_texts(&mut self, act: JsonTextAct) -> bool;
}

/// What is done to JSON texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonTextAct {
    /// Pieces are to come.
    Begin,
    /// No more come.
    Close,
    /// Nothing.
    Look,
}

impl<T: DeserializeOwned> JsonTexts for JsonText<T> {
    fn json_texts(&mut self, act: JsonTextAct) -> bool {
        match act {
            JsonTextAct::Begin => self.begin(),
            JsonTextAct::Close => self.close(),
            JsonTextAct::Look => {}
        }
        self.is_closed()
    }
}

impl<T: JsonTexts> JsonTexts for Option<T> {
    fn json_texts(&mut self, act: JsonTextAct) -> bool {
        self.as_mut().is_none_or(|it| it.json_texts(act))
    }
}

impl<T: JsonTexts> JsonTexts for Vec<T> {
    fn json_texts(&mut self, act: JsonTextAct) -> bool {
        let all = self.iter_mut().map(|it| it.json_texts(act));
        all.fold(true, |all, it| all & it)
    }
}

impl<T: JsonTexts + ?Sized> JsonTexts for Box<T> {
    fn json_texts(&mut self, act: JsonTextAct) -> bool {
        (**self).json_texts(act)
    }
}

impl<T: JsonTexts> JsonTexts for BTreeMap<String, T> {
    fn json_texts(&mut self, act: JsonTextAct) -> bool {
        let all = self.values_mut().map(|it| it.json_texts(act));
        all.fold(true, |all, it| all & it)
    }
}

/// Decodes a payload that JSON texts are in. On the wire they are complete: a string that stands for one is
/// only read of what was stored.
///
/// # Errors
///
/// When it does not fit.
pub fn json_texts<S: Table, T: DeserializeOwned + JsonTexts>(
    event_type: &'static str,
    message: &Message<'_>,
    event: impl FnOnce(T) -> Dispatch<S>,
) -> Decoded<S> {
    let read = |mut payload: T| match payload.json_texts(JsonTextAct::Look) {
        true => Ok(payload),
        false => Err(de::Error::custom("invalid type: string, expected JSON")),
    };
    match serde_json::from_str(message.data()).and_then(read) {
        Ok(payload) => Ok(event(payload)),
        Err(error) => with_nulls(event_type, message.data(), &error, event),
    }
}

/// A value of a type, as another that fits by structure.
pub fn convert<A: Serialize + ?Sized, B: DeserializeOwned>(it: &A) -> Option<B> {
    serde_json::from_str(&serde_json::to_string(it).ok()?).ok()
}

/// A value as JSON.
pub fn to_value<T: Serialize>(it: T) -> Option<Value> {
    serde_json::to_value(it).ok()
}

/// Which variant of a union a value is: by its tag, if the union has one, else by its kind.
#[cold]
pub fn variant_of<T: Serialize + ?Sized>(it: &T, tag: Option<&str>) -> Option<String> {
    let value = serde_json::to_value(it).ok()?;
    if let Some(tag) = tag {
        return Some(value.get(tag)?.as_str()?.to_owned());
    }
    let kind = match value {
        Value::Null => return None,
        Value::Bool(_) => ":boolean",
        Value::Number(_) => ":number",
        Value::String(_) => ":string",
        Value::Array(_) => ":array",
        Value::Object(_) => ":object",
    };
    Some(kind.to_owned())
}

/// Whether an element of an undeclared variant has this key.
#[cold]
pub fn key_is<K: Serialize>(it: &UnknownVariant, field: &str, key: K) -> bool {
    let value = serde_json::from_str::<Value>(it.json.get());
    let value = value
        .ok()
        .and_then(|mut it| Some(it.get_mut(field)?.take()));
    value.is_some() && value == to_value(key)
}

/// Whether a value is null, `""`, `[]` or `{}`.
pub fn is_empty<T: Serialize + ?Sized>(it: &T) -> bool {
    matches!(Beginning::of(it).text(), b"null" | b"\"\"" | b"[]" | b"{}")
}

/// Whether a value is one of these, or 0.
pub fn says_nothing<T: Serialize + ?Sized>(it: &T) -> bool {
    is_empty(it) || matches!(Beginning::of(it).text(), b"0" | b"-0" | b"0.0" | b"-0.0")
}

/// As much of a value's JSON as tells whether there is anything in it. What is larger is not written on.
#[derive(Default)]
struct Beginning {
    text: [u8; 5],
    len: usize,
}

impl Beginning {
    fn of<T: Serialize + ?Sized>(it: &T) -> Self {
        let mut beginning = Self::default();
        // An error is that there is more.
        if serde_json::to_writer(&mut beginning, it).is_err() {
            beginning.len = 0;
        }
        beginning
    }

    fn text(&self) -> &[u8] {
        &self.text[..self.len]
    }
}

impl io::Write for Beginning {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let to = self.len + bytes.len();
        let place = self.text.get_mut(self.len..to);
        let place = place.ok_or(io::ErrorKind::WriteZero)?;
        place.copy_from_slice(bytes);
        self.len = to;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{JsonText, is_empty, says_nothing, variant_of};

    #[test]
    fn nothing_is_null_and_what_is_empty_and_zero() {
        for empty in [json!(null), json!(""), json!([]), json!({})] {
            assert!(is_empty(&empty) && says_nothing(&empty), "{empty}");
            assert!(is_empty(&JsonText::new(empty)));
        }
        for zero in [json!(0), json!(0.0), json!(-0.0)] {
            assert!(!is_empty(&zero) && says_nothing(&zero), "{zero}");
        }
        let some = [
            json!(1),
            json!(false),
            json!("0"),
            json!("null"),
            json!([null]),
            json!({ "": null }),
            json!("a longer text"),
            json!(0.5),
        ];
        for some in some {
            assert!(!is_empty(&some) && !says_nothing(&some), "{some}");
        }
        let mut text = JsonText::<Value>::empty();
        assert!(is_empty(&text));
        text.append("{}");
        assert!(!is_empty(&text), "text is not read before its end");
        text.close();
        assert!(is_empty(&text));
    }

    #[test]
    fn a_variant_is_told_by_its_tag_or_kind() {
        let tagged = json!({ "type": "text" });
        assert_eq!(variant_of(&tagged, Some("type")).unwrap(), "text");
        assert_eq!(variant_of(&tagged, Some("kind")), None);
        assert_eq!(variant_of(&tagged, None).unwrap(), ":object");
        assert_eq!(variant_of(&json!([]), None).unwrap(), ":array");
        assert_eq!(variant_of(&json!(null), None), None);
    }
}
