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
    ::stream_events::__event! {
        pub Event {
            Tree(it) = "tree";
            Chain(it) = "chain";
            Filter(it) = "filter";
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
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
        plain Tree {
            optional children: "children";
            optional parent: "parent";
            optional by_name: "by_name" as null;
        }
    }
    /// `Chain`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Chain {
        /// `link`.
        pub link: ::core::option::Option<Link>,
    }
    ::stream_events::__object! {
        plain Chain {
            optional link: "link";
        }
    }
    /// `Link`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Link {
        /// `chain`.
        pub chain: ::core::option::Option<::std::boxed::Box<Chain>>,
    }
    ::stream_events::__object! {
        plain Link {
            optional chain: "chain";
        }
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
        Filter by "op" {
            "not" => Not;
            "all" => All;
        }
    }
    /// `Not`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Not {
        /// `filter`.
        pub filter: ::std::boxed::Box<Filter>,
    }
    ::stream_events::__object! {
        Not {
            ["op" = "not"] required filter: "filter";
        }
    }
    /// `All`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct All {
        /// `filters`.
        pub filters: ::std::vec::Vec<Filter>,
    }
    ::stream_events::__object! {
        All {
            ["op" = "all"] defaulted filters: "filters";
        }
    }
}
/// A stream of [`Recursive`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type RecursiveStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Recursive,
    B,
>;
/// What can go wrong in a [`RecursiveStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type RecursiveError = ::stream_events::Error<recursive::Failure>;
::stream_events::__events! {
    Recursive: recursive::Event, recursive::Failure;
    Protocol::new("Recursive");
    dispatch Event;
    unknown Keep(Unknown);
    "tree" => plain(Yield Tree: recursive::Tree);
    "chain" => plain(Yield Chain: recursive::Chain);
    "filter" => json(Yield Filter: recursive::Filter);
}
