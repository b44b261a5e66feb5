/// The events of `unions.json`.
#[derive(Debug)]
pub struct Unions;
/// What `Unions` streams yield.
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
pub mod unions {
    /// What a stream of `Unions` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `block`.
        Block(::std::boxed::Box<BlockPayload>),
        /// Event type on the wire: `shape`.
        Shape(Shape),
        /// Event type on the wire: `role`.
        Role(Role),
        /// Event type on the wire: `either`.
        Either(Either),
        /// Event type on the wire: `change`.
        Change(Change),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    impl Event {
        /// Its event type on the wire.
        #[must_use]
        pub fn event_type(&self) -> &str {
            match self {
                Self::Block(_) => "block",
                Self::Shape(_) => "shape",
                Self::Role(_) => "role",
                Self::Either(_) => "either",
                Self::Change(_) => "change",
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
                Self::Block(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Shape(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Role(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Either(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Change(it) => {
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
    /// Told apart by a declared discriminator.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Block {
        /// `text`.
        Text(Text),
        /// `image`.
        Image(Image),
        /// Large enough to live behind a pointer.
        Large(::std::boxed::Box<Large>),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Block by "type" { plain "text" => Text : Text; plain "image" => Image : Image;
        plain "large" => Large : Large; }
    }
    /// `Text`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Text {
        /// `text`.
        pub text: ::std::string::String,
    }
    ::stream_events::__object! {
        plain Text { ["type" = "text"] required text : "text"; }
    }
    /// `Image`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Image {
        /// `source`.
        pub source: Source,
    }
    ::stream_events::__object! {
        plain Image { ["type" = "image"] required source : "source"; }
    }
    /// Large enough to live behind a pointer.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Large {
        /// `a`.
        pub a: ::core::option::Option<::std::string::String>,
        /// `b`.
        pub b: ::core::option::Option<::std::string::String>,
        /// `c`.
        pub c: ::core::option::Option<::std::string::String>,
        /// `d`.
        pub d: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain Large { ["type" = "large"] optional a : "a"; optional b : "b"; optional c :
        "c"; optional d : "d"; }
    }
    /// Told apart by a constant that every branch has.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Source {
        /// `url`.
        Url(SourceUrl),
        /// `base64`.
        Base64(SourceBase64),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Source by "kind" { plain "url" => Url : SourceUrl; "base64" | "hex" => Base64; }
    }
    /// `SourceUrl`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct SourceUrl {
        /// `url`.
        pub url: ::std::string::String,
    }
    ::stream_events::__object! {
        plain SourceUrl { ["kind" = "url"] required url : "url"; }
    }
    /// `SourceBase64`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct SourceBase64 {
        /// `kind`.
        pub kind: SourceBase64Kind,
        /// `data`.
        pub data: ::std::string::String,
    }
    ::stream_events::__object! {
        plain SourceBase64 { required kind : "kind"; required data : "data"; }
    }
    /// `SourceBase64Kind`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum SourceBase64Kind {
        /// `base64`.
        Base64,
        /// `hex`.
        Hex,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        plain SourceBase64Kind { "base64" => Base64; "hex" => Hex; }
    }
    /// `Shape`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Shape {
        /// `circle`.
        Circle(Circle),
        /// `square`.
        Square(Square),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Shape by "type" { plain "circle" => Circle : Circle; plain "square" => Square :
        Square; default Circle; }
    }
    /// `Circle`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Circle {
        /// `radius`.
        pub radius: f64,
    }
    ::stream_events::__object! {
        plain Circle { ["type" = "circle"] required radius : "radius"; }
    }
    /// `Square`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Square {
        /// `side`.
        pub side: f64,
    }
    ::stream_events::__object! {
        plain Square { ["type" = "square"] required side : "side"; }
    }
    /// `Content`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Content {
        /// When it is a boolean.
        Boolean(bool),
        /// When it is a number.
        Number(i64),
        /// When it is a string.
        String(::std::string::String),
        /// When it is an array.
        Array(::std::vec::Vec<Block>),
        /// When it is an object.
        Object(Block),
    }
    ::stream_events::__kinds! {
        plain Content, "a boolean or a number or a string or an array or an object" {
        boolean => Boolean; number => Number; string => String; array => Array; object =>
        Object; }
    }
    /// `Role`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Role {
        /// `user`.
        User,
        /// `assistant`.
        Assistant,
        /// `unknown`.
        Unknown2,
        /// `tool-use`.
        ToolUse,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        plain Role { "user" => User; "assistant" => Assistant; "unknown" => Unknown2;
        "tool-use" => ToolUse; }
    }
    /// Nothing tells these apart.
    pub type Either = ::stream_events::RawJson;
    /// Changes of members are told apart by another property.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Change {
        /// `renamed`.
        Renamed(Renamed),
        /// `member`.
        Member(ChangeMember),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Change by "type" { plain "renamed" => Renamed : Renamed; "member" => Member; }
    }
    /// `ChangeMember`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum ChangeMember {
        /// `joined`.
        Joined(ChangeMemberJoined),
        /// `left`.
        Left(ChangeMemberLeft),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        ChangeMember by "of" { plain "joined" => Joined : ChangeMemberJoined; plain
        "left" => Left : ChangeMemberLeft; }
    }
    /// `ChangeMemberJoined`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ChangeMemberJoined {
        /// `who`.
        pub who: ::std::string::String,
    }
    ::stream_events::__object! {
        plain ChangeMemberJoined { ["type" = "member"] ["of" = "joined"] required who :
        "who"; }
    }
    /// `ChangeMemberLeft`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ChangeMemberLeft {
        /// `at`.
        pub at: ::core::option::Option<i64>,
    }
    ::stream_events::__object! {
        plain ChangeMemberLeft { ["type" = "member"] ["of" = "left"] optional at : "at";
        }
    }
    /// `Renamed`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Renamed {
        /// `name`.
        pub name: ::std::string::String,
    }
    ::stream_events::__object! {
        plain Renamed { ["type" = "renamed"] required name : "name"; }
    }
    /// `BlockPayload`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct BlockPayload {
        /// `block`.
        pub block: Block,
        /// `content`.
        pub content: ::core::option::Option<Content>,
    }
    ::stream_events::__object! {
        plain BlockPayload { required block : "block"; optional content : "content"; }
    }
}
/// A stream of [`Unions`] events.
#[allow(dead_code, reason = "not every program names the stream")]
pub type UnionsStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Unions,
    B,
