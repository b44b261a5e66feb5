//! The table of a set of events.

/// The table of a set of events, and how messages are read by it.
#[doc(hidden)]
#[macro_export]
macro_rules! __events {
    (
        $set:ty: $event:ty, $failure:ty;
        $protocol:expr;
        dispatch $($entry:expr),+;
        $(sentinels $($text:literal => $sentinel:ident),+;)?
        unknown $unknown:ident $(($unknown_variant:ident))?;
        $(texts $($data:literal),+;)?
        $(keep_mismatches $keep:literal $(but $($other:literal)|+)?;)?
        $(nulls { $($nulls:tt)* })?
        $($key:literal => $read:ident $(($($how:tt)*))?;)*
    ) => {
        impl $crate::StreamEvents for $set {
            type Event = $event;
            type Failure = $failure;

            const PROTOCOL: $crate::__private::Protocol = {
                #[allow(unused_imports, reason = "not every API needs all of them")]
                use $crate::__aws_event_stream;
                #[allow(unused_imports, reason = "not every API needs all of them")]
                use $crate::__private::{Cursor, FailureRules, Framing, Protocol, ResumeRules};
                $protocol
            };

            #[inline]
            fn dispatch(
                message: &$crate::Message<'_>,
            ) -> ::core::result::Result<$crate::Dispatch<Self>, $crate::Mismatch> {
                $crate::__private::dispatch(message)
            }

            fn failure(body: &str) -> ::core::option::Option<$failure> {
                <$failure as $crate::__private::ReadFailure>::read(body)
            }

            #[inline]
            fn yields(message: &$crate::Message<'_>) -> bool {
                $crate::__private::yields::<Self>(message)
            }
        }

        #[allow(deprecated, reason = "what is deprecated still arrives")]
        #[allow(
            clippy::match_same_arms,
            clippy::too_many_lines,
            reason = "every event has an arm of its own"
        )]
        impl $crate::__private::Table for $set {
            const ENTRIES: &'static [$crate::__private::Entry] = {
                #[allow(unused_imports, reason = "not every API needs all of them")]
                use $crate::__private::Entry::{Always, Event, Has, Pointer};
                &[$($entry),+]
            };
            $(
                const SENTINELS: &'static [(&'static str, $crate::__private::Sentinel)] =
                    &[$(($text, $crate::__private::Sentinel::$sentinel)),+];
            )?
            const UNKNOWN: $crate::__private::Unknown = $crate::__private::Unknown::$unknown;
            $(
                const TEXTS: &'static [&'static str] = &[$($data),+];
            )?

            fn declares(event_type: &str) -> bool {
                ::core::matches!(event_type, $($key)|*)
            }

            fn yields(event_type: &str) -> bool {
                match event_type {
                    $($key => $crate::__yields!($read $($($how)*)?),)*
                    _ => false,
                }
            }

            const HAS_LAST_EVENTS: bool =
                false $(|| $crate::__may_end!($read $($($how)*)?))*;

            $(
                fn keeps_mismatch(event_type: &str) -> bool {
                    let _ = event_type;
                    $keep $(!= ::core::matches!(event_type, $($other)|+))?
                }
            )?

            $(
                fn nulls(
                    event_type: &str,
                ) -> ::core::option::Option<&'static $crate::__private::Shape> {
                    $crate::__nulls!(event_type { $($nulls)* })
                }
            )?

            #[inline]
            fn decode(
                event_type: &str,
                message: &$crate::Message<'_>,
                or_else: impl ::core::ops::FnOnce() -> $crate::__private::Decoded<Self>,
            ) -> $crate::__private::Decoded<Self> {
                match event_type {
                    $($key => $crate::__event_arm!(
                        $event, $failure, message, $key, $read $($($how)*)?
                    ),)*
                    _ => or_else(),
                }
            }

            fn unknown(event: $crate::UnknownEvent) -> $crate::Dispatch<Self> {
                $crate::__unknown!(event, $event $(, $unknown_variant)?)
            }
        }

        impl $crate::__private::EventOf for $event {
            type Set = $set;
        }
    };
}

/// Whether a declared event is an item after which the stream goes on.
#[doc(hidden)]
#[macro_export]
macro_rules! __yields {
    ($read:ident Yield $($how:tt)*) => {
        true
    };
    ($($how:tt)*) => {
        false
    };
}

/// Whether a declared event can be the end of a stream.
#[doc(hidden)]
#[macro_export]
macro_rules! __may_end {
    ($read:ident Finish $($how:tt)*) => {
        true
    };
    ($read:ident Complete $($how:tt)*) => {
        true
    };
    ($($how:tt)*) => {
        false
    };
}

