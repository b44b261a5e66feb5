//! What generated code is written in: a derive says what differs from one set of events to another,
//! and these say the rest.

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
        $(keep_mismatches $keep:literal $(but $($other:literal)|+)?;)?
        $($key:literal => $read:ident $(($($how:tt)*))?;)*
    ) => {
        impl $crate::StreamEvents for $set {
            type Event = $event;
            type Failure = $failure;

            const PROTOCOL: $crate::__private::Protocol = {
                #[allow(unused_imports, reason = "not every API needs all of them")]
                use $crate::__private::{Cursor, FailureRules, Protocol, ResumeRules};
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
                fn keeps_mismatch(event_type: &str) -> bool {
                    let _ = event_type;
                    $keep $(!= ::core::matches!(event_type, $($other)|+))?
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
        $decoded.map_err($crate::__private::finishing)
    };
    (Complete, $decoded:expr) => {
        $decoded.map_err($crate::__private::completing)
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

/// What the generated enum of events can do: a line for each variant, with the tag to write before
/// payloads that do not have it.
#[doc(hidden)]
#[macro_export]
macro_rules! __event {
    ($vis:vis $event:ident {
        $($variant:ident $(($it:ident))? = $key:literal $(in $tag:literal)?;)*
    }) => {
        $crate::__event_type!($vis $event { $($variant = $key;)* _ = Unknown; });
        $crate::__from_bytes!($vis <$event as $crate::__private::EventOf>::Set);

        impl $crate::__private::Serialize for $event {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant $(($it))? => $crate::__write_event!(
                        serializer $(, $it)? $(, $tag, $key)?
                    ),)*
                    Self::Unknown(it) => $crate::__private::Serialize::serialize(it, serializer),
                }
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $event {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::event(deserializer)
            }
        }
    };
}

/// What the user's own enum of events can do besides.
#[doc(hidden)]
#[macro_export]
macro_rules! __own_event {
    ($vis:vis $event:ident { $($names:tt)* }) => {
        $crate::__event_type!($vis $event { $($names)* });

        #[allow(dead_code, reason = "not every program reads bytes")]
        impl $event {
            $crate::__from_bytes!($vis Self);
        }
    };
}

/// The method that tells an event's type on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! __event_type {
    ($vis:vis $event:ident {
        $($variant:ident = $key:literal;)* $(_ = $unknown:ident;)?
    }) => {
        #[allow(dead_code, deprecated, clippy::too_many_lines, reason = "made for every set")]
        impl $event {
            /// Its event type on the wire; the first one of several that mean the same.
            #[must_use]
            $vis fn event_type(&self) -> &str {
                match self {
                    $(Self::$variant { .. } => $key,)*
                    $(Self::$unknown(event) => {
                        $crate::__private::UnknownPayload::event_type(event)
                    })?
                }
            }
        }
    };
}

/// The function that reads a stream of bytes.
#[doc(hidden)]
#[macro_export]
macro_rules! __from_bytes {
    ($vis:vis $set:ty) => {
        /// Reads a stream of bytes as these events.
        ///
        /// Its items may be `Bytes` or `Result<Bytes, E>`.
        $vis fn from_bytes<B>(stream: B) -> $crate::AsyncStream<$set, B>
        where
            B: $crate::__private::Stream,
            B::Item: $crate::SourceItem<$crate::__private::Bytes>,
        {
            $crate::AsyncStream::from_bytes(stream)
        }
    };
}

/// Writes one event.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_event {
    ($serializer:ident) => {
        $serializer.serialize_unit()
    };
    ($serializer:ident, $it:ident) => {
        $crate::__private::Serialize::serialize($it, $serializer)
    };
    ($serializer:ident, $it:ident, $tag:literal, $key:literal) => {
        $crate::__private::write_tagged($tag, $key, $it, $serializer)
    };
}

/// How the text of a failed response is read as a failure: as the first of some arms that it fits.
#[doc(hidden)]
#[macro_export]
macro_rules! __failure {
    (@read $text:ident) => {
        Self::Other(::std::borrow::ToOwned::to_owned($text))
    };
    (@read $text:ident $arm:ident; $($others:tt)*) => {
        $crate::__failure!(@read $text $arm, $crate::__private::read; $($others)*)
    };
    (@read $text:ident $arm:ident, $read:expr; $($others:tt)*) => {
        $crate::__private::failure($text, $read, Self::$arm, |text| {
            $crate::__failure!(@read text $($others)*)
        })
    };
    ($vis:vis $failure:ident { $($tried:tt)* }) => {
        impl $failure {
            /// Reads the body of a failed response.
            #[must_use]
            $vis fn from_text(text: &str) -> Self {
                $crate::__failure!(@read text $($tried)*)
            }
        }

        impl $crate::__private::ReadFailure for $failure {
            fn read(text: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self::from_text(text))
            }
        }
    };
}

/// The JSON of a failure: that of its payload.
#[doc(hidden)]
#[macro_export]
macro_rules! __failure_json {
    ($failure:ident { $($arm:ident;)* }) => {
        impl $crate::__private::Serialize for $failure {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$arm(it) => $crate::__private::Serialize::serialize(it, serializer),)*
                    Self::Other(text) => serializer.serialize_str(text),
                }
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $failure {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$crate::RawJson as $crate::__private::Deserialize>::deserialize(deserializer)
                    .map(|json| Self::from_text(json.get()))
            }
        }
    };
}

/// The method that gives back the document of an enum. The payloads need a schema only where it is
/// called: a bound with a lifetime of its own is not checked before, and whether the feature is on
/// depends on everything else in a build.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __document {
    ($vis:vis $set:ident = $text:literal {
        $($event:literal: $payload:ty;)* $(body: $body:ty;)?
    }) => {
        #[allow(dead_code, single_use_lifetimes, reason = "made for every set")]
        impl $set {
            /// The document that says what this enum declares.
            #[must_use]
            $vis fn document() -> $crate::schema::Document
            where
                $(for<'payload> $payload: $crate::__private::JsonSchema,)*
                $(for<'payload> $body: $crate::__private::JsonSchema,)?
            {
                #[allow(unused_mut, reason = "an event need not have a payload")]
                let mut document = $crate::__private::DocumentBuilder::new($text);
                $(document.body::<$body>();)?
                $(document.payload::<$payload>($event);)*
                document.finish()
            }
        }
    };
}

/// Nothing: a document needs the feature `schema`, which a derive cannot see.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __document {
    ($($item:tt)*) => {};
}