>;
impl ::stream_events::StreamEvents for Unions {
    type Event = unions::Event;
    type Failure = unions::Failure;
    const PROTOCOL: ::stream_events::Protocol = ::stream_events::Protocol::new("Unions")
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
    fn failure(body: &str) -> ::core::option::Option<unions::Failure> {
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
impl ::stream_events::__private::Table for Unions {
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
            "block" => {
                ::stream_events::__private::plain(
                    "block",
                    message,
                    |it: ::std::boxed::Box<unions::BlockPayload>| ::stream_events::Dispatch::Yield(
                        unions::Event::Block(it),
                    ),
                )
            }
            "shape" => {
                ::stream_events::__private::plain(
                    "shape",
                    message,
                    |it: unions::Shape| ::stream_events::Dispatch::Yield(
                        unions::Event::Shape(it),
                    ),
                )
            }
            "role" => {
                ::stream_events::__private::plain(
                    "role",
                    message,
                    |it: unions::Role| ::stream_events::Dispatch::Yield(
                        unions::Event::Role(it),
                    ),
                )
            }
            "either" => {
                ::stream_events::__private::json(
                    "either",
                    message,
                    |it: unions::Either| ::stream_events::Dispatch::Yield(
                        unions::Event::Either(it),
                    ),
                )
            }
            "change" => {
                ::stream_events::__private::plain(
                    "change",
                    message,
                    |it: unions::Change| ::stream_events::Dispatch::Yield(
                        unions::Event::Change(it),
                    ),
                )
            }
            _ => or_else(),
        }
    }
    fn unknown(event: ::stream_events::UnknownEvent) -> ::stream_events::Dispatch<Self> {
        ::stream_events::Dispatch::Unknown(unions::Event::Unknown(event))
    }
}
impl ::stream_events::__private::EventOf for unions::Event {
    type Set = Unions;
}
