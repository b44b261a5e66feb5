//! What an enum of failures can do.

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
                let json = <$crate::RawJson as $crate::__private::Deserialize>::deserialize(
                    deserializer,
                )?;
                ::core::result::Result::Ok(match Self::from_text(json.get()) {
                    Self::Other(_) => Self::Other($crate::__private::text_of(&json)),
                    known => known,
                })
            }
        }
    };
}

/// How the failing events say a failure, each with the arm of its payload.
#[doc(hidden)]
#[macro_export]
macro_rules! __failure_messages {
    ($vis:vis $failure:ident in $event:ident {
        $(
            $method:ident: $arm:ident = $key:literal
                $(in $tag:literal)? $(as $json:ident $(: $payload:ty)?)?;
        )*
    }) => {
        #[allow(dead_code, reason = "not every program writes failures")]
        impl $failure {
            $(
                #[doc = ::core::concat!("The message of the event `", $key, "` that says this.")]
                ///
                /// `None` if its payload is of another type.
                ///
                /// # Errors
                ///
                /// When it cannot be serialised, or is not read as this event.
                $vis fn $method(
                    &self,
                ) -> ::core::option::Option<
                    ::core::result::Result<$crate::Message<'static>, $crate::WriteError>,
                > {
                    match self {
                        Self::$arm(it) => ::core::option::Option::Some(
                            $crate::__message!($event ($key) named [it] [$($tag)?] [$($json $(: $payload)?)?])
                                .map($crate::__private::failing::<
                                    <$event as $crate::__private::EventOf>::Set,
                                >),
                        ),
                        _ => ::core::option::Option::None,
                    }
                }
            )*
        }

        impl $crate::__private::ToFailureMessage for $failure {
            fn message(
                &self,
            ) -> ::core::option::Option<
                ::core::result::Result<$crate::Message<'static>, $crate::WriteError>,
            > {
                $(
                    if let ::core::option::Option::Some(message) = self.$method() {
                        return ::core::option::Option::Some(message);
                    }
                )*
                ::core::option::Option::None
            }
        }
    };
}
