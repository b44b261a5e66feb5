//! `when`: what must hold for an event to end the stream.

use serde::Serialize;
use serde_json::Value;

use crate::Message;
use crate::json::{self, pointer};

/// A value that a condition asks for.
#[derive(Debug, Clone, Copy)]
pub enum Scalar {
    /// A string.
    Text(&'static str),
    /// `true` or `false`.
    Boolean(bool),
    /// A number without a fraction.
    Whole(i128),
    /// Any other number.
    Fraction(f64),
}

/// Whether a condition holds of a payload that is there and of the message it came in.
#[inline]
pub fn when<T>(
    payload: &T,
    message: &Message<'_>,
    condition: impl FnOnce(Option<&T>, &Message<'_>) -> bool,
) -> bool {
    condition(Some(payload), message)
}

/// Whether a value that says something is at this way through the data: not `null`, `""` or `false`.
#[must_use]
pub fn says(message: &Message<'_>, way: &[&str]) -> bool {
    pointer::says(message.data(), way)
}

/// The same of a value whose type can be any of these.
#[must_use]
pub fn says_something<T: Serialize>(value: &T) -> bool {
    let json = serde_json::to_string(value);
    json.is_ok_and(|json| !matches!(&*json, "null" | "\"\"" | "false"))
}

/// Whether one of these values is at this way through the data.
#[must_use]
pub fn one_of(message: &Message<'_>, way: &[&str], values: &[Scalar]) -> bool {
    let found = json::at(message.data(), way).and_then(|json| serde_json::from_str(json).ok());
    found.is_some_and(|found| values.iter().any(|value| value.is(&found)))
}

impl Scalar {
    /// Whether they are the same value to JSON Schema, to which `1.0` is `1`.
    fn is(self, found: &Value) -> bool {
        match (self, found) {
            (Self::Text(text), Value::String(found)) => text == found,
            (Self::Boolean(boolean), Value::Bool(found)) => boolean == *found,
            (Self::Whole(whole), Value::Number(found)) => match found.as_i128() {
                Some(found) => whole == found,
                None => found
                    .as_f64()
                    .is_some_and(|it| it.fract() == 0.0 && it as i128 == whole),
            },
            (Self::Fraction(fraction), Value::Number(found)) => found.as_f64() == Some(fraction),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scalar, one_of};
    use crate::Message;

    #[test]
    fn values_are_the_same_as_json_schema_has_them() {
        let max = Scalar::Whole(u64::MAX.into());
        for (json, value, expected) in [
            ("\"a\"", Scalar::Text("a"), true),
            ("\"\\u0061\"", Scalar::Text("a"), true),
            ("\"b\"", Scalar::Text("a"), false),
            ("1", Scalar::Text("1"), false),
            ("true", Scalar::Boolean(true), true),
            ("false", Scalar::Boolean(true), false),
            ("1", Scalar::Whole(1), true),
            ("1.0", Scalar::Whole(1), true),
            ("-1", Scalar::Whole(1), false),
            ("1.5", Scalar::Whole(1), false),
            ("18446744073709551615", max, true),
            ("18446744073709551616", max, false),
            ("0.5", Scalar::Fraction(0.5), true),
            ("5e-1", Scalar::Fraction(0.5), true),
            ("null", Scalar::Boolean(false), false),
            (
                r#"{"$serde_json::private::Number":"1"}"#,
                Scalar::Whole(1),
                false,
            ),
        ] {
            let data = format!("{{\"a\":[{json}]}}");
            let message = Message::new(&data);
            assert_eq!(
                one_of(&message, &["a", "0"], &[value]),
                expected,
                "{json} {value:?}"
            );
        }
    }
}
