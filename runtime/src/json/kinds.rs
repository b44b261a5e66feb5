//! Unions told apart by JSON kind.

use std::fmt::{self, Formatter};

use serde::de::{Deserializer, Visitor};
use serde_json::Error;

use super::path;
use super::text::text;

/// A kind of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// By its first character.
    pub(super) fn of(json: &str) -> Self {
        match json.trim_start().as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'n') => Self::Null,
            _ => Self::Number,
        }
    }
}

/// A union told apart by JSON kind.
pub trait Kinds: Sized {
    /// The kinds it has, in words.
    const EXPECTED: &'static str;

    /// Reads the variant of this kind; nothing if there is none.
    fn read(kind: Kind, json: &str) -> Option<Result<Self, Error>>;
}

/// Reads a union told apart by JSON kind.
///
/// # Errors
///
/// When it has no variant of the value's kind, or the value does not fit the variant.
pub fn kinds<'de, T: Kinds, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = text(deserializer)?;
    let read = T::read(Kind::of(&json), &json);
    read.unwrap_or_else(|| Err(refused(&json, &T::EXPECTED)))
        .map_err(|error| path::in_union(&json, &error))
}

/// The error that this stands in the place of something else.
#[cold]
pub(super) fn refused(json: &str, expected: &dyn fmt::Display) -> Error {
    struct Expected<'a>(&'a dyn fmt::Display);

    impl Visitor<'_> for Expected<'_> {
        type Value = std::convert::Infallible;

        fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
            self.0.fmt(f)
        }
    }

    let mut json = serde_json::Deserializer::from_str(json);
    match json.deserialize_any(Expected(expected)) {
        Ok(never) => match never {},
        Err(error) => error,
    }
}

/// Declares how a union told apart by JSON kind is read and written, one line a kind.
#[doc(hidden)]
#[macro_export]
macro_rules! __kinds {
    (plain $name:ident, $expected:literal $body:tt) => {
        $crate::__kinds! { $name, $expected $body }
        $crate::__plain_kinds! { $name $body }
    };
    ($name:ident, $expected:literal { $($kind:ident => $variant:ident $(of $of:ident)?;)* }) => {
        impl $crate::__private::Kinds for $name {
            const EXPECTED: &'static str = $expected;

            fn read(
                kind: $crate::__private::Kind,
                json: &str,
            ) -> ::core::option::Option<
                ::core::result::Result<Self, $crate::__private::JsonError>,
            > {
                match kind {
                    $($crate::__kinds!(@kind $kind) => ::core::option::Option::Some(
                        $crate::__kinds!(@read json $($of)?).map(Self::$variant),
                    ),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D_: $crate::__private::Deserializer<'de>>(
                deserializer: D_,
            ) -> ::core::result::Result<Self, D_::Error> {
                $crate::__private::kinds(deserializer)
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S_: $crate::__private::Serializer>(
                &self,
                serializer: S_,
            ) -> ::core::result::Result<S_::Ok, S_::Error> {
                match self {
                    $(Self::$variant(it) => $crate::__private::Serialize::serialize(it, serializer),)*
                }
            }
        }
    };

    (@read $json:ident) => { $crate::__private::from_str($json) };
    (@read $json:ident integers) => { $crate::__private::read_integers($json) };

    (@kind boolean) => { $crate::__private::Kind::Boolean };
    (@kind number) => { $crate::__private::Kind::Number };
    (@kind string) => { $crate::__private::Kind::String };
    (@kind array) => { $crate::__private::Kind::Array };
    (@kind object) => { $crate::__private::Kind::Object };
}
