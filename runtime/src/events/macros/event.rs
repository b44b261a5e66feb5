//! What an enum of events can do.

/// What the generated enum of events can do, and how each is stored: `named` is beside its name, `bare`
/// as its data alone, `either` as values decide. The tag after `in` is the property of the data that
/// says the name, and is not in the payload.
#[doc(hidden)]
#[macro_export]
macro_rules! __event {
    ($vis:vis $event:ident {
        $($variant:ident $(($it:ident))? = $key:literal, $form:ident $(in $tag:literal)?;)*
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
                        $form self $key [$($it)?] [$($tag)?] serializer
                    ),)*
                    Self::Unknown(event) => {
                        $crate::__private::write_unknown(self, event, serializer)
                    }
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
    (named $event:ident $key:literal [] [] $to:ident) => {
        $crate::__private::write_name("event", $key, $to)
    };
    (named $event:ident $key:literal [$data:ident] [$($tag:literal)?] $to:ident) => {
        $crate::__private::write_named($key, $crate::__event_data!($key $data $($tag)?), $to)
    };
    (either $event:ident $key:literal [$data:ident] [$($tag:literal)?] $to:ident) => {
        $crate::__private::write_either(
            $event, $key, $crate::__event_data!($key $data $($tag)?), $to,
        )
    };
    (bare $event:ident $key:literal [] [$tag:literal] $to:ident) => {
        $crate::__private::write_name($tag, $key, $to)
    };
    (bare $event:ident $key:literal [$data:ident] [$($tag:literal)?] $to:ident) => {
        $crate::__private::Serialize::serialize($crate::__event_data!($key $data $($tag)?), $to)
    };
}

/// The data of an event, with its tag.
#[doc(hidden)]
#[macro_export]
macro_rules! __event_data {
    ($key:literal $data:ident) => {
        $data
    };
    ($key:literal $data:ident $tag:literal) => {
        &$crate::__private::WithTag {
            tag: $tag,
            value: $key,
            object: $data,
        }
    };
}
