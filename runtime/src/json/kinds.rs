//! Unions told apart by JSON kind.

/// Declares how a union told apart by JSON kind is read and written, one line a kind.
///
/// Kinds that are not declared are refused by serde's own messages. A type of the document may be
/// called `A`: the underscores keep parameters out of its way.
#[doc(hidden)]
#[macro_export]
macro_rules! __kinds {
    (plain $name:ident, $expecting:literal $body:tt) => {
        $crate::__kinds! { $name, $expecting $body }
        $crate::__plain_kinds! { $name $body }
    };
    ($name:ident, $expecting:literal { $($kind:ident => $variant:ident;)* }) => {
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D_: $crate::__private::Deserializer<'de>>(
                deserializer: D_,
            ) -> ::core::result::Result<Self, D_::Error> {
                struct Kinds_;

                impl<'de> $crate::__private::Visitor<'de> for Kinds_ {
                    type Value = $name;

                    fn expecting(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str($expecting)
                    }

                    $($crate::__kinds!(@visit $kind $variant $name);)*
                    $crate::__kinds!(@map $name $($kind $variant)*);
                }

                deserializer.deserialize_any(Kinds_)
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

    (@visit boolean $variant:ident $name:ident) => {
        $crate::__kinds!(@scalar visit_bool [bool] $variant $name);
    };
    (@visit number $variant:ident $name:ident) => {
        $crate::__kinds!(@scalar visit_i64 [i64] $variant $name);
        $crate::__kinds!(@scalar visit_u64 [u64] $variant $name);
        $crate::__kinds!(@scalar visit_f64 [f64] $variant $name);
    };
    (@visit string $variant:ident $name:ident) => {
        $crate::__kinds!(@scalar visit_str [&str] $variant $name);
    };
    (@visit array $variant:ident $name:ident) => {
        fn visit_seq<A_: $crate::__private::SeqAccess<'de>>(
            self,
            seq: A_,
        ) -> ::core::result::Result<$name, A_::Error> {
            $crate::__private::Deserialize::deserialize(
                $crate::__private::SeqAccessDeserializer::new(seq),
            )
            .map($name::$variant)
        }
    };
    (@visit object $variant:ident $name:ident) => {};

    // Only where a number may come is it looked whether the map is one.
    (@map $name:ident number $number:ident $($more:ident)*) => {
        fn visit_map<A_: $crate::__private::MapAccess<'de>>(
            self,
            map: A_,
        ) -> ::core::result::Result<$name, A_::Error> {
            match $crate::__private::NumberOrObject::of(map)? {
                $crate::__private::NumberOrObject::Number(text) => {
                    $crate::__private::from_text(&text).map($name::$number)
                }
                $crate::__private::NumberOrObject::Object(map) => {
                    $crate::__kinds!(@object self map $name $($more)*)
                }
            }
        }
    };
    (@map $name:ident object $variant:ident) => {
        fn visit_map<A_: $crate::__private::MapAccess<'de>>(
            self,
            map: A_,
        ) -> ::core::result::Result<$name, A_::Error> {
            $crate::__private::Deserialize::deserialize(
                $crate::__private::MapAccessDeserializer::new(map),
            )
            .map($name::$variant)
        }
    };
    (@map $name:ident $kind:ident $variant:ident $($more:ident)*) => {
        $crate::__kinds!(@map $name $($more)*);
    };
    (@map $name:ident) => {};

    (@object $self:ident $map:ident $name:ident object $variant:ident) => {
        $crate::__private::Deserialize::deserialize(
            $crate::__private::MapAccessDeserializer::new($map),
        )
        .map($name::$variant)
    };
    (@object $self:ident $map:ident $name:ident $kind:ident $variant:ident $($more:ident)*) => {
        $crate::__kinds!(@object $self $map $name $($more)*)
    };
    (@object $self:ident $map:ident $name:ident) => { $map.refuse(&$self) };

    (@scalar $visit:ident [$ty:ty] $variant:ident $name:ident) => {
        fn $visit<E_: $crate::__private::de::Error>(
            self,
            value: $ty,
        ) -> ::core::result::Result<$name, E_> {
            $crate::__private::Deserialize::deserialize(
                $crate::__private::IntoDeserializer::into_deserializer(value),
            )
            .map($name::$variant)
        }
    };
}
