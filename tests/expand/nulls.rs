/// The events of `nulls.json`.
#[derive(Debug)]
pub struct Nulls;
/// What `Nulls` streams yield.
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
pub mod nulls {
    /// What a stream of `Nulls` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `order`.
        Order(Box<Order>),
        /// Event type on the wire: `total`.
        Total(Option<i64>),
        /// Event type on the wire: `strict`.
        Strict(Strict),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    ::stream_events::__event! {
        pub Event {
            Order(it) = "order", named;
            Total(it) = "total", named;
            Strict(it) = "strict", named;
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Order {
        pub id: String,
        pub color: Option<OrderColor>,
        pub lines: Vec<Line>,
        pub labels: ::std::collections::BTreeMap<String, Option<String>>,
        pub note: Option<OrderNote>,
        pub any: Option<::stream_events::__private::Value>,
        pub free: Option<
            ::stream_events::__private::Map<String, ::stream_events::__private::Value>,
        >,
    }
    ::stream_events::__object! {
        Order {
            required id: "id";
            optional color: "color";
            defaulted lines: "lines";
            defaulted labels: "labels";
            optional note: "note";
            optional any: "any";
            optional free: "free";
        }
    }
    impl Order {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            id: impl ::core::convert::Into<String>,
            lines: Vec<Line>,
            labels: ::std::collections::BTreeMap<String, Option<String>>,
        ) -> Self {
            Self {
                id: id.into(),
                color: None,
                lines,
                labels,
                note: None,
                any: None,
                free: None,
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum OrderColor {
        Red,
        Green,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        OrderColor {
            "red" => Red;
            "green" => Green;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum OrderNote {
        /// When it is a string.
        String(String),
        /// When it is an array.
        Array(Vec<bool>),
    }
    ::stream_events::__kinds! {
        OrderNote, "a string or an array" {
            string => String;
            array => Array;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Line {
        Item(Item),
        Group(Group),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Line by "type" {
            "item" => Item;
            "group" => Group;
            default Group;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Item {
        pub count: u64,
        pub price: Option<f64>,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<String, i64>,
    }
    ::stream_events::__object! {
        Item {
            ["type" = "item"] required count: "count" of integers;
            optional price: "price";
            ..additional_properties of integers
        }
    }
    impl Item {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(count: u64) -> Self {
            Self {
                count,
                price: None,
                additional_properties: ::std::collections::BTreeMap::new(),
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Group {
        pub lines: Option<Vec<Line>>,
    }
    ::stream_events::__object! {
        Group {
            ["type" = "group"] optional lines: "lines";
        }
    }
    impl Group {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { lines: None }
        }
    }
    impl ::core::default::Default for Group {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Strict {
        pub a: (),
    }
    ::stream_events::__object! {
        Strict {
            defaulted a: "a";
        }
    }
    impl Strict {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { a: () }
        }
    }
    impl ::core::default::Default for Strict {
        fn default() -> Self {
            Self::new()
        }
    }
}
/// A stream of [`Nulls`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type NullsStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<Nulls, B>;
/// What can go wrong in a [`NullsStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type NullsError = ::stream_events::Error<nulls::Failure>;
::stream_events::__events! {
    Nulls: nulls::Event, nulls::Failure;
    Protocol::new("Nulls");
    dispatch Event;
    unknown Keep(Unknown);
    nulls {
        "order" => (Order);
        "total" => [nullable i64];
        object Order {
            required "id": string;
            null "color": [nullable(OrderColor)];
            null "lines": [list(Line)];
            null "labels": [map [nullable string]];
            null "note": [nullable(OrderNote)];
            null "any": [nullable any];
            null "free": [nullable object];
        }
        alias OrderColor {
            string;
        }
        kinds OrderNote "a string or an array" {
            string => string;
            array => [list boolean];
        }
        tagged Line "type" {
            "item" => (Item);
            "group" => (Group);
            default(Group);
        }
        object Item {
            ["type"] required "count": u64;
            null "price": [nullable f64];
            ..i64;
        }
        object Group {
            null "lines": [nullable [list(Line)]];
        }
    }
    "order" => json(Yield Order: ::std::boxed::Box<nulls::Order>);
    "total" => integers(Yield Total: ::core::option::Option<i64>);
    "strict" => json(Yield Strict: nulls::Strict);
    "ping" => skip;
}
