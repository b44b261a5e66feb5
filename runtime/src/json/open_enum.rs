//! String enums that keep the values they do not know.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, Visitor};

/// Reads an open enum.
///
/// # Errors
///
/// When the value is no string.
#[inline]
pub fn open_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    struct EnumVisitor<T>(PhantomData<T>);

    impl<T: for<'a> From<&'a str>> Visitor<'_> for EnumVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        #[inline]
        fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
            Ok(T::from(value))
        }
    }

    deserializer.deserialize_str(EnumVisitor(PhantomData))
}

/// Declares the wire values of an open enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum {
    (plain $name:ident $body:tt) => {
        $crate::__open_enum! { $name $body }
        $crate::__plain_enum! { $name }
    };
    ($name:ident { $($value:literal => $variant:ident;)* }) => {
        impl $name {
            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(::core::convert::From::from(value)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D_: $crate::__private::Deserializer<'de>>(
                deserializer: D_,
            ) -> ::core::result::Result<Self, D_::Error> {
                $crate::__private::open_enum(deserializer)
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S_: $crate::__private::Serializer>(
                &self,
                serializer: S_,
            ) -> ::core::result::Result<S_::Ok, S_::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
