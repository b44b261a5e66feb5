/// The events of `names.json`.
#[derive(Debug)]
pub struct Names;
/// What `Names` streams yield.
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
pub mod names {
    /// What a stream of `Names` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `self`.
        SelfValue(::std::boxed::Box<EventPayload>),
        /// Event type on the wire: `notifications/message`.
        NotificationsMessage(AB),
        /// Event type on the wire: `unknown`.
        UnknownOnTheWire(AB2),
        /// Event type on the wire: `3d`.
        N3d(ThreeD),
        /// Event type on the wire: `a`.
        A(Kinds),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    impl Event {
        /// Its event type on the wire.
        #[must_use]
        pub fn event_type(&self) -> &str {
            match self {
                Self::SelfValue(_) => "self",
                Self::NotificationsMessage(_) => "notifications/message",
                Self::UnknownOnTheWire(_) => "unknown",
                Self::N3d(_) => "3d",
                Self::A(_) => "a",
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
                Self::SelfValue(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::NotificationsMessage(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::UnknownOnTheWire(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::N3d(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::A(it) => {
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
    /// `EventPayload`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct EventPayload {
        /// `type`.
        pub r#type: ::core::option::Option<::std::string::String>,
        /// `self`.
        pub self_: ::core::option::Option<::std::string::String>,
        /// `crate`.
        pub crate_: ::core::option::Option<::std::string::String>,
        /// `fn`.
        pub r#fn: ::core::option::Option<::std::string::String>,
        /// `a-b`.
        pub a_b: ::core::option::Option<::std::string::String>,
        /// `a_b`.
        pub a_b2: ::core::option::Option<::std::string::String>,
        /// ``.
        pub empty: ::core::option::Option<::std::string::String>,
        /// `$id`.
        pub id: ::core::option::Option<::std::string::String>,
        /// `key`.
        pub key: ::core::option::Option<::std::string::String>,
        /// `entries`.
        pub entries: ::core::option::Option<::std::string::String>,
        /// `map`.
        pub map: ::core::option::Option<::std::string::String>,
        /// `naïve`.
        pub naïve: ::core::option::Option<::std::string::String>,
        /// `` it`s ``.
        pub it_s: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain EventPayload { optional r#type : "type"; optional self_ : "self"; optional
        crate_ : "crate"; optional r#fn : "fn"; optional a_b : "a-b"; optional a_b2 :
        "a_b"; optional empty : ""; optional id : "$id"; optional key : "key"; optional
        entries : "entries"; optional map : "map"; optional naïve : "naïve"; optional
        it_s : "it`s"; }
    }
    /// `AB`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct AB {
        /// `option`.
        pub option: ::core::option::Option<Option>,
    }
    ::stream_events::__object! {
        plain AB { optional option : "option"; }
    }
    /// `AB2`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct AB2 {
        /// `level`.
        pub level: ::core::option::Option<AB2Level>,
        /// `string`.
        pub string: ::core::option::Option<String>,
    }
    ::stream_events::__object! {
        plain AB2 { optional level : "level"; optional string : "string"; }
    }
    /// `AB2Level`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum AB2Level {
        /// `a-b`.
        AB,
        /// `a_b`.
        AB2,
        /// `+1`.
        Plus1,
        /// `-1`.
        Minus1,
        /// ``.
        Empty,
        /// `Self`.
        SelfValue,
        /// `1024x1024`.
        N1024x1024,
        /// `gpt-3.5`.
        Gpt35,
        /// `unknown`.
        Unknown2,
        /// `>=`.
        GreaterEqual,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        plain AB2Level { "a-b" => AB; "a_b" => AB2; "+1" => Plus1; "-1" => Minus1; "" =>
        Empty; "Self" => SelfValue; "1024x1024" => N1024x1024; "gpt-3.5" => Gpt35;
        "unknown" => Unknown2; ">=" => GreaterEqual; }
    }
    /// `Kinds`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Kinds {
        /// When it is a string.
        String(::std::string::String),
        /// When it is an array.
        Array(::std::vec::Vec<S>),
        /// When it is an object.
        Object(E),
    }
    ::stream_events::__kinds! {
        plain Kinds, "a string or an array or an object" { string => String; array =>
        Array; object => Object; }
    }
    /// `E`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum E {
        /// `a`.
        A(A),
        /// `d`.
        D(D),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        E by "t" { plain "a" => A : A; plain "d" => D : D; }
    }
    /// `A`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct A {
        /// `m`.
        pub m: ::core::option::Option<M>,
    }
    ::stream_events::__object! {
        plain A { ["t" = "a"] optional m : "m"; }
    }
    /// `D`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct D {}
    ::stream_events::__object! {
        plain D { ["t" = "d"] }
    }
    /// `S`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum S {
        /// `s`.
        S,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        plain S { "s" => S; }
    }
    /// `M`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum M {
        /// When it is a number.
        Number(f64),
        /// When it is a string.
        String(::std::string::String),
    }
    ::stream_events::__kinds! {
        plain M, "a number or a string" { number => Number; string => String; }
    }
    /// `Option`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Option {
        /// `some`.
        pub some: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain Option { optional some : "some"; }
    }
    /// `String`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct String {
        /// `value`.
        pub value: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain String { optional value : "value"; }
    }
    /// `ThreeD`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ThreeD {
        /// `x`.
        pub x: ::core::option::Option<f64>,
    }
    ::stream_events::__object! {
        plain ThreeD { optional x : "x"; }
    }
}
/// A stream of [`Names`] events.
#[allow(dead_code, reason = "not every program names the stream")]
pub type NamesStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<Names, B>;
impl ::stream_events::StreamEvents for Names {
    type Event = names::Event;
    type Failure = names::Failure;
    const PROTOCOL: ::stream_events::Protocol = ::stream_events::Protocol::new("Names")
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
    fn failure(body: &str) -> ::core::option::Option<names::Failure> {
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
impl ::stream_events::__private::Table for Names {
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
            "self" => {
                ::stream_events::__private::plain(
                    "self",
                    message,
                    |it: ::std::boxed::Box<names::EventPayload>| ::stream_events::Dispatch::Yield(
                        names::Event::SelfValue(it),
                    ),
                )
            }
            "notifications/message" => {
                ::stream_events::__private::plain(
                    "notifications/message",
                    message,
                    |it: names::AB| ::stream_events::Dispatch::Yield(
                        names::Event::NotificationsMessage(it),
                    ),
                )
            }
            "unknown" => {
                ::stream_events::__private::plain(
                    "unknown",
                    message,
                    |it: names::AB2| ::stream_events::Dispatch::Yield(
                        names::Event::UnknownOnTheWire(it),
                    ),
                )
            }
            "3d" => {
                ::stream_events::__private::plain(
                    "3d",
                    message,
                    |it: names::ThreeD| ::stream_events::Dispatch::Yield(
                        names::Event::N3d(it),
                    ),
                )
            }
            "a" => {
                ::stream_events::__private::plain(
                    "a",
                    message,
                    |it: names::Kinds| ::stream_events::Dispatch::Yield(
                        names::Event::A(it),
                    ),
                )
            }
            _ => or_else(),
        }
    }
    fn unknown(event: ::stream_events::UnknownEvent) -> ::stream_events::Dispatch<Self> {
        ::stream_events::Dispatch::Unknown(names::Event::Unknown(event))
    }
}
impl ::stream_events::__private::EventOf for names::Event {
    type Set = Names;
}
