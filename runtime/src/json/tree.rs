//! Kept JSON text as a tree: to write it in any format, and to compare it by value.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::nulls::escape_controls;
use super::text::MAX_DEPTH;

/// A value. Numbers are their text, strings and objects as they were written.
#[derive(Debug)]
pub(super) enum Tree<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Tree<'a>>),
    Object(Vec<(Cow<'a, str>, Tree<'a>)>),
}

impl<'a> Tree<'a> {
    /// The tree of a text that is JSON, nested no deeper than `serde_json` reads.
    pub(super) fn of(json: &'a str) -> Self {
        Reader::new(json).value()
    }

    /// Whether what is written of a text is read as the same value, though nested in `levels` of other
    /// values: no number becomes a string or is rounded, no half of a surrogate pair becomes another
    /// character, and none is too deep to be read.
    pub(super) fn is_written_exactly(json: &str, levels: usize) -> bool {
        let mut reader = Reader::new(json);
        let tree = reader.value();
        !reader.has_halves && tree.is_exact(levels)
    }

    fn is_exact(&self, levels: usize) -> bool {
        match self {
            Self::Null | Self::Boolean(_) | Self::String(_) => true,
            Self::Number(text) => is_number_exact(text),
            _ if levels >= MAX_DEPTH => false,
            Self::Array(values) => values.iter().all(|it| it.is_exact(levels + 1)),
            Self::Object(entries) => {
                let mut values = entries.iter().map(|(_, value)| value);
                values.all(|it| it.is_exact(levels + 1))
            }
        }
    }

    /// The value, in which what means the same is the same.
    pub(super) fn into_value(self) -> Value<'a> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(value),
            Self::Number(text) => Value::Number(Decimal::of(text)),
            Self::String(text) => Value::String(text),
            Self::Array(values) => Value::Array(values.into_iter().map(Self::into_value).collect()),
            // Of two entries with one key the last counts, as it does to `serde_json`.
            Self::Object(entries) => Value::Object(
                entries
                    .into_iter()
                    .map(|(key, value)| (key, value.into_value()))
                    .collect(),
            ),
        }
    }
}

/// A value by its meaning.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Value<'a> {
    Null,
    Boolean(bool),
    Number(Decimal),
    String(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    Object(BTreeMap<Cow<'a, str>, Value<'a>>),
}

/// A number: `digits`, which neither begin nor end with a zero, times ten to the `exponent`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: String,
    /// Saturates: a number that far out has no other spelling anyone writes.
    exponent: i64,
}

impl Decimal {
    fn of(text: &str) -> Self {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let digits = digits.trim_start_matches('0');
        let significant = digits.trim_end_matches('0');
        let zeros = digits.len() - significant.len();
        if significant.is_empty() {
            // Zero, however it is written.
            return Self {
                is_negative: false,
                digits: String::new(),
                exponent: 0,
            };
        }
        let shift = i64::try_from(zeros).unwrap_or(i64::MAX)
            - i64::try_from(fraction.len()).unwrap_or(i64::MAX);
        let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        });
        Self {
            is_negative,
            digits: significant.to_owned(),
            exponent: shift.saturating_add(exponent),
        }
    }
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Formats without a null leave out an entry that is none.
            Self::Null => serializer.serialize_none(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(text) => number(text, serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(values) => {
                let mut seq = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    seq.serialize_element(value)?;
                }
                seq.end()
            }
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Writes a number as one where it is an integer of 64 bits or a finite float; a whole number above
/// that, or a number beyond all floats, as its text.
fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let is_whole = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_whole && text != "-0" {
        if let Ok(value) = text.parse::<i64>() {
            return serializer.serialize_i64(value);
        }
        return match text.parse::<u64>() {
            Ok(value) => serializer.serialize_u64(value),
            Err(_) => serializer.serialize_str(text),
        };
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => serializer.serialize_f64(value),
        _ => serializer.serialize_str(text),
    }
}

/// Whether a number is an integer of 64 bits, or a float that is not rounded.
fn is_number_exact(text: &str) -> bool {
    if text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok() {
        return true;
    }
    let float = text.parse::<f64>().ok().filter(|it| it.is_finite());
    float.is_some_and(|it| Decimal::of(&format!("{it:e}")) == Decimal::of(text))
}

/// Reads a text that is known to be JSON.
struct Reader<'a> {
    rest: &'a str,
    /// Some escaped half of a surrogate pair became U+FFFD.
    has_halves: bool,
}

impl<'a> Reader<'a> {
    fn new(json: &'a str) -> Self {
        Self {
            rest: json,
            has_halves: false,
        }
    }

