/// The events of `recursive.json`.
#[derive(Debug)]
pub struct Recursive;
/// What `Recursive` streams yield.
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
            Tree(it) = "tree", named;
            Chain(it) = "chain", named;
            Filter(it) = "filter", named;
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Tree {
        pub children: Option<Vec<Tree>>,
        pub parent: Option<Box<Tree>>,
        pub by_name: Option<::std::collections::BTreeMap<String, Tree>>,
    }
    ::stream_events::__object! {
        plain Tree {
            optional children: "children";
            optional parent: "parent";
            optional by_name: "by_name" as null;
        }
    }
    impl Tree {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                children: None,
                parent: None,
                by_name: None,
            }
        }
    }
    impl ::core::default::Default for Tree {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Chain {
        pub link: Option<Link>,
    }
    ::stream_events::__object! {
        plain Chain {
            optional link: "link";
        }
    }
    impl Chain {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { link: None }
        }
    }
    impl ::core::default::Default for Chain {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Link {
        pub chain: Option<Box<Chain>>,
    }
    ::stream_events::__object! {
        plain Link {
            optional chain: "chain";
        }
    }
    impl Link {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { chain: None }
        }
    }
    impl ::core::default::Default for Link {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Filter {
        Not(Not),
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
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Not {
        pub filter: Box<Filter>,
    }
    ::stream_events::__object! {
        Not {
            ["op" = "not"] required filter: "filter";
        }
    }
    impl Not {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(filter: Box<Filter>) -> Self {
            Self { filter }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct All {
        pub filters: Vec<Filter>,
    }
    ::stream_events::__object! {
        All {
            ["op" = "all"] defaulted filters: "filters";
        }
    }
    impl All {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(filters: Vec<Filter>) -> Self {
            Self { filters }
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
