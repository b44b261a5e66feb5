/// The events of `objects.json`.
#[derive(Debug)]
pub struct Objects;
/// Every way a property can be there or not.
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
pub mod objects {
    /// What a stream of `Objects` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// An object with a field of every kind.
        ///
        /// Event type on the wire: `everything`.
        Everything(::std::boxed::Box<Everything>),
        /// Event type on the wire: `inline`.
        Inline(Inline),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    impl Event {
        /// Its event type on the wire.
        #[must_use]
        pub fn event_type(&self) -> &str {
            match self {
                Self::Everything(_) => "everything",
                Self::Inline(_) => "inline",
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
                Self::Everything(it) => {
                    ::stream_events::__private::write_tagged(
                        "type",
                        "everything",
                        it,
                        serializer,
                    )
                }
                Self::Inline(it) => {
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
    /// All of it.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Everything {
        /// Plain text.
        pub text: ::std::string::String,
        /// `count`.
        pub count: i64,
        /// `big`.
        pub big: ::core::option::Option<u64>,
        /// `ratio`.
        pub ratio: f64,
        /// `flag`.
        pub flag: bool,
        /// `nullable`.
        pub nullable: ::core::option::Option<::std::string::String>,
        /// `optional`.
        pub optional: ::core::option::Option<::std::string::String>,
        /// `optional_nullable`.
        pub optional_nullable: ::core::option::Option<Point>,
        /// `list`.
        pub list: ::std::vec::Vec<i64>,
        /// `optional_list`.
        pub optional_list: ::core::option::Option<::std::vec::Vec<Point>>,
        /// `map`.
        pub map: ::std::collections::BTreeMap<::std::string::String, f64>,
        /// `free`.
        pub free: ::core::option::Option<
            ::stream_events::__private::Map<
                ::std::string::String,
                ::stream_events::__private::Value,
            >,
        >,
        /// `anything`.
        pub anything: ::stream_events::__private::Value,
        /// `nothing`.
        pub nothing: ::core::option::Option<()>,
        /// `kind`.
        pub kind: EverythingKind,
        /// `alias`.
        pub alias: Name,
        /// Use `text`.
        #[deprecated]
        pub old: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        Everything { required text : "text"; required count : "count"; optional big :
        "big"; required ratio : "ratio"; required flag : "flag"; defaulted nullable :
        "nullable"; optional optional : "optional"; optional optional_nullable :
        "optional_nullable"; defaulted list : "list"; optional optional_list :
        "optional_list"; defaulted map : "map"; optional free : "free"; required anything
        : "anything"; optional nothing : "nothing"; required kind : "kind"; required
        alias : "alias"; optional old : "old"; }
    }
    /// `EverythingKind`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum EverythingKind {
        /// `everything at once`.
        EverythingAtOnce,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        EverythingKind { "everything at once" => EverythingAtOnce; }
    }
    /// `Point`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Point {
        /// `x`.
        pub x: f64,
        /// `y`.
        pub y: f64,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<
            ::std::string::String,
            ::std::string::String,
        >,
    }
    ::stream_events::__object! {
        Point { required x : "x"; required y : "y"; ..additional_properties }
    }
    /// A name that has a name.
    pub type Name = ::std::string::String;
    /// `Inline`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Inline {
        /// `nested`.
        pub nested: ::core::option::Option<InlineNested>,
        /// `rows`.
        pub rows: ::core::option::Option<::std::vec::Vec<InlineRowsItem>>,
    }
    ::stream_events::__object! {
        plain Inline { ["type" = "inline"] optional nested : "nested"; optional rows :
        "rows"; }
    }
    /// `InlineNested`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct InlineNested {
        /// `deep`.
        pub deep: ::core::option::Option<bool>,
    }
    ::stream_events::__object! {
        plain InlineNested { optional deep : "deep"; }
    }
    /// `InlineRowsItem`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct InlineRowsItem {
        /// `id`.
        pub id: ::std::string::String,
    }
    ::stream_events::__object! {
        plain InlineRowsItem { required id : "id"; }
    }
}
/// A stream of [`Objects`] events.
#[allow(dead_code, reason = "not every program names the stream")]
pub type ObjectsStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Objects,
    B,
>;
impl ::stream_events::StreamEvents for Objects {
    type Event = objects::Event;
    type Failure = objects::Failure;
    const PROTOCOL: ::stream_events::Protocol = ::stream_events::Protocol::new("Objects")
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
    fn failure(body: &str) -> ::core::option::Option<objects::Failure> {
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
impl ::stream_events::__private::Table for Objects {
    const ENTRIES: &'static [::stream_events::__private::Entry] = &[
        ::stream_events::__private::Entry::Event,
        ::stream_events::__private::Entry::Pointer(&["type"]),
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
            "everything" => {
                ::stream_events::__private::json(
                    "everything",
                    message,
                    |it: ::std::boxed::Box<objects::Everything>| ::stream_events::Dispatch::Yield(
                        objects::Event::Everything(it),
                    ),
                )
            }
            "inline" => {
                ::stream_events::__private::plain(
                    "inline",
                    message,
                    |it: objects::Inline| ::stream_events::Dispatch::Yield(
                        objects::Event::Inline(it),
                    ),
                )
            }
            _ => or_else(),
        }
    }
    fn unknown(event: ::stream_events::UnknownEvent) -> ::stream_events::Dispatch<Self> {
        ::stream_events::Dispatch::Unknown(objects::Event::Unknown(event))
    }
}
impl ::stream_events::__private::EventOf for objects::Event {
    type Set = Objects;
}
