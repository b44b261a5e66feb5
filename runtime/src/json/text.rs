//! The JSON text of a value: as it came where JSON text is read, written anew where a value comes
//! from anywhere else, such as what serde buffers inside untagged or flattened types.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::Serialize;

use super::key::Key;
use super::scan;

/// By this name `serde_json` is asked for the text of a value, and answers with a map of this key.
const TEXT: &str = "$serde_json::private::RawValue";

/// The only key of the map by which `serde_json` reports a number in builds with
/// `arbitrary_precision`; its value is the number's text.
const NUMBER: &str = "$serde_json::private::Number";

/// How deep kept text may be nested, as deep as `serde_json` reads: what reads it later recurses.
pub(super) const MAX_DEPTH: usize = 128;

/// The JSON text of the value that `deserializer` gives, borrowed from the input where it can be.
///
/// It is JSON if the input is: whoever keeps it without reading it calls [`validated`].
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    let text = deserializer.deserialize_newtype_struct(TEXT, Text)?;
    if is_too_deep(&text) {
        return Err(de::Error::custom("recursion limit exceeded"));
    }
    Ok(text)
}

/// The same text, if it is JSON.
pub(super) fn validated<E: de::Error>(text: Cow<'_, str>) -> Result<Cow<'_, str>, E> {
    match serde_json::from_str::<IgnoredAny>(&text) {
        Ok(_) => Ok(text),
        Err(error) => Err(E::custom(error)),
    }
}

/// Most texts have too few brackets to be too deep, which is quick to see.
pub(super) fn is_too_deep(json: &str) -> bool {
    let mut brackets = memchr::memchr2_iter(b'{', b'[', json.as_bytes());
    brackets.nth(MAX_DEPTH).is_some() && scan::levels(json) > MAX_DEPTH
}

/// Takes the text that `serde_json` answers with, and writes down any other answer.
struct Text;

/// Passes a value on to [`Write`].
macro_rules! write_down {
    ($($visit:ident($($value:ident: $ty:ty)?);)*) => {
        $(fn $visit<E: de::Error>(self $(, $value: $ty)?) -> Result<Self::Value, E> {
            let mut text = String::new();
            Write(&mut text).$visit($($value)?)?;
            Ok(Cow::Owned(text))
        })*
    };
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    write_down! {
        visit_bool(value: bool);
        visit_i64(value: i64);
        visit_u64(value: u64);
        visit_f64(value: f64);
        visit_str(value: &str);
        visit_unit();
        visit_none();
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.visit_newtype_struct(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        let mut text = String::new();
        Write(&mut text).deserialize(deserializer)?;
        Ok(Cow::Owned(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        let mut text = String::new();
        Write(&mut text).visit_seq(seq)?;
        Ok(Cow::Owned(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let first = map.next_key::<Key<'de>>()?;
        if first.as_deref() == Some(TEXT) {
            return map.next_value::<Key<'de>>().map(|text| text.0);
        }
        let mut text = String::new();
        Write(&mut text).entries(first, map)?;
        Ok(Cow::Owned(text))
    }
}

/// Appends a value to a text as JSON.
struct Write<'a>(&'a mut String);

impl Write<'_> {
    fn scalar<E: de::Error>(self, value: &(impl Serialize + ?Sized)) -> Result<(), E> {
        let json = serde_json::to_string(value).map_err(E::custom)?;
        self.0.push_str(&json);
        Ok(())
    }

    /// The entries of a map, the first key of which was read already.
    fn entries<'de, A: MapAccess<'de>>(
        self,
        mut next: Option<Key<'de>>,
        mut map: A,
    ) -> Result<(), A::Error> {
        let text = self.0;
        let start = text.len();
        let (mut count, mut first_is_number) = (0_usize, false);
        text.push('{');
        while let Some(key) = next {
            if count > 0 {
                text.push(',');
            }
            first_is_number |= count == 0 && &*key == NUMBER;
            count += 1;
            Write(text).scalar(&*key)?;
            text.push(':');
            map.next_value_seed(Write(text))?;
            next = map.next_key()?;
        }
        text.push('}');
        if count == 1 && first_is_number && has_arbitrary_precision() {
            unwrap_number(text, start);
        }
        Ok(())
    }
}

/// Puts the number that the map at the end of `text` stands for in its place, if it is one.
fn unwrap_number(text: &mut String, start: usize) {
    let entry = text[start..].strip_prefix('{');
    let entry = entry.and_then(|it| it.strip_suffix('}'));
    let value = entry.and_then(|it| it.strip_prefix(&format!("\"{NUMBER}\":")));
    let number = value.and_then(|value| serde_json::from_str::<String>(value).ok());
    let number = number.filter(|it| serde_json::from_str::<serde_json::Number>(it).is_ok());
    if let Some(number) = number {
        text.truncate(start);
        text.push_str(&number);
    }
}

/// Whether some crate of the build asks `serde_json` for `arbitrary_precision`; only then does a map
/// with the key [`NUMBER`] stand for a number.
fn has_arbitrary_precision() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();

    struct Probe;

    impl<'de> Visitor<'de> for Probe {
        type Value = bool;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number")
        }

        fn visit_f64<E: de::Error>(self, _: f64) -> Result<bool, E> {
            Ok(false)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(true)
        }
    }

    *HAS.get_or_init(|| {
        let mut half = serde_json::Deserializer::from_str("0.5");
        half.deserialize_any(Probe).unwrap_or(false)
    })
}

impl<'de> DeserializeSeed<'de> for Write<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Write<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.scalar(&value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.scalar(&value)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.scalar(&value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.scalar(&value)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.scalar(value)
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.push_str("null");
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let text = self.0;
        let start = text.len();
        text.push('[');
        while seq.next_element_seed(Write(text))?.is_some() {
            text.push(',');
        }
        if text.len() > start + 1 {
            text.pop(); // the comma after the last element
        }
        text.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let first = map.next_key()?;
        self.entries(first, map)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde::de::value::{Error, MapDeserializer};

    use super::*;

    fn of(json: &str) -> Result<String, serde_json::Error> {
        text(&mut serde_json::Deserializer::from_str(json)).map(Cow::into_owned)
    }

    #[test]
    fn text_is_what_came() {
        for json in [
            "18446744073709551616",
            "1.10",
            "-0",
            "1e400",
            r#""\u00e9\ud83d""#,
            r#"{ "b" : 1, "a":[ ] , "b":2}"#,
            r#"{"$serde_json::private::Number":"1,\"admin\":true"}"#,
            r#"{"$serde_json::private::RawValue":"not json"}"#,
            r#"{"a":1,"$serde_json::private::RawValue":"2"}"#,
        ] {
            assert_eq!(of(json).unwrap(), json);
        }
    }

    #[test]
    fn what_is_no_text_is_written_down() {
        let map = HashMap::from([("$serde_json::private::Number", "1,\"admin\":true")]);
        let map = MapDeserializer::<_, Error>::new(map.into_iter());
        assert_eq!(
            text(map).unwrap(),
            r#"{"$serde_json::private::Number":"1,\"admin\":true"}"#
        );
    }

    #[test]
    fn a_number_takes_the_place_of_the_map_that_stands_for_it() {
        for (value, becomes) in [
            ("\"2.5\"", "[2.5"),
            ("\"1,2\"", "[{\"$serde_json::private::Number\":\"1,2\"}"),
            ("2.5", "[{\"$serde_json::private::Number\":2.5}"),
        ] {
            let mut text = format!("[{{\"{NUMBER}\":{value}}}");
            unwrap_number(&mut text, 1);
            assert_eq!(text, becomes);
        }
    }

    #[test]
    fn text_is_nested_no_deeper_than_can_be_read() {
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(of(&nested(MAX_DEPTH)).is_ok());
        assert!(of(&nested(MAX_DEPTH + 1)).is_err());
        let flat = format!("[\"{}\"]", "[\\\"".repeat(1000));
        assert_eq!(of(&flat).unwrap(), flat);
    }
}
