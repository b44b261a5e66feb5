/// The events of `objects.json`.
#[derive(Debug)]
pub struct Objects;
/// Every way a property can be there or not.
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
pub mod objects {
    /// What a stream of `Objects` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// An object with a field of every kind.
        ///
        /// Event type on the wire: `everything`.
        Everything(Box<Everything>),
        /// Event type on the wire: `inline`.
        Inline(Inline),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    ::stream_events::__event! {
        pub Event {
            Everything(it) = "everything", named in "type";
            Inline(it) = "inline", named;
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    /// All of it.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Everything {
        /// Plain text.
        pub text: String,
        pub count: i64,
        pub big: Option<u64>,
        pub ratio: f64,
        pub flag: bool,
        pub nullable: Option<String>,
        pub optional: Option<String>,
        pub optional_nullable: Option<Point>,
        pub list: Vec<i64>,
        pub optional_list: Option<Vec<Point>>,
        pub map: ::std::collections::BTreeMap<String, f64>,
        pub free: Option<
            ::stream_events::__private::Map<String, ::stream_events::__private::Value>,
        >,
        pub anything: ::stream_events::__private::Value,
        pub nothing: Option<()>,
        pub kind: EverythingKind,
        pub alias: Name,
        /// Use `text`.
        #[deprecated]
        pub old: Option<String>,
    }
    ::stream_events::__object! {
        Everything {
            required text: "text";
            required count: "count" of integers;
            optional big: "big" of integers;
            required ratio: "ratio";
            required flag: "flag";
            defaulted nullable: "nullable";
            optional optional: "optional";
            optional optional_nullable: "optional_nullable";
            defaulted list: "list" of integers;
            optional optional_list: "optional_list";
            defaulted map: "map";
            optional free: "free";
            required anything: "anything";
            optional nothing: "nothing";
            required kind: "kind";
            required alias: "alias";
            optional old: "old";
        }
    }
    impl Everything {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(args: EverythingArgs) -> Self {
            Self {
                text: args.text,
                count: args.count,
                big: None,
                ratio: args.ratio,
                flag: args.flag,
                nullable: args.nullable,
                optional: None,
                optional_nullable: None,
                list: args.list,
                optional_list: None,
                map: args.map,
                free: None,
                anything: args.anything,
                nothing: None,
                kind: EverythingKind::EverythingAtOnce,
                alias: args.alias,
                old: None,
            }
        }
    }
    /// What `Everything::new` takes.
    #[derive(Debug, Clone)]
    #[allow(missing_docs, reason = "they are fields of what is made")]
    pub struct EverythingArgs {
        pub text: String,
        pub count: i64,
        pub ratio: f64,
        pub flag: bool,
        pub nullable: Option<String>,
        pub list: Vec<i64>,
        pub map: ::std::collections::BTreeMap<String, f64>,
        pub anything: ::stream_events::__private::Value,
        pub alias: Name,
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum EverythingKind {
        /// `everything at once`.
        EverythingAtOnce,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        EverythingKind {
            "everything at once" => EverythingAtOnce;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Point {
        pub x: f64,
        pub y: f64,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<String, String>,
    }
    ::stream_events::__object! {
        Point {
            required x: "x";
            required y: "y";
            ..additional_properties
        }
    }
    impl Point {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(x: f64, y: f64) -> Self {
            Self {
                x,
                y,
                additional_properties: ::std::collections::BTreeMap::new(),
            }
        }
    }
    /// A name that has a name.
    pub type Name = String;
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Inline {
        pub nested: Option<InlineNested>,
        pub rows: Option<Vec<InlineRowsItem>>,
    }
    ::stream_events::__object! {
        plain Inline {
            ["type" = "inline"] optional nested: "nested";
            optional rows: "rows";
        }
    }
    impl Inline {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { nested: None, rows: None }
        }
    }
    impl ::core::default::Default for Inline {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct InlineNested {
        pub deep: Option<bool>,
    }
    ::stream_events::__object! {
        plain InlineNested {
            optional deep: "deep";
        }
    }
    impl InlineNested {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { deep: None }
        }
    }
    impl ::core::default::Default for InlineNested {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct InlineRowsItem {
        pub id: String,
    }
    ::stream_events::__object! {
        plain InlineRowsItem {
            required id: "id";
        }
    }
    impl InlineRowsItem {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(id: impl ::core::convert::Into<String>) -> Self {
            Self { id: id.into() }
        }
    }
}
/// A stream of [`Objects`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type ObjectsStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Objects,
    B,
>;
/// What can go wrong in a [`ObjectsStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type ObjectsError = ::stream_events::Error<objects::Failure>;
::stream_events::__events! {
    Objects: objects::Event, objects::Failure;
    Protocol::new("Objects");
    dispatch Event, Pointer(&["type"]);
    unknown Keep(Unknown);
    "everything" => json(Yield Everything: ::std::boxed::Box<objects::Everything>);
    "inline" => plain(Yield Inline: objects::Inline);
}
