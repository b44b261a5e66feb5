//! A JSON value as the model keeps it: constants, and keywords it only passes on.

use std::fmt::{self, Write};

use indexmap::IndexMap;

/// A JSON value; objects keep the order of their members.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(IndexMap<String, Json>),
}

impl Json {
    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it says something: it is not `null`, `""` or `false`.
    #[must_use]
    pub fn says_something(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::String(text) => !text.is_empty(),
            Self::Number(_) | Self::Array(_) | Self::Object(_) => true,
        }
    }

    /// Whether both are the same value: `1` is `1.0`.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.is_same(*other),
            _ => self == other,
        }
    }

    /// What kind of value this is, with its article: `a string`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// A JSON number.
///
/// What fits an integer type is one, so that two spellings of a number are the same number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A whole number that fits `i64`.
    Integer(i64),
    /// A whole number above what `i64` holds.
    Unsigned(u64),
    /// Any other number; finite.
    Float(f64),
}

impl Number {
    /// Reads the text of a JSON number; `None` if it is too large for `f64`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse() {
            return Some(Self::Integer(number));
        }
        if let Ok(number) = text.parse() {
            return Some(Self::Unsigned(number));
        }
        let number: f64 = text.parse().ok()?;
        number.is_finite().then_some(Self::Float(number))
    }

    /// Whether it has no fraction: to JSON Schema `1.0` is an integer.
    #[must_use]
    pub fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) | Self::Unsigned(_) => true,
            Self::Float(number) => number.fract() == 0.0,
        }
    }

    /// Whether both are the same number: `1` is `1.0`.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        self.whole()
            .map_or(self == other, |whole| other.whole() == Some(whole))
    }

    /// The number as a whole one, if it has no fraction and fits a 64-bit integer.
    #[must_use]
    pub fn whole(self) -> Option<i128> {
        match self {
            Self::Integer(number) => Some(number.into()),
            Self::Unsigned(number) => Some(number.into()),
            Self::Float(number) => {
                // Both bounds are powers of two, which `f64` holds as they are.
                let fits =
                    number.fract() == 0.0 && (-2_f64.powi(63)..2_f64.powi(64)).contains(&number);
                fits.then_some(number as i128)
            }
        }
    }

    /// The number as it is decoded where any number may be.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Unsigned(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// Whether it is above what `i64` holds.
    #[must_use]
    pub fn exceeds_i64(self) -> bool {
        match self {
            Self::Integer(_) => false,
            Self::Unsigned(_) => true,
            // `i64::MAX` rounds up to 2^63 as `f64`, the first number that does not fit.
            Self::Float(number) => number >= i64::MAX as f64,
        }
    }
}

/// Compact JSON.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::String(text) => write_string(f, text),
            Self::Array(values) => {
                f.write_char('[')?;
                for (index, value) in values.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{value}")?;
                }
                f.write_char(']')
            }
            Self::Object(members) => {
                f.write_char('{')?;
                for (index, (key, value)) in members.iter().enumerate() {
                    f.write_str(if index > 0 { "," } else { "" })?;
                    write_string(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Unsigned(number) => write!(f, "{number}"),
            // `Debug` writes large and small ones with an exponent, and a fraction to all others.
            Self::Float(number) => write!(f, "{number:?}"),
        }
    }
}

/// Writes a string in quotes, with escapes for what needs them.
pub(crate) fn write_string(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            '\u{8}' => out.write_str("\\b")?,
            '\u{c}' => out.write_str("\\f")?,
            '\0'..' ' => write!(out, "\\u{:04x}", u32::from(character))?,
            other => out.write_char(other)?,
        }
    }
    out.write_char('"')
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(Number::Integer(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_spelt() {
        let same = |one: &str, other: &str| {
            let number = |text| Number::parse(text).unwrap();
            number(one).is_same(number(other)) && number(other).is_same(number(one))
        };
        for (one, other) in [
            ("1", "1.0"),
            ("1", "10e-1"),
            ("0", "-0.0"),
            ("0.5", "5e-1"),
            ("18446744073709549568", "1.8446744073709549568e19"),
            ("1e300", "10e299"),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("1", "1.5"),
            ("9223372036854775807", "9223372036854775808"),
            ("9223372036854775807", "9.223372036854775808e18"),
            ("18446744073709551615", "1.8446744073709551616e19"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_written_is_json() {
        let text = "\"\\\n\r\t\u{8}\u{c}\u{1}\u{7f}ä/";
        let written = Json::from(text).to_string();
        assert_eq!(written, "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001\u{7f}ä/\"");
        for number in [
            "1",
            "-7",
            "18446744073709551615",
            "0.1",
            "1e300",
            "1.5e-9",
            "-0.0",
        ] {
            assert_eq!(
                Number::parse(number).map(|it| it.to_string()).as_deref(),
                Some(number)
            );
        }
        let members =
            IndexMap::from([("a".to_owned(), Json::Array(vec![Json::Null, Json::from(1)]))]);
        assert_eq!(Json::Object(members).to_string(), r#"{"a":[null,1]}"#);
    }
}
