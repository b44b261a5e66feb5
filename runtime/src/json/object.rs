//! Objects: one pass over the entries, straight into the fields.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::SerializeMap;

/// An object whose fields are read from the entries of a map.
pub trait Object: Sized {
    /// Reads all entries.
    ///
    /// # Errors
    ///
    /// When a field is missing or does not fit.
    fn read<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

/// An object that writes its fields into a map, its own tags included.
pub trait WriteObject {
    /// Writes all entries.
    ///
    /// # Errors
    ///
    /// What the serializer reports.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// The value of a required field.
///
/// # Errors
///
/// When it never came.
#[inline]
pub fn required<T, E: de::Error>(slot: Option<T>, key: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(key))
}

/// Reads the value of the key that was read last into a required field.
///
/// # Errors
///
/// When it does not fit.
#[inline]
pub fn next_required<'de, T, A>(map: &mut A, slot: &mut Option<T>) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    map.next_value().map(|value| *slot = Some(value))
}

/// Reads the value of the key that was read last into a field that is empty when missing: null is
/// empty too.
///
/// # Errors
///
/// When it does not fit.
#[inline]
pub fn next_defaulted<'de, T, A>(map: &mut A, slot: &mut T) -> Result<(), A::Error>
where
    T: Deserialize<'de> + Default,
    A: MapAccess<'de>,
{
    let value = map.next_value::<Option<T>>()?;
    *slot = value.unwrap_or_default();
    Ok(())
}

/// Reads the value of the key that was read last into any other field.
///
/// # Errors
///
/// When it does not fit.
#[inline]
pub fn next<'de, T, A>(map: &mut A, slot: &mut T) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    map.next_value().map(|value| *slot = value)
}

/// Keeps the entry of the key that was read last.
///
/// # Errors
///
/// When its value does not fit.
pub fn next_additional<'de, T, A>(
    map: &mut A,
    key: &str,
    entries: &mut BTreeMap<String, T>,
) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    let value = map.next_value()?;
    entries.insert(key.to_owned(), value);
    Ok(())
}

/// Passes over the value of the key that was read last.
///
/// # Errors
///
/// When the JSON is malformed.
#[inline]
pub fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<de::IgnoredAny>().map(|_| ())
}

/// Reads an object.
///
/// # Errors
///
/// When the value is no object, or does not fit.
#[inline]
pub fn object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct ObjectVisitor<T>(PhantomData<T>);

    impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        #[inline]
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::read(map)
        }
    }

    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// Implements `Deserialize` and `Serialize` for a struct from one line a field.
///
/// `required` fields must come; `defaulted` ones are empty when missing or null, and always written;
/// `optional` ones are `None` when missing and left out when `None`; `..` takes the entries that no
/// field has. `of integers` are numbers without a fraction, however they are spelt. A tag in brackets is written and, when read, passed over. What comes after
/// `as` is for `__plain_object!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (plain $name:ident $body:tt) => {
        $crate::__object! { $name $body }
        $crate::__plain_object! { $name $body }
    };
    ($name:ident {
        $([$tag:literal = $value:literal])*
        $($kind:ident $field:ident: $key:literal $(as $how:ident)? $(of $of:ident)?;)*
        $(.. $additional:ident $(of $additional_of:ident)?)?
    }) => {
        impl $crate::__private::Object for $name {
            fn read<'de, A_: $crate::__private::MapAccess<'de>>(
                mut map: A_,
            ) -> ::core::result::Result<Self, A_::Error> {
                $(let mut $field = $crate::__object!(@slot $kind);)*
                $(let mut $additional = $crate::__private::BTreeMap::new();)?
                while let ::core::option::Option::Some(key) =
                    map.next_key::<$crate::__private::Key<'de>>()?
                {
                    match &*key {
                        $($tag => $crate::__private::skip(&mut map),)*
                        $($key => $crate::__object!(@read $kind map $field $($of)?),)*
                        _ => $crate::__object!(@rest map key $($additional $($additional_of)?)?),
                    }?;
                }
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__object!(@take $kind $field $key),)*
                    $($additional,)?
                })
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D_: $crate::__private::Deserializer<'de>>(
                deserializer: D_,
            ) -> ::core::result::Result<Self, D_::Error> {
                $crate::__private::object(deserializer)
            }
        }

        impl $crate::__private::WriteObject for $name {
            fn write<M_: $crate::__private::SerializeMap>(
                &self,
                map: &mut M_,
            ) -> ::core::result::Result<(), M_::Error> {
                let mut entries = $crate::__private::WriteEntries::new(map);
                $(entries.add($tag, $value);)*
                $($crate::__object!(@write $kind entries $key self.$field);)*
                $(for (key, value) in &self.$additional {
                    entries.add(key, value);
                })?
                entries.end()
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S_: $crate::__private::Serializer>(
                &self,
                serializer: S_,
            ) -> ::core::result::Result<S_::Ok, S_::Error> {
                $crate::__private::write_object(self, serializer)
            }
        }
    };

    (@slot defaulted) => { ::core::default::Default::default() };
    (@slot $kind:ident) => { ::core::option::Option::None };

    (@read required $map:ident $field:ident) => {
        $crate::__private::next_required(&mut $map, &mut $field)
    };
    (@read defaulted $map:ident $field:ident) => {
        $crate::__private::next_defaulted(&mut $map, &mut $field)
    };
    (@read optional $map:ident $field:ident) => {
        $crate::__private::next(&mut $map, &mut $field)
    };
    (@read required $map:ident $field:ident integers) => {
        $crate::__private::next_integers(&mut $map)
            .map(|it| $field = ::core::option::Option::Some(it))
    };
    (@read defaulted $map:ident $field:ident integers) => {
        $crate::__private::next_integers(&mut $map)
            .map(|it| $field = ::core::option::Option::unwrap_or_default(it))
    };
    (@read optional $map:ident $field:ident integers) => {
        $crate::__private::next_integers(&mut $map).map(|it| $field = it)
    };

    (@rest $map:ident $key:ident) => { $crate::__private::skip(&mut $map) };
    (@rest $map:ident $key:ident $additional:ident) => {
        $crate::__private::next_additional(&mut $map, &$key, &mut $additional)
    };
    (@rest $map:ident $key:ident $additional:ident integers) => {
        $crate::__private::next_integers(&mut $map).map(|it| {
            ::std::collections::BTreeMap::insert(
                &mut $additional,
                ::std::borrow::ToOwned::to_owned(&*$key),
                it,
            );
        })
    };

    (@take required $field:ident $key:literal) => {
        $crate::__private::required($field, $key)?
    };
    (@take $kind:ident $field:ident $key:literal) => { $field };

    (@write optional $entries:ident $key:literal $value:expr) => {
        $entries.add_some($key, &$value)
    };
    (@write $kind:ident $entries:ident $key:literal $value:expr) => {
        $entries.add($key, &$value)
    };
}
