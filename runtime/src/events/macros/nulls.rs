//! What may be null in payloads that do not fit.

/// The shapes of the events whose payloads are read with nulls, and of the types that they are made of.
///
/// A type is a word such as `string`, the name of another as `(Part)`, or made of one:
/// `[list string]`, `[map i64]`, `[nullable (Part)]`.
#[doc(hidden)]
#[macro_export]
macro_rules! __nulls {
    ($event_type:ident {
        $($key:literal => $shape:tt;)*
        $($kind:ident $name:ident $($head:literal)? { $($body:tt)* })*
    }) => {{
        $(
            #[allow(non_upper_case_globals, reason = "they are called like their types")]
            static $name: $crate::__private::Shape =
                $crate::__null_type!($kind $($head)? { $($body)* });
        )*
        match $event_type {
            $($key => {
                static SHAPE: $crate::__private::Shape = $crate::__shape!($shape);
                ::core::option::Option::Some(&SHAPE)
            })*
            _ => ::core::option::Option::None,
        }
    }};
}

/// The shape of a type with a name.
#[doc(hidden)]
#[macro_export]
macro_rules! __null_type {
    (alias { $shape:tt; }) => { $crate::__shape!($shape) };
    (object {
        $([$($tag:literal),*])?
        $($presence:ident $key:literal: $shape:tt;)*
        $(.. $rest:tt;)?
    }) => {
        $crate::__private::Shape::Object {
            tags: &[$($($tag),*)?],
            fields: &[$((
                $crate::__null_type!(@is_required $presence),
                $key,
                $crate::__shape!($shape),
            )),*],
            rest: $crate::__null_type!(@some $($rest)?),
        }
    };
    (tagged $tag:literal {
        $($($value:literal)|+ => $shape:tt;)*
        $(default $default:tt;)?
    }) => {
        $crate::__private::Shape::Tagged {
            tag: $tag,
            variants: &[$((&[$($value),+], $crate::__shape!($shape))),*],
            default: $crate::__null_type!(@some $($default)?),
        }
    };
    (kinds $expected:literal { $($kind:ident => $shape:tt;)* }) => {
        $crate::__private::Shape::Kinds {
            expected: $expected,
            branches: &[$(($crate::__kinds!(@kind $kind), $crate::__shape!($shape))),*],
        }
    };

    (@is_required required) => { true };
    (@is_required null) => { false };
    (@some) => { ::core::option::Option::None };
    (@some $shape:tt) => {
        ::core::option::Option::Some(&$crate::__shape!($shape))
    };
}

/// The shape that a word stands for.
#[doc(hidden)]
#[macro_export]
macro_rules! __shape {
    (($name:ident)) => {
        $crate::__private::Shape::Type(&$name)
    };
    ([list $inner:tt]) => {
        $crate::__private::Shape::List(&$crate::__shape!($inner))
    };
    ([map $inner:tt]) => {
        $crate::__private::Shape::Map(&$crate::__shape!($inner))
    };
    ([nullable $inner:tt]) => {
        $crate::__private::Shape::Nullable(&$crate::__shape!($inner))
    };
    ([own $ty:ty]) => {
        $crate::__private::Shape::Leaf($crate::__private::fits::<$ty>)
    };
    (boolean) => {
        $crate::__private::Shape::BOOLEAN
    };
    (i64) => {
        $crate::__private::Shape::I64
    };
    (u64) => {
        $crate::__private::Shape::U64
    };
    (f64) => {
        $crate::__private::Shape::F64
    };
    (string) => {
        $crate::__private::Shape::STRING
    };
    (unit) => {
        $crate::__private::Shape::UNIT
    };
    (any) => {
        $crate::__private::Shape::Any
    };
    (object) => {
        $crate::__private::Shape::FreeForm
    };
    (raw) => {
        $crate::__private::Shape::Raw
    };
}
