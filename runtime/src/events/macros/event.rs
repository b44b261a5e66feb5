//! What an enum of events can do.

/// What the generated enum of events can do, and how each is stored: `named` is beside its name, `bare`
/// as its data alone, `either` as values decide. The tag after `in` is the property of the data that
/// says the name, and is not in the payload; `as json`
/// is a payload into whose JSON the name is put. Last comes what the event means for the stream.
#[doc(hidden)]
#[macro_export]
macro_rules! __event {
    ($vis:vis $event:ident {
        $(
            $variant:ident $(($it:ident))? = $key:literal, $form:ident
                $(in $tag:literal)? $(as $json:ident)?
                $(, $outcome:ident $(if $condition:expr)?)?;
        )*
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

        $crate::__to_message!($event {
            $(
                $variant $(($it))? = $key, $form $(in $tag)? $(as $json)?
                    $(, $outcome $(if $condition)?)?;
            )*
            _ = Unknown;
        });

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
    ($vis:vis $event:ident { $($names:tt)* } $(write { $($messages:tt)* })?) => {
        $crate::__event_type!($vis $event { $($names)* });
        $($crate::__to_message!($event { $($messages)* });)?

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

/// How an enum of events says what their messages are.
#[doc(hidden)]
#[macro_export]
macro_rules! __to_message {
    ($event:ident {
        $(
            $variant:ident $(($it:ident))? = $key:literal $(| $other:literal)*, $form:ident
                $(in $tag:literal)? $(as $json:ident $(: $payload:ty)?)?
                $(, $outcome:ident $(if $condition:expr)?)?;
        )*
        $(_ = $unknown:ident;)?
    }) => {
        #[allow(deprecated, clippy::too_many_lines, reason = "every event has an arm of its own")]
        impl $crate::__private::ToMessage for $event {
            fn message(
                &self,
            ) -> ::core::result::Result<$crate::Message<'static>, $crate::WriteError> {
                match self {
                    $(Self::$variant $(($it))? => $crate::__message!(
                        $event ($key $(, $other)*) $form [$($it)?] [$($tag)?]
                            [$($json $(: $payload)?)?]
                    ),)*
                    $(Self::$unknown(event) => $crate::__private::message_of_unknown::<
                        <Self as $crate::__private::EventOf>::Set,
                    >($crate::__private::UnknownPayload::event(event)),)?
                }
            }

            fn outcome<'a>(
                &self,
                message: impl ::core::ops::FnOnce() -> $crate::Message<'a>,
            ) -> $crate::__private::EventOutcome {
                match self {
                    $(Self::$variant $(($it))? => $crate::__outcome!(
                        message [$($it)?] $($outcome $(if $condition)?)?
                    ),)*
                    $(Self::$unknown(event) => $crate::__outcome!(message [event]),)?
                }
            }

            fn write(
                &self,
                messages: &mut $crate::MessageEncoder,
                out: &mut $crate::__private::Vec<u8>,
            ) -> ::core::result::Result<bool, $crate::WriteError> {
                match self {
                    $(Self::$variant $(($it))? => $crate::__write_in_place!(
                        messages out $event $key $form [$($it)?] [$($tag)?] [$($json)?]
                    ),)*
                    $(Self::$unknown(_) => ::core::result::Result::Ok(false),)?
                }
            }
        }
    };
}

/// What an event means for the stream.
#[doc(hidden)]
#[macro_export]
macro_rules! __outcome {
    ($message:ident [$($it:ident)?]) => {{
        let _ = ($message $(, $it)?);
        $crate::__private::EventOutcome::GoOn
    }};
    ($message:ident [$($it:ident)?] $outcome:ident) => {{
        let _ = ($message $(, $it)?);
        $crate::__private::EventOutcome::$outcome
    }};
    ($message:ident [$it:ident] $outcome:ident if $condition:expr) => {
        if $crate::__private::when($it, &$message(), $condition) {
            $crate::__private::EventOutcome::$outcome
        } else {
            $crate::__private::EventOutcome::GoOn
        }
    };
}

/// Writes an event without a message between, if that can be done.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_in_place {
    (
        $messages:ident $out:ident $event:ident $key:literal
        $form:ident [$data:ident] [$($tag:literal)?] []
    ) => {
        $crate::__private::write_in_place::<<$event as $crate::__private::EventOf>::Set, _>(
            $key,
            $crate::__is_bare!($form),
            $crate::__event_data!($key $data $($tag)?),
            $messages,
            $out,
        )
    };
    (
        $messages:ident $out:ident $event:ident $key:literal
        $form:ident [$($data:ident)?] [$($tag:literal)?] [$($json:ident)?]
    ) => {{
        let _ = ($messages, $out $(, $data)?);
        ::core::result::Result::Ok(false)
    }};
}

/// Whether the data of an event always says its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __is_bare {
    (bare) => {
        true
    };
    ($form:ident) => {
        false
    };
}

/// The message of an event.
#[doc(hidden)]
#[macro_export]
macro_rules! __message {
    ($event:ident ($key:literal $($other:tt)*) $form:ident [] [$($tag:literal)?] []) => {
        $crate::__private::message_of_name::<<$event as $crate::__private::EventOf>::Set>($key)
    };
    ($event:ident ($key:literal $($other:tt)*) bare [$data:ident] [$($tag:literal)?] []) => {
        $crate::__private::message_of_bare::<<$event as $crate::__private::EventOf>::Set, _>(
            $key,
            $crate::__event_data!($key $data $($tag)?),
        )
    };
    ($event:ident ($key:literal $($other:tt)*) $form:ident [$data:ident] [$($tag:literal)?] []) => {
        $crate::__private::message_of::<<$event as $crate::__private::EventOf>::Set, _>(
            $key,
            $crate::__event_data!($key $data $($tag)?),
        )
    };
    ($event:ident ($key:literal $($other:tt)*) $form:ident [$data:ident] [] [json]) => {
        $crate::__message!($event ($key $($other)*) $form [$data] [] [json: _])
    };
    ($event:ident ($key:literal $($other:tt)*) $form:ident [$data:ident] [] [json: $payload:ty]) => {
        $crate::__private::message_of_json::<
            <$event as $crate::__private::EventOf>::Set,
            $payload,
        >(&[$key $($other)*], $data)
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
