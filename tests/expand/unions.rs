/// The events of `unions.json`.
#[derive(Debug)]
pub struct Unions;
/// What `Unions` streams yield.
#[allow(
    dead_code,
    deprecated,
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    reason = "its names, shapes and descriptions are the API's"
)]
pub mod unions {
    /// What a stream of `Unions` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `block`.
        Block(Box<BlockPayload>),
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
    ::stream_events::__event! {
        pub Event {
            Block(it) = "block", named;
            Shape(it) = "shape", named;
            Role(it) = "role", named;
            Either(it) = "either", named;
            Change(it) = "change", named;
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    /// Told apart by a declared discriminator.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Block {
        Text(Text),
        Image(Image),
        /// Large enough to live behind a pointer.
        Large(Box<Large>),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Block by "type" {
            plain "text" => Text: Text;
            plain "image" => Image: Image;
            plain "large" => Large: Large;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Text {
        pub text: String,
    }
    ::stream_events::__object! {
        plain Text {
            ["type" = "text"] required text: "text";
        }
    }
    impl Text {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(text: impl ::core::convert::Into<String>) -> Self {
            Self { text: text.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Image {
        pub source: Source,
    }
    ::stream_events::__object! {
        plain Image {
            ["type" = "image"] required source: "source";
        }
    }
    impl Image {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(source: Source) -> Self {
            Self { source }
        }
    }
    /// Large enough to live behind a pointer.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Large {
        pub a: Option<String>,
        pub b: Option<String>,
        pub c: Option<String>,
        pub d: Option<String>,
    }
    ::stream_events::__object! {
        plain Large {
            ["type" = "large"] optional a: "a";
            optional b: "b";
            optional c: "c";
            optional d: "d";
        }
    }
    impl Large {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                a: None,
                b: None,
                c: None,
                d: None,
            }
        }
    }
    impl ::core::default::Default for Large {
        fn default() -> Self {
            Self::new()
        }
    }
    /// Told apart by a constant that every branch has.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Source {
        Url(SourceUrl),
        Base64(SourceBase64),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Source by "kind" {
            plain "url" => Url: SourceUrl;
            "base64" | "hex" => Base64;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct SourceUrl {
        pub url: String,
    }
    ::stream_events::__object! {
        plain SourceUrl {
            ["kind" = "url"] required url: "url";
        }
    }
    impl SourceUrl {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(url: impl ::core::convert::Into<String>) -> Self {
            Self { url: url.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct SourceBase64 {
        pub kind: SourceBase64Kind,
        pub data: String,
    }
    ::stream_events::__object! {
        plain SourceBase64 {
            required kind: "kind";
            required data: "data";
        }
    }
    impl SourceBase64 {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            kind: SourceBase64Kind,
            data: impl ::core::convert::Into<String>,
        ) -> Self {
            Self { kind, data: data.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum SourceBase64Kind {
        Base64,
        Hex,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        plain SourceBase64Kind {
            "base64" => Base64;
            "hex" => Hex;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Shape {
        Circle(Circle),
        Square(Square),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Shape by "type" {
            plain "circle" => Circle: Circle;
            plain "square" => Square: Square;
            default Circle;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Circle {
        pub radius: f64,
    }
    ::stream_events::__object! {
        plain Circle {
            ["type" = "circle"] required radius: "radius";
        }
    }
    impl Circle {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(radius: f64) -> Self {
            Self { radius }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Square {
        pub side: f64,
    }
    ::stream_events::__object! {
        plain Square {
            ["type" = "square"] required side: "side";
        }
    }
    impl Square {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(side: f64) -> Self {
            Self { side }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Content {
        /// When it is a boolean.
        Boolean(bool),
        /// When it is a number.
        Number(i64),
        /// When it is a string.
        String(String),
        /// When it is an array.
        Array(Vec<Block>),
        /// When it is an object.
        Object(Block),
    }
    ::stream_events::__kinds! {
        plain Content, "a boolean or a number or a string or an array or an object" {
            boolean => Boolean;
            number => Number of integers;
            string => String;
            array => Array;
            object => Object;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Role {
        User,
        Assistant,
        /// `unknown`.
        Unknown2,
        /// `tool-use`.
        ToolUse,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        plain Role {
            "user" => User;
            "assistant" => Assistant;
            "unknown" => Unknown2;
            "tool-use" => ToolUse;
        }
    }
    /// Nothing tells these apart.
    pub type Either = ::stream_events::RawJson;
    /// Changes of members are told apart by another property.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Change {
        Renamed(Renamed),
        Member(ChangeMember),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Change by "type" {
            plain "renamed" => Renamed: Renamed;
            "member" => Member;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum ChangeMember {
        Joined(ChangeMemberJoined),
        Left(ChangeMemberLeft),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        ChangeMember by "of" {
            plain "joined" => Joined: ChangeMemberJoined;
            plain "left" => Left: ChangeMemberLeft;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ChangeMemberJoined {
        pub who: String,
    }
    ::stream_events::__object! {
        plain ChangeMemberJoined {
            ["type" = "member"] ["of" = "joined"] required who: "who";
        }
    }
    impl ChangeMemberJoined {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(who: impl ::core::convert::Into<String>) -> Self {
            Self { who: who.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ChangeMemberLeft {
        pub at: Option<i64>,
    }
    ::stream_events::__object! {
        plain ChangeMemberLeft {
            ["type" = "member"] ["of" = "left"] optional at: "at" of integers;
        }
    }
    impl ChangeMemberLeft {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { at: None }
        }
    }
    impl ::core::default::Default for ChangeMemberLeft {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Renamed {
        pub name: String,
    }
    ::stream_events::__object! {
        plain Renamed {
            ["type" = "renamed"] required name: "name";
        }
    }
    impl Renamed {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(name: impl ::core::convert::Into<String>) -> Self {
            Self { name: name.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct BlockPayload {
        pub block: Block,
        pub content: Option<Content>,
    }
    ::stream_events::__object! {
        plain BlockPayload {
            required block: "block";
            optional content: "content";
        }
    }
    impl BlockPayload {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(block: Block) -> Self {
            Self { block, content: None }
        }
    }
}
/// A stream of [`Unions`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type UnionsStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Unions,
    B,
>;
/// What can go wrong in a [`UnionsStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type UnionsError = ::stream_events::Error<unions::Failure>;
::stream_events::__events! {
    Unions: unions::Event, unions::Failure;
    Protocol::new("Unions");
    dispatch Event;
    unknown Keep(Unknown);
    "block" => plain(Yield Block: ::std::boxed::Box<unions::BlockPayload>);
    "shape" => plain(Yield Shape: unions::Shape);
    "role" => plain(Yield Role: unions::Role);
    "either" => json(Yield Either: unions::Either);
    "change" => plain(Yield Change: unions::Change);
}