/// What becomes of a declared event.
#[doc(hidden)]
#[macro_export]
macro_rules! __event_arm {
    ($event:ty, $failure:ty, $message:ident, $key:literal, skip) => {
        ::core::result::Result::Ok($crate::Dispatch::Skip)
    };
    ($event:ty, $failure:ty, $message:ident, $key:literal, fail) => {
        ::core::result::Result::Ok($crate::Dispatch::Fail(<$failure>::Other(
            ::std::borrow::ToOwned::to_owned($message.data()),
        )))
    };
    ($event:ty, $failure:ty, $message:ident, $key:literal, fail $arm:ident) => {
        $crate::__event_arm!(
            $event, $failure, $message, $key, fail $arm, $crate::__private::read
        )
    };
    ($event:ty, $failure:ty, $message:ident, $key:literal, fail $arm:ident, $read:expr) => {
        ::core::result::Result::Ok($crate::Dispatch::Fail($crate::__private::failure(
            $message.data(),
            $read,
            <$failure>::$arm,
            |text| <$failure>::Other(::std::borrow::ToOwned::to_owned(text)),
        )))
    };
    ($event:ty, $failure:ty, $message:ident, $key:literal, none $handle:ident $variant:ident) => {
        ::core::result::Result::Ok($crate::Dispatch::$handle(<$event>::$variant))
    };
    (
        $event:ty, $failure:ty, $message:ident, $key:literal,
        text $handle:ident $variant:ident: $payload:ty
    ) => {
        ::core::result::Result::Ok($crate::Dispatch::$handle(<$event>::$variant(
            <$payload as ::core::convert::From<&str>>::from($message.data()),
        )))
    };
    (
        $event:ty, $failure:ty, $message:ident, $key:literal,
        string $handle:ident $variant:ident: $payload:ty
    ) => {
        ::core::result::Result::Ok($crate::Dispatch::$handle(<$event>::$variant(
            $crate::__private::string::<$payload>($message),
        )))
    };
    (
        $event:ty, $failure:ty, $message:ident, $key:literal,
        own $handle:ident $variant:ident: $payload:ty $(, if $condition:expr)?
    ) => {
        $crate::__event_arm!(
            $event, $failure, $message, $key,
            own $handle $variant, $crate::__private::read::<$payload> $(, if $condition)?
        )
    };
    (
        $event:ty, $failure:ty, $message:ident, $key:literal,
        own $handle:ident $variant:ident, $read:expr
    ) => {
        $crate::__mismatch_arm!($handle, $crate::__private::own(
            $key,
            $message,
            $read,
            |it| $crate::Dispatch::$handle(<$event>::$variant(it)),
        ))
    };
    (
        $event:ty, $failure:ty, $message:ident, $key:literal,
        own $handle:ident $variant:ident, $read:expr, if $condition:expr
    ) => {
        $crate::__private::own($key, $message, $read, |it| {
            if $crate::__private::when(&it, $message, $condition) {
                $crate::Dispatch::$handle(<$event>::$variant(it))
            } else {
                $crate::Dispatch::Yield(<$event>::$variant(it))
            }
        })
    };
    (
        $event:ty, $failure:ty, $message:ident, $key:literal,
        $read:ident $handle:ident $variant:ident: $payload:ty
    ) => {
        $crate::__mismatch_arm!(
            $handle,
            $crate::__private::$read::<Self, $payload>($key, $message, |it| {
                $crate::Dispatch::$handle(<$event>::$variant(it))
            },)
        )
    };
    (
        $event:ty, $failure:ty, $message:ident, $key:literal,
        $read:ident $handle:ident $variant:ident: $payload:ty, if $condition:expr
    ) => {
        $crate::__private::$read::<Self, $payload>($key, $message, |it| {
            if $crate::__private::when(&it, $message, $condition) {
                $crate::Dispatch::$handle(<$event>::$variant(it))
            } else {
                $crate::Dispatch::Yield(<$event>::$variant(it))
            }
        })
    };
}

/// What a mismatch means for the stream: the same as the event would have.
#[doc(hidden)]
#[macro_export]
macro_rules! __mismatch_arm {
    (Yield, $decoded:expr) => {
        $decoded
    };
    (Finish, $decoded:expr) => {
        $decoded.map_err($crate::Mismatch::finishing)
    };
    (Complete, $decoded:expr) => {
        $decoded.map_err($crate::Mismatch::completing)
    };
}

/// The variant that keeps an event that is not declared.
#[doc(hidden)]
#[macro_export]
macro_rules! __unknown {
    ($it:ident, $event:ty) => {
        $crate::Dispatch::Refuse($it)
    };
    ($it:ident, $event:ty, $variant:ident) => {
        $crate::Dispatch::Unknown(<$event>::$variant($crate::__private::UnknownPayload::keep(
            $it,
        )))
    };
}
