//! Whole numbers, however they are spelt: to JSON Schema `1.0` and `1e2` are integers.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Unexpected, Visitor};

/// An integer of 64 bits, or something made of nothing else.
pub trait Integers: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When it does not fit.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// What [`Integers`] read, for whoever asks for `Deserialize`.
#[derive(Debug)]
pub struct Whole<T>(pub T);

impl<'de, T: Integers> Deserialize<'de> for Whole<T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// The first float that does not tell which integer was written: its neighbour, 2^53 + 1, is read as
/// this one.
const FIRST_ROUNDED: f64 = 9_007_199_254_740_992.0;

/// The integer that a float is, if it is one for sure.
fn whole(float: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it has no fraction, and is small"
    )]
    let number = float as i64;
    (float.fract() == 0.0 && float.abs() < FIRST_ROUNDED).then_some(number)
}

macro_rules! integer {
    ($ty:ident by $deserialize:ident) => {
        impl Integers for $ty {
            #[inline]
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct IntegerVisitor;

                impl Visitor<'_> for IntegerVisitor {
                    type Value = $ty;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(stringify!($ty))
                    }

                    #[inline]
                    fn visit_i64<E: de::Error>(self, number: i64) -> Result<$ty, E> {
                        let other = Unexpected::Signed(number);
                        $ty::try_from(number).map_err(|_| E::invalid_value(other, &self))
                    }

                    #[inline]
                    fn visit_u64<E: de::Error>(self, number: u64) -> Result<$ty, E> {
                        let other = Unexpected::Unsigned(number);
                        $ty::try_from(number).map_err(|_| E::invalid_value(other, &self))
                    }

                    #[cold]
                    fn visit_f64<E: de::Error>(self, float: f64) -> Result<$ty, E> {
                        let number = whole(float).and_then(|it| $ty::try_from(it).ok());
                        number.ok_or_else(|| E::invalid_type(Unexpected::Float(float), &self))
                    }
                }

                deserializer.$deserialize(IntegerVisitor)
            }
        }
    };
}

integer!(i64 by deserialize_i64);
integer!(u64 by deserialize_u64);

impl<T: Integers> Integers for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Option::<Whole<T>>::deserialize(deserializer)?;
        Ok(read.map(|it| it.0))
    }
}

impl<T: Integers> Integers for Box<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

impl<T: Integers> Integers for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Vec::<Whole<T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|it| it.0).collect())
    }
}

impl<T: Integers> Integers for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = BTreeMap::<String, Whole<T>>::deserialize(deserializer)?;
        Ok(read.into_iter().map(|(key, it)| (key, it.0)).collect())
    }
}

/// Reads the value of the key that was read last, of a field of integers.
///
/// # Errors
///
/// When it does not fit.
#[inline]
pub fn next_integers<'de, T: Integers, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value::<Whole<T>>().map(|it| it.0)
}

/// Reads a text as integers.
///
/// # Errors
///
/// When the text does not fit.
pub fn read_integers<T: Integers>(json: &str) -> serde_json::Result<T> {
    serde_json::from_str::<Whole<T>>(json).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_a_fraction_is_an_integer() {
        for (json, signed) in [
            ("1", Some(1)),
            ("1.0", Some(1)),
            ("-1.0", Some(-1)),
            ("1e2", Some(100)),
            ("1E+2", Some(100)),
            ("15e-1", None),
            ("150e-1", Some(15)),
            ("-0", Some(0)),
            ("-0.0", Some(0)),
            ("1.5", None),
            ("9007199254740991.0", Some(9_007_199_254_740_991)),
            ("9007199254740993", Some(9_007_199_254_740_993)),
            // As a float it is read as its neighbour.
            ("9007199254740993.0", None),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("1e300", None),
            ("\"1\"", None),
            ("null", None),
            ("true", None),
        ] {
            assert_eq!(read_integers::<i64>(json).ok(), signed, "{json}");
            let unsigned = signed.and_then(|it| u64::try_from(it).ok());
            let above = json == "9223372036854775808";
            let unsigned = if above { Some(1 << 63) } else { unsigned };
            assert_eq!(read_integers::<u64>(json).ok(), unsigned, "{json}");
        }
    }

    #[test]
    fn integers_are_read_wherever_they_are() {
        let list = read_integers::<Vec<Option<i64>>>("[1.0,null,2]");
        assert_eq!(list.unwrap(), [Some(1), None, Some(2)]);
        let map = read_integers::<BTreeMap<String, Box<u64>>>(r#"{"a":1e1}"#);
        assert_eq!(*map.unwrap()["a"], 10);
        assert!(read_integers::<Vec<i64>>("[1.5]").is_err());
    }

    #[test]
    fn what_is_wrong_is_said_as_serde_says_it() {
        for json in [
            "1.5",
            "\"1\"",
            "18446744073709551616",
            "9223372036854775808",
            "null",
        ] {
            let ours = read_integers::<i64>(json).unwrap_err().to_string();
            let serdes = serde_json::from_str::<i64>(json).unwrap_err().to_string();
            assert_eq!(ours, serdes);
        }
    }
}
