/// The events of `hostile.json`.
#[derive(Debug)]
pub struct Hostile;
/// Descriptions that mean no harm and do it all the same: \[Event\], \<b\>, */ and "quotes".
///
/// indented();
#[allow(
    dead_code,
    unreachable_pub,
    reason = "what an API sends is more than most programs look at"
)]
#[allow(
    deprecated,
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::match_same_arms,
    clippy::module_name_repetitions,
    clippy::option_option,
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    clippy::too_long_first_doc_paragraph,
    clippy::too_many_lines,
    clippy::upper_case_acronyms,
    reason = "names, shapes and descriptions are the schema's"
)]
pub mod hostile {
    /// What a stream of `Hostile` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// ```text
        /// assert!(false);
        /// ```
        /// See \[nothing\](crate::nowhere), Array\<string\>, `Option<[u8]>` and <https://example.com/a?b=c>.
        ///
        /// Event type on the wire: `` a`b ``.
        AB(Odd),
        /// ```text
        /// let x = ;
        /// ```
        ///
        /// Event type on the wire: `unclosed`.
        Unclosed(Odd),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    impl Event {
        /// Its event type on the wire.
        #[must_use]
        pub fn event_type(&self) -> &str {
            match self {
                Self::AB(_) => "a`b",
                Self::Unclosed(_) => "unclosed",
                Self::Unknown(event) => &event.event_type,
            }
        }
    }
    impl ::stream_events::__private::Serialize for Event {
        fn serialize<S: ::stream_events::__private::Serializer>(
            &self,
            serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::AB(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Unclosed(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Unknown(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
            }
        }
    }
    impl<'de> ::stream_events::__private::Deserialize<'de> for Event {
        fn deserialize<D: ::stream_events::__private::Deserializer<'de>>(
            deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            ::stream_events::__private::event(deserializer)
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    /// Reads a stream of bytes as these events.
    ///
    /// Its items may be `Bytes` or `Result<Bytes, E>`.
    pub fn from_bytes<B>(
        stream: B,
    ) -> ::stream_events::AsyncStream<
        <Event as ::stream_events::__private::EventOf>::Set,
        B,
    >
    where
        B: ::stream_events::__private::Stream,
        B::Item: ::stream_events::SourceItem<::stream_events::__private::Bytes>,
    {
        ::stream_events::AsyncStream::from_bytes(stream)
    }
    /// * list
    /// * indented list with \`unclosed code
    ///
    /// let tab = 1;
    /// # Panics
    /// never
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Odd {
        /// \<script\>alert(1)\</script\> & \<T\>
        pub html: ::core::option::Option<::std::string::String>,
        /// \[foo\]: bar \[a\]\[b\] \[`Vec`\] \\\[x\\\]
        pub links: ::core::option::Option<::std::string::String>,
        /// one
        /// two three four
        pub lines: ::core::option::Option<::std::string::String>,
        /// `blank`.
        pub blank: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain Odd { optional html : "html"; optional links : "links"; optional lines :
        "lines"; optional blank : "blank"; }
    }
}
/// A stream of [`Hostile`] events.
#[allow(dead_code, reason = "not every program names the stream")]
pub type HostileStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Hostile,
    B,
>;
impl ::stream_events::StreamEvents for Hostile {
    type Event = hostile::Event;
    type Failure = hostile::Failure;
    const PROTOCOL: ::stream_events::Protocol = ::stream_events::Protocol::new("Hostile")
        .failures(::stream_events::FailureRules::new(&[], &[], &[], &[]));
    #[inline]
    fn dispatch(
        message: &::stream_events::Message<'_>,
    ) -> ::core::result::Result<
        ::stream_events::Dispatch<Self>,
        ::stream_events::Mismatch,
    > {
        ::stream_events::__private::dispatch(message)
    }
    fn failure(body: &str) -> ::core::option::Option<hostile::Failure> {
        {
            let _ = body;
            ::core::option::Option::None
        }
    }
}
#[allow(deprecated, reason = "what the schema calls deprecated still arrives")]
#[allow(
    clippy::match_same_arms,
    clippy::too_many_lines,
    reason = "every event has an arm of its own"
)]
impl ::stream_events::__private::Table for Hostile {
    const ENTRIES: &'static [::stream_events::__private::Entry] = &[
        ::stream_events::__private::Entry::Event,
    ];
    const SENTINELS: &'static [(&'static str, ::stream_events::__private::Sentinel)] = &[];
    const UNKNOWN: ::stream_events::__private::Unknown = ::stream_events::__private::Unknown::Keep;
    const KEEP_MISMATCHES: bool = false;
    #[inline]
    fn decode(
        event_type: &str,
        message: &::stream_events::Message<'_>,
        or_else: impl ::core::ops::FnOnce() -> ::stream_events::__private::Decoded<Self>,
    ) -> ::stream_events::__private::Decoded<Self> {
        match event_type {
            "a`b" => {
                ::stream_events::__private::plain(
                    "a`b",
                    message,
                    |it: hostile::Odd| ::stream_events::Dispatch::Yield(
                        hostile::Event::AB(it),
                    ),
                )
            }
            "unclosed" => {
                ::stream_events::__private::plain(
                    "unclosed",
                    message,
                    |it: hostile::Odd| ::stream_events::Dispatch::Yield(
                        hostile::Event::Unclosed(it),
                    ),
                )
            }
            _ => or_else(),
        }
    }
    fn unknown(event: ::stream_events::UnknownEvent) -> ::stream_events::Dispatch<Self> {
        ::stream_events::Dispatch::Unknown(hostile::Event::Unknown(event))
    }
}
impl ::stream_events::__private::EventOf for hostile::Event {
    type Set = Hostile;
}
