//! Payloads read without serde, in the form they nearly always have.
//!
//! `serde_json` reads any JSON into any type, a call and a check at a time. What makes up nearly all of
//! a stream is simpler: objects whose keys come in the order of the schema, of strings without
//! `\u` and small whole numbers. For types made of these the derive also implements [`Plain`], which
//! asks instead of looking: is the next text `,"index":`? Keys in another order, unknown keys and
//! white space are read too, only not as fast.
//!
//! Whatever else there is, a [`PlainReader`] gives up, and the payload is read again by `serde_json`,
//! which reads it or says what is wrong. So `None` is always right, and what is not `None` has to be
//! what `serde_json` makes of the same text.

mod find;
mod reader;
#[cfg(test)]
mod tests;
mod text;
mod types;

pub(crate) use self::find::Place;
pub(super) use self::find::find;
pub use self::reader::PlainReader;

/// A type that can be read from plain JSON.
pub trait Plain: Sized {
    /// Reads a value, or gives up.
    fn read(json: &mut PlainReader<'_>) -> Option<Self>;
}

/// An object that can be read from plain JSON.
pub trait PlainObject: Sized {
    /// Reads the entries, the first of which comes after this separator, or gives up.
    fn read_entries(json: &mut PlainReader<'_>, separator: u8) -> Option<Self>;
}

/// Comes before the first entry of an object.
pub const OPEN: u8 = b'{';
/// Comes before every other.
pub const NEXT: u8 = b',';

/// Reads an object from the lines of [`__object`](crate::__object), none of which is `..`.
///
/// A field whose type is not [`Plain`] names after `as` what reads it: `text` if it is a string of a
/// type that is not ours, `null` if it is read when it is not there.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_object {
    ($name:ident {
        $([$tag:literal = $value:literal])*
        $($kind:ident $field:ident: $key:literal $(as $how:ident)? $(of $of:ident)?;)*
    }) => {
        impl $crate::__private::PlainObject for $name {
            #[inline]
            fn read_entries(
                json: &mut $crate::__private::PlainReader<'_>,
                mut separator: u8,
            ) -> ::core::option::Option<Self> {
                $(let mut $field = $crate::__object!(@slot $kind);)*
                // As nearly always.
                $(if json.comes(separator, ::core::concat!("\"", $tag, "\":")) {
                    separator = $crate::__private::NEXT;
                    json.skip_likely(::core::concat!("\"", $value, "\""))?;
                })*
                $(if json.comes(separator, ::core::concat!("\"", $key, "\":")) {
                    separator = $crate::__private::NEXT;
                    $field = $crate::__plain_object!(@read $kind json $($how)?);
                })*
                // As it may be.
                while let ::core::option::Option::Some(key) = json.key(&mut separator)? {
                    match key {
                        $($key => $field = $crate::__plain_object!(@read $kind json $($how)?),)*
                        _ => json.skip()?,
                    }
                }
                ::core::option::Option::Some(Self {
                    $($field: $crate::__plain_object!(@take $kind $field),)*
                })
            }
        }

        impl $crate::__private::Plain for $name {
            #[inline]
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                $crate::__private::PlainObject::read_entries(json, $crate::__private::OPEN)
            }
        }
    };

    (@read required $json:ident $how:ident) => { ::core::option::Option::Some($json.$how()?) };
    (@read $kind:ident $json:ident $how:ident) => { $json.$how()? };
    (@read required $json:ident) => { ::core::option::Option::Some($json.value()?) };
    (@read defaulted $json:ident) => { $json.value_or_default()? };
    (@read $kind:ident $json:ident) => { $json.value()? };

    (@take required $field:ident) => { $field? };
    (@take $kind:ident $field:ident) => { $field };
}

/// Reads a union from those lines of [`__tagged`](crate::__tagged) that are `plain`, if any.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_tagged {
    ($name:ident by $tag:literal {}) => {};
    ($name:ident by $tag:literal { $($($value:literal)|+ => $variant:ident: $ty:ty;)+ }) => {
        impl $crate::__private::Plain for $name {
            #[inline(always)]
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                if json.comes($crate::__private::OPEN, ::core::concat!("\"", $tag, "\":")) {
                    json.peek()?;
                    $($(if json.is(::core::concat!("\"", $value, "\"")) {
                        let it = <$ty as $crate::__private::PlainObject>::read_entries(
                            json, $crate::__private::NEXT,
                        )?;
                        return ::core::option::Option::Some(
                            Self::$variant(::core::convert::From::from(it)),
                        );
                    })+)+
                    return ::core::option::Option::None;
                }
                let mut tag = json.at_tag(::core::concat!("\"", $tag, "\":"))?;
                $($(if tag.is(::core::concat!("\"", $value, "\"")) {
                    let it: $ty = $crate::__private::Plain::read(json)?;
                    return ::core::option::Option::Some(
                        Self::$variant(::core::convert::From::from(it)),
                    );
                })+)+
                ::core::option::Option::None
            }
        }
    };
}

/// Reads an open enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_enum {
    ($name:ident) => {
        impl $crate::__private::Plain for $name {
            #[inline]
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                json.verbatim().map(::core::convert::From::from)
            }
        }
    };
}

/// Reads a union told apart by JSON kind, if it is a string.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_kinds {
    ($name:ident { $($kind:ident => $variant:ident $(of $of:ident)?;)* }) => {
        impl $crate::__private::Plain for $name {
            #[inline]
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                if json.peek()? == b'"' {
                    $($crate::__plain_kinds!(@read $kind json $variant);)*
                }
                ::core::option::Option::None
            }
        }
    };

    (@read string $json:ident $variant:ident) => { return $json.value().map(Self::$variant); };
    (@read $kind:ident $json:ident $variant:ident) => {};
}
