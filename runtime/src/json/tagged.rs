//! Unions of objects told apart by a property: the tag is read first, the rest straight into the
//! variant. Only entries that come before the tag are kept back, as text.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::object::{Entries, Key};
use super::path::reason;
use super::raw::{RawJson, UnknownVariant};
use super::text::Transcode;

/// A union of objects told apart by a string property.
pub trait Tagged: Sized {
    /// The property.
    const TAG: &'static str;

    /// Reads the variant of this tag from the entries besides it.
    ///
    /// # Errors
    ///
    /// When they do not fit the variant.
    fn read<'de, A: MapAccess<'de>>(tag: &str, entries: Entries<'de, A>) -> Result<Self, A::Error>;

    /// Reads an object that has no tag.
    ///
    /// # Errors
    ///
    /// When there is no variant for that, or it does not fit.
    fn read_untagged<'de, A: MapAccess<'de>>(_: Entries<'de, A>) -> Result<Self, A::Error> {
        Err(de::Error::missing_field(Self::TAG))
    }
}

/// Reads a tagged union.
///
/// # Errors
///
/// When the value is no object, has no tag, or does not fit the variant of its tag.
#[inline]
pub fn tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct TaggedVisitor<T>(PhantomData<T>);

    impl<'de, T: Tagged> Visitor<'de> for TaggedVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object with `{}`", T::TAG)
        }

        #[inline]
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            let mut late = Vec::new();
            while let Some(key) = map.next_key::<Key<'de>>()? {
                if &*key == T::TAG {
                    // A document may let the tag be `null`: then it tells nothing.
                    match map.next_value::<Option<Key<'de>>>()? {
                        Some(tag) => return T::read(&tag, Entries::new(map, late)),
                        None => late.push((key, "null".to_owned())),
                    }
                    continue;
                }
                let mut text = String::new();
                map.next_value_seed(Transcode(&mut text))?;
                late.push((key, text));
            }
            T::read_untagged(Entries::new(map, late))
        }
    }

    deserializer.deserialize_map(TaggedVisitor(PhantomData))
}

impl<'de, A: MapAccess<'de>> Entries<'de, A> {
    /// Keeps an object whose tag is not known.
    ///
    /// # Errors
    ///
    /// When the JSON is malformed.
    pub fn unknown(self, tag: &str, value: &str) -> Result<UnknownVariant, A::Error> {
        let json = RawJson::from_text(self.into_text(Some((tag, value)))?);
        Ok(UnknownVariant::new(value, json))
    }

    /// Reads the object with its tag as a type that is not one of ours.
    ///
    /// # Errors
    ///
    /// When it does not fit.
    pub fn whole<T: de::DeserializeOwned>(self, tag: &str, value: &str) -> Result<T, A::Error> {
        let text = self.into_text(Some((tag, value)))?;
        serde_json::from_str(&text).map_err(|error| de::Error::custom(reason(&error)))
    }

    /// Reads the object, which has no tag, as a type that is not one of ours.
    ///
    /// # Errors
    ///
    /// When it does not fit.
    pub fn whole_untagged<T: de::DeserializeOwned>(self) -> Result<T, A::Error> {
        let text = self.into_text(None)?;
        serde_json::from_str(&text).map_err(|error| de::Error::custom(reason(&error)))
    }
}

/// Declares how a tagged union is read and written, one line a variant.
///
/// Most variants read the entries besides the tag, `plain` ones also without serde; an `and_tag` one
/// those and the tag; a `whole` one is a type that reads objects by itself; `default` names the
/// variant for objects without a tag.
///
/// A type of the document may be called `A`: the underscores keep parameters out of its way.
#[doc(hidden)]
#[macro_export]
macro_rules! __tagged {
    ($name:ident by $tag:literal {
        $(plain $($plain_value:literal)|+ => $plain:ident: $plain_ty:ty;)*
        $($($value:literal)|+ => $variant:ident: $ty:ty;)*
        $(and_tag $($kept:literal)|+ => $keeps:ident: $keeps_ty:ty;)*
        $(whole $($whole_value:literal)|+ => $whole:ident;)*
        $(default $default:ident: $default_ty:ty;)?
        $(default_whole $default_whole:ident;)?
    }) => {
        $crate::__plain_tagged! {
            $name by $tag { $($($plain_value)|+ => $plain: $plain_ty;)* }
        }

        impl $crate::__private::Tagged for $name {
            const TAG: &'static str = $tag;

            fn read<'de, A_: $crate::__private::MapAccess<'de>>(
                tag: &str,
                mut entries: $crate::__private::Entries<'de, A_>,
            ) -> ::core::result::Result<Self, A_::Error> {
                ::core::result::Result::Ok(match tag {
                    $($($plain_value)|+ => {
                        let it: $plain_ty = $crate::__private::Object::read(&mut entries)?;
                        Self::$plain(::core::convert::From::from(it))
                    })*
                    $($($value)|+ => {
                        let it: $ty = $crate::__private::Object::read(&mut entries)?;
                        Self::$variant(::core::convert::From::from(it))
                    })*
                    $($($kept)|+ => {
                        entries.give_back($tag, tag);
                        let it: $keeps_ty = $crate::__private::Object::read(&mut entries)?;
                        Self::$keeps(::core::convert::From::from(it))
                    })*
                    $($($whole_value)|+ => Self::$whole(entries.whole($tag, tag)?),)*
                    _ => Self::Unknown(entries.unknown($tag, tag)?),
                })
            }

            $(fn read_untagged<'de, A_: $crate::__private::MapAccess<'de>>(
                mut entries: $crate::__private::Entries<'de, A_>,
            ) -> ::core::result::Result<Self, A_::Error> {
                let it: $default_ty = $crate::__private::Object::read(&mut entries)?;
                ::core::result::Result::Ok(Self::$default(::core::convert::From::from(it)))
            })?

            $(fn read_untagged<'de, A_: $crate::__private::MapAccess<'de>>(
                entries: $crate::__private::Entries<'de, A_>,
            ) -> ::core::result::Result<Self, A_::Error> {
                entries.whole_untagged().map(Self::$default_whole)
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
                    $(Self::$keeps(it) => $crate::__private::Serialize::serialize(it, serializer),)*
                    $(Self::$whole(it) => $crate::__private::Serialize::serialize(it, serializer),)*
                    Self::Unknown(it) => $crate::__private::Serialize::serialize(it, serializer),
                }
            }
        }
    };
}