    fn value(&mut self) -> Tree<'a> {
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => Tree::String(self.string()),
            _ => match self.word() {
                "null" | "" | "NaN" | "Infinity" | "-Infinity" => Tree::Null,
                "true" => Tree::Boolean(true),
                "false" => Tree::Boolean(false),
                number => Tree::Number(number),
            },
        }
    }

    fn object(&mut self) -> Tree<'a> {
        let mut entries = Vec::new();
        self.take(b'{');
        while self.peek() == Some(b'"') {
            let key = self.string();
            self.take(b':');
            entries.push((key, self.value()));
            self.take(b',');
        }
        self.take(b'}');
        Tree::Object(entries)
    }

    fn array(&mut self) -> Tree<'a> {
        let mut values = Vec::new();
        self.take(b'[');
        while self.peek().is_some_and(|next| next != b']') {
            values.push(self.value());
            self.take(b',');
        }
        self.take(b']');
        Tree::Array(values)
    }

    /// A string, without its quotes and escapes. An escaped half of a surrogate pair, which no
    /// string of Rust can hold, becomes U+FFFD.
    fn string(&mut self) -> Cow<'a, str> {
        let mut escaped = false;
        let end = self.rest.bytes().skip(1).position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        });
        let end = end.map_or(self.rest.len(), |end| end + 2);
        let (quoted, rest) = self.rest.split_at(end);
        self.rest = rest;
        if !quoted.contains('\\') {
            return Cow::Borrowed(quoted.trim_matches('"'));
        }
        // What is kept need not be clean.
        let quoted = escape_controls(quoted);
        let unescaped = serde_json::from_str(&quoted);
        Cow::Owned(unescaped.unwrap_or_else(|_| {
            self.has_halves = true;
            without_halves(&quoted)
        }))
    }

    fn word(&mut self) -> &'a str {
        let ends = |c: char| matches!(c, ',' | ']' | '}' | ':') || c.is_ascii_whitespace();
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start();
        self.rest.as_bytes().first().copied()
    }

    fn take(&mut self, byte: u8) {
        if self.peek() == Some(byte) {
            self.rest = &self.rest[1..];
        }
    }
}

/// A quoted string in which some `\u` is half of a pair.
fn without_halves(quoted: &str) -> String {
    let mut bytes = Vec::new();
    let mut json = serde_json::Deserializer::from_str(quoted);
    // As bytes `serde_json` hands over such halves too, as ill-formed UTF-8.
    if let Ok(read) = <Bytes as serde::Deserialize>::deserialize(&mut json) {
        bytes = read.0;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Bytes(Vec<u8>);

impl<'de> serde::Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }

        deserializer.deserialize_bytes(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        Tree::of(one).into_value() == Tree::of(other).into_value()
    }

    #[test]
    fn equality_is_by_value() {
        for (one, other) in [
            ("1", "1.0"),
            ("-0", "0"),
            ("0.0e5", "0"),
            ("1e400", "10E399"),
            ("120", "1.2e2"),
            ("0.0012", "12e-4"),
            (r#"{"a":1,"b":[true]}"#, r#" { "b" : [ true ], "a" : 1 } "#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            (r#""\u00e9\n""#, r#""é\n""#),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("1", "-1"),
            ("18446744073709551616", "18446744073709551617"),
            ("0.1", "0.10000000000000000001"),
            ("1", r#""1""#),
            ("null", "{}"),
            ("[1,2]", "[2,1]"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_not_written_exactly_is_known() {
        for (json, is_exact) in [
            ("18446744073709551615", true),
            ("-9223372036854775808", true),
            ("18446744073709551616", false),
            ("-9223372036854775809", false),
            ("1.10", true),
            ("-0", true),
            ("1e2", true),
            ("5e-324", true),
            ("0.30000000000000004", true),
            ("0.300000000000000041", false),
            ("1e400", false),
            (r#"{"a":["\u00e9",1e999]}"#, false),
            (r#"{"\ud83d":1}"#, false),
            ("{\"\\ud83d\\ude00\":\"\u{fffd}\"}", true),
            ("\"\\u0074\u{fffd}\\ufffd\"", true),
            ("\"\\ud83d\u{fffd}\"", false),
        ] {
            assert_eq!(Tree::is_written_exactly(json, 0), is_exact, "{json}");
        }
        let deepest = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
        assert!(Tree::is_written_exactly(&deepest, 0));
        assert!(!Tree::is_written_exactly(&deepest, 1));
    }

    #[test]
    fn what_is_written_means_what_was_read() {
        for (json, written) in [
            (r#"{"a":[1,-2,1.5,"x",null,true,{}],"b":{}}"#, None),
            ("18446744073709551615", None),
            ("18446744073709551616", Some(r#""18446744073709551616""#)),
            ("1e400", Some(r#""1e400""#)),
            ("1.10", Some("1.1")),
            ("-0", Some("-0.0")),
            (r#""\ud83d!""#, Some("\"\u{fffd}\u{fffd}\u{fffd}!\"")),
            (r#"{"\"":"\\"}"#, None),
            (r#"["\"]","{"]"#, None),
        ] {
            let out = serde_json::to_string(&Tree::of(json)).unwrap();
            assert_eq!(out, written.unwrap_or(json));
        }
    }
}
