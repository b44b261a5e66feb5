/// The events of `recursive.json`.
#[derive(Debug)]
pub struct Recursive;
/// What `Recursive` streams yield.
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
pub mod recursive {
    /// What a stream of `Recursive` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `tree`.
        Tree(Tree),
        /// Event type on the wire: `chain`.
        Chain(Chain),
        /// Event type on the wire: `filter`.
        Filter(Filter),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    impl Event {
        /// Its event type on the wire.
        #[must_use]
        pub fn event_type(&self) -> &str {
            match self {
                Self::Tree(_) => "tree",
                Self::Chain(_) => "chain",
                Self::Filter(_) => "filter",
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
                Self::Tree(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Chain(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Filter(it) => {
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
    /// `Tree`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Tree {
        /// `children`.
        pub children: ::core::option::Option<::std::vec::Vec<Tree>>,
        /// `parent`.
        pub parent: ::core::option::Option<::std::boxed::Box<Tree>>,
        /// `by_name`.
        pub by_name: ::core::option::Option<
            ::std::collections::BTreeMap<::std::string::String, Tree>,
        >,
    }
    ::stream_events::__object! {
        plain Tree { optional children : "children"; optional parent : "parent"; optional
        by_name : "by_name" as null; }
    }
    /// `Chain`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Chain {
        /// `link`.
        pub link: ::core::option::Option<Link>,
    }
    ::stream_events::__object! {
        plain Chain { optional link : "link"; }
    }
    /// `Link`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Link {
        /// `chain`.
        pub chain: ::core::option::Option<::std::boxed::Box<Chain>>,
    }
    ::stream_events::__object! {
        plain Link { optional chain : "chain"; }
    }
    /// `Filter`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Filter {
        /// `not`.
        Not(Not),
        /// `all`.
        All(All),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Filter by "op" { "not" => Not; "all" => All; }
    }
    /// `Not`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Not {
        /// `filter`.
        pub filter: ::std::boxed::Box<Filter>,
    }
    ::stream_events::__object! {
        Not { ["op" = "not"] required filter : "filter"; }
    }
    /// `All`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct All {
        /// `filters`.
        pub filters: ::std::vec::Vec<Filter>,
    }
    ::stream_events::__object! {
        All { ["op" = "all"] defaulted filters : "filters"; }
    }
}
/// A stream of [`Recursive`] events.
#[allow(dead_code, reason = "not every program names the stream")]
pub type RecursiveStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Recursive,
    B,
>;
impl ::stream_events::StreamEvents for Recursive {
    type Event = recursive::Event;
    type Failure = recursive::Failure;
    const PROTOCOL: ::stream_events::Protocol = ::stream_events::Protocol::new(
            "Recursive",
        )
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
    fn failure(body: &str) -> ::core::option::Option<recursive::Failure> {
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
impl ::stream_events::__private::Table for Recursive {
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
            "tree" => {
                ::stream_events::__private::plain(
                    "tree",
                    message,
                    |it: recursive::Tree| ::stream_events::Dispatch::Yield(
                        recursive::Event::Tree(it),
                    ),
                )
            }
            "chain" => {
                ::stream_events::__private::plain(
                    "chain",
                    message,
                    |it: recursive::Chain| ::stream_events::Dispatch::Yield(
                        recursive::Event::Chain(it),
                    ),
                )
            }
            "filter" => {
                ::stream_events::__private::json(
                    "filter",
                    message,
                    |it: recursive::Filter| ::stream_events::Dispatch::Yield(
                        recursive::Event::Filter(it),
                    ),
                )
            }
            _ => or_else(),
        }
    }
    fn unknown(event: ::stream_events::UnknownEvent) -> ::stream_events::Dispatch<Self> {
        ::stream_events::Dispatch::Unknown(recursive::Event::Unknown(event))
    }
}
impl ::stream_events::__private::EventOf for recursive::Event {
    type Set = Recursive;
}
