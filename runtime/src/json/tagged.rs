//! Unions of objects told apart by a property, wherever in the object it stands.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::Error;

use super::kinds::refused;
use super::nulls::{Kept, kept_at};
use super::path;
use super::pointer::{self, Found};
use super::raw::UnknownVariant;
use super::text::text;

/// A union of objects told apart by a string property.
pub trait Tagged: Sized {
    /// The property.
    const TAG: &'static str;

    /// Reads the variant of this tag from the text of the whole object.
    ///
    /// # Errors
    ///
    /// When it does not fit the variant.
    fn read(tag: &str, json: &str) -> Result<Self, Error>;

    /// The variant that keeps an object of which nothing else is known.
    fn unknown(variant: UnknownVariant) -> Self;

    /// Reads an object that has no tag.
    ///
    /// # Errors
    ///
    /// When there is no variant for that, or it does not fit.
    fn read_untagged(_: &str) -> Result<Self, Error> {
        Err(de::Error::missing_field(Self::TAG))
    }
}

/// Reads a tagged union.
///
/// # Errors
///
/// When the value is no object, has no tag, or does not fit the variant of its tag.
pub fn tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = text(deserializer)?;
    let read = match tag::<T>(&json) {
        Ok(Some(tag)) => T::read(&tag, &json),
        Ok(None) => match kept_at(&json) {
            Some(kept) => read_kept(kept),
            None => T::read_untagged(&json),
        },
        Err(error) => Err(error),
    };
    read.map_err(|error| path::in_union(&json, &error))
}

/// Reads what is kept in the place of the text that came.
#[cold]
fn read_kept<T: Tagged>(kept: Kept) -> Result<T, Error> {
    match kept {
        Kept::Unknown { tag, json } => Ok(T::unknown(UnknownVariant::of_kept(tag, json))),
        Kept::Variant { tag, json } => T::read(&tag, &json),
        Kept::Raw(json) => T::read_untagged(&json),
    }
}

/// The tag of an object. One that is `null` tells nothing, so it counts as none.
fn tag<T: Tagged>(json: &str) -> Result<Option<Cow<'_, str>>, Error> {
    if !json.trim_start().starts_with('{') {
        return Err(refused(json, &format_args!("an object with `{}`", T::TAG)));
    }
    match pointer::find(json, &[T::TAG]) {
        Some(Found::String(tag)) => Ok(Some(tag)),
        _ => without_tag::<T>(json).map(|()| None),
    }
}

/// Nothing if there is no tag, or an error that says what stands in its place.
#[cold]
fn without_tag<T: Tagged>(json: &str) -> Result<(), Error> {
    struct Entries<T>(PhantomData<T>);

    impl<'de, T: Tagged> Visitor<'de> for Entries<T> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<String>()? {
                if key == T::TAG {
                    map.next_value::<Option<String>>()?;
                } else {
                    map.next_value::<de::IgnoredAny>()?;
                }
            }
            Ok(())
        }
    }

    let mut json = serde_json::Deserializer::from_str(json);
    json.deserialize_map(Entries::<T>(PhantomData))
}

/// Declares how a tagged union is read and written, one line a variant.
///
/// `plain` variants are also read without serde; `default` names the variant for objects without a
/// tag.
#[doc(hidden)]
#[macro_export]
macro_rules! __tagged {
    ($name:ident by $tag:literal {
        $(plain $($plain_value:literal)|+ => $plain:ident: $plain_ty:ty;)*
        $($($value:literal)|+ => $variant:ident;)*
        $(default $default:ident;)?
    }) => {
        $crate::__plain_tagged! {
            $name by $tag { $($($plain_value)|+ => $plain: $plain_ty;)* }
        }

        impl $crate::__private::Tagged for $name {
            const TAG: &'static str = $tag;

            fn read(
                tag: &str,
                json: &str,
            ) -> ::core::result::Result<Self, $crate::__private::JsonError> {
                match tag {
                    $($($plain_value)|+ => $crate::__private::from_str(json).map(Self::$plain),)*
                    $($($value)|+ => $crate::__private::from_str(json).map(Self::$variant),)*
                    _ => $crate::__private::unknown_variant(tag, json).map(Self::Unknown),
                }
            }

            fn unknown(variant: $crate::UnknownVariant) -> Self {
                Self::Unknown(variant)
            }

            $(fn read_untagged(
                json: &str,
            ) -> ::core::result::Result<Self, $crate::__private::JsonError> {
                $crate::__private::from_str(json).map(Self::$default)
            })?
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D_: $crate::__private::Deserializer<'de>>(
                deserializer: D_,
            ) -> ::core::result::Result<Self, D_::Error> {
                $crate::__private::tagged(deserializer)
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S_: $crate::__private::Serializer>(
                &self,
                serializer: S_,
            ) -> ::core::result::Result<S_::Ok, S_::Error> {
                match self {
                    $(Self::$plain(it) => $crate::__private::Serialize::serialize(it, serializer),)*
                    $(Self::$variant(it) => $crate::__private::Serialize::serialize(it, serializer),)*
                    Self::Unknown(it) => $crate::__private::Serialize::serialize(it, serializer),
                }
            }
        }
    };
}
