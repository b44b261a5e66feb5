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
    ::stream_events::__event! {
        pub Event {
            Everything(it) = "everything" in "type";
            Inline(it) = "inline";
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
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
        Everything {
            required text: "text";
            required count: "count";
            optional big: "big";
            required ratio: "ratio";
            required flag: "flag";
            defaulted nullable: "nullable";
            optional optional: "optional";
            optional optional_nullable: "optional_nullable";
            defaulted list: "list";
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
        EverythingKind {
            "everything at once" => EverythingAtOnce;
        }
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
        Point {
            required x: "x";
            required y: "y";
            ..additional_properties
        }
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
        plain Inline {
            ["type" = "inline"] optional nested: "nested";
            optional rows: "rows";
        }
    }
    /// `InlineNested`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct InlineNested {
        /// `deep`.
        pub deep: ::core::option::Option<bool>,
    }
    ::stream_events::__object! {
        plain InlineNested {
            optional deep: "deep";
        }
    }
    /// `InlineRowsItem`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct InlineRowsItem {
        /// `id`.
        pub id: ::std::string::String,
    }
    ::stream_events::__object! {
        plain InlineRowsItem {
            required id: "id";
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
