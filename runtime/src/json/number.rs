//! Numbers that `serde_json` hands over as maps.
//!
//! Who asks it for any value is given a fraction as a float, but as a map with its text in builds where
//! some crate asks it for arbitrary precision. What does not fit 64 bits then comes like that too.

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Unexpected, Visitor};

use super::object::Key;

/// The only key of such a map; its value is the number's text.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// What a map is.
#[derive(Debug)]
pub enum NumberOrObject<'de, A> {
    /// A number, by its text.
    Number(String),
    /// Any other map.
    Object(Peeked<'de, A>),
}

/// A map whose first key was looked at.
#[derive(Debug)]
pub struct Peeked<'de, A> {
    first: Option<Key<'de>>,
    map: A,
}

impl<'de, A: MapAccess<'de>> NumberOrObject<'de, A> {
    /// Looks at the first key.
    ///
    /// # Errors
    ///
    /// When it is malformed.
    pub fn of(mut map: A) -> Result<Self, A::Error> {
        match map.next_key::<Key<'de>>()? {
            Some(key) if &*key == NUMBER => map.next_value().map(Self::Number),
            first => Ok(Self::Object(Peeked { first, map })),
        }
    }
}

impl<'de, A: MapAccess<'de>> Peeked<'de, A> {
    /// That no object is expected here.
    pub fn refuse<T>(mut self, expected: &impl Visitor<'de>) -> Result<T, A::Error> {
        // To the end, or the first key would be taken for the place of the mistake.
        while self.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Err(de::Error::invalid_type(Unexpected::Map, expected))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Peeked<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(Key(Cow::Borrowed(key))) => seed
                .deserialize(BorrowedStrDeserializer::new(key))
                .map(Some),
            Some(Key(Cow::Owned(key))) => seed.deserialize(StringDeserializer::new(key)).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::json::path::misfit;

    /// As `serde_json` hands over `0.5` in builds with arbitrary precision.
    const HALF: &str = r#"{"$serde_json::private::Number":"0.5"}"#;

    #[derive(Debug, PartialEq)]
    enum Scalar {
        Number(f64),
        String(String),
    }
    crate::__kinds! { Scalar, "a number or a string" { number => Number; string => String; } }

    #[derive(Debug, PartialEq)]
    enum Mixed {
        Number(f64),
        Object(BTreeMap<String, Scalar>),
    }
    crate::__kinds! { Mixed, "a number or an object" { number => Number; object => Object; } }

    fn read(json: &str) -> Mixed {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_number_that_comes_as_a_map_is_a_number() {
        for half in ["0.5", HALF] {
            assert_eq!(read(half), Mixed::Number(0.5));
            let entries = [
                ("a\n".to_owned(), Scalar::Number(0.5)),
                ("b".to_owned(), Scalar::String("c".to_owned())),
            ];
            let json = format!(r#"{{"a\n":{half},"b":"c"}}"#);
            assert_eq!(read(&json), Mixed::Object(entries.into()));
        }
        assert_eq!(read("{}"), Mixed::Object(BTreeMap::new()));
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        let refused = "invalid type: map, expected a number or a string";
        for (value, reason) in [
            (r#"{"b":1}"#, refused),
            ("{}", refused),
            (&HALF.replace("0.5", "half"), "expected value"),
        ] {
            let json = format!(r#"{{"a":{value}}}"#);
            let error = serde_json::from_str::<Mixed>(&json).unwrap_err();
            let misfit = misfit::<Mixed>("event", &json, &[], &error);
            assert_eq!((misfit.path(), misfit.reason()), ("a", reason), "{json}");
        }
    }
}
