/// The events of `names.json`.
#[derive(Debug)]
pub struct Names;
/// What `Names` streams yield.
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
pub mod names {
    /// What a stream of `Names` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `self`.
        SelfValue(Box<EventPayload>),
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
    ::stream_events::__event! {
        pub Event {
            SelfValue(it) = "self", named;
            NotificationsMessage(it) = "notifications/message", named;
            UnknownOnTheWire(it) = "unknown", named;
            N3d(it) = "3d", named;
            A(it) = "a", named;
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct EventPayload {
        pub r#type: ::core::option::Option<::std::string::String>,
        pub self_: ::core::option::Option<::std::string::String>,
        pub crate_: ::core::option::Option<::std::string::String>,
        pub r#fn: ::core::option::Option<::std::string::String>,
        /// `a-b`.
        pub a_b: ::core::option::Option<::std::string::String>,
        /// `a_b`.
        pub a_b2: ::core::option::Option<::std::string::String>,
        /// ``.
        pub empty: ::core::option::Option<::std::string::String>,
        /// `$id`.
        pub id: ::core::option::Option<::std::string::String>,
        pub key: ::core::option::Option<::std::string::String>,
        pub entries: ::core::option::Option<::std::string::String>,
        pub map: ::core::option::Option<::std::string::String>,
        pub naïve: ::core::option::Option<::std::string::String>,
        /// `` it`s ``.
        pub it_s: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain EventPayload {
            optional r#type: "type";
            optional self_: "self";
            optional crate_: "crate";
            optional r#fn: "fn";
            optional a_b: "a-b";
            optional a_b2: "a_b";
            optional empty: "";
            optional id: "$id";
            optional key: "key";
            optional entries: "entries";
            optional map: "map";
            optional naïve: "naïve";
            optional it_s: "it`s";
        }
    }
    impl EventPayload {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                r#type: ::core::option::Option::None,
                self_: ::core::option::Option::None,
                crate_: ::core::option::Option::None,
                r#fn: ::core::option::Option::None,
                a_b: ::core::option::Option::None,
                a_b2: ::core::option::Option::None,
                empty: ::core::option::Option::None,
                id: ::core::option::Option::None,
                key: ::core::option::Option::None,
                entries: ::core::option::Option::None,
                map: ::core::option::Option::None,
                naïve: ::core::option::Option::None,
                it_s: ::core::option::Option::None,
            }
        }
    }
    impl ::core::default::Default for EventPayload {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct AB {
        pub option: ::core::option::Option<Option>,
    }
    ::stream_events::__object! {
        plain AB {
            optional option: "option";
        }
    }
    impl AB {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                option: ::core::option::Option::None,
            }
        }
    }
    impl ::core::default::Default for AB {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct AB2 {
        pub level: ::core::option::Option<AB2Level>,
        pub string: ::core::option::Option<String>,
    }
    ::stream_events::__object! {
        plain AB2 {
            optional level: "level";
            optional string: "string";
        }
    }
    impl AB2 {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                level: ::core::option::Option::None,
                string: ::core::option::Option::None,
            }
        }
    }
    impl ::core::default::Default for AB2 {
        fn default() -> Self {
            Self::new()
        }
    }
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
        plain AB2Level {
            "a-b" => AB;
            "a_b" => AB2;
            "+1" => Plus1;
            "-1" => Minus1;
            "" => Empty;
            "Self" => SelfValue;
            "1024x1024" => N1024x1024;
            "gpt-3.5" => Gpt35;
            "unknown" => Unknown2;
            ">=" => GreaterEqual;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Kinds {
        /// When it is a string.
        String(::std::string::String),
        /// When it is an array.
        Array(Vec<S>),
        /// When it is an object.
        Object(E),
    }
    ::stream_events::__kinds! {
        plain Kinds, "a string or an array or an object" {
            string => String;
            array => Array;
            object => Object;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum E {
        A(A),
        D(D),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        E by "t" {
            plain "a" => A: A;
            plain "d" => D: D;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct A {
        pub m: ::core::option::Option<M>,
    }
    ::stream_events::__object! {
        plain A {
            ["t" = "a"] optional m: "m";
        }
    }
    impl A {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                m: ::core::option::Option::None,
            }
        }
    }
    impl ::core::default::Default for A {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct D {}
    ::stream_events::__object! {
        plain D {
            ["t" = "d"]
        }
    }
    impl D {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for D {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum S {
        S,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        plain S {
            "s" => S;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum M {
        /// When it is a number.
        Number(f64),
        /// When it is a string.
        String(::std::string::String),
    }
    ::stream_events::__kinds! {
        plain M, "a number or a string" {
            number => Number;
            string => String;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Option {
        pub some: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain Option {
            optional some: "some";
        }
    }
    impl Option {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                some: ::core::option::Option::None,
            }
        }
    }
    impl ::core::default::Default for Option {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct String {
        pub value: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain String {
            optional value: "value";
        }
    }
    impl String {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                value: ::core::option::Option::None,
            }
        }
    }
    impl ::core::default::Default for String {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ThreeD {
        pub x: ::core::option::Option<f64>,
    }
    ::stream_events::__object! {
        plain ThreeD {
            optional x: "x";
        }
    }
    impl ThreeD {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                x: ::core::option::Option::None,
            }
        }
    }
    impl ::core::default::Default for ThreeD {
        fn default() -> Self {
            Self::new()
        }
    }
}
/// A stream of [`Names`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type NamesStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<Names, B>;
/// What can go wrong in a [`NamesStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type NamesError = ::stream_events::Error<names::Failure>;
::stream_events::__events! {
    Names: names::Event, names::Failure;
    Protocol::new("Names");
    dispatch Event;
    unknown Keep(Unknown);
    "self" => plain(Yield SelfValue: ::std::boxed::Box<names::EventPayload>);
    "notifications/message" => plain(Yield NotificationsMessage: names::AB);
    "unknown" => plain(Yield UnknownOnTheWire: names::AB2);
    "3d" => plain(Yield N3d: names::ThreeD);
    "a" => plain(Yield A: names::Kinds);
}
