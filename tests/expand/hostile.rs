/// The events of `hostile.json`.
#[derive(Debug)]
pub struct Hostile;
/// Descriptions that mean no harm and do it all the same: \[Event\], \<b\>, */ and "quotes".
///
/// indented();
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
pub mod hostile {
    /// What a stream of `Hostile` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// ```text
        /// assert!(false);
        /// ```
        /// See \[nothing\](crate::nowhere), Array\<string\>, `Option<[u8]>` and <https://example.com/a?b=c>.
        ///
        /// Event type on the wire: `` a`b ``.
        AB(Odd),
        /// ```text
        /// let x = ;
        /// ```
        ///
        /// Event type on the wire: `unclosed`.
        Unclosed(Odd),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    ::stream_events::__event! {
        pub Event {
            AB(it) = "a`b", named;
            Unclosed(it) = "unclosed", named;
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    /// * list
    /// * indented list with \`unclosed code
    ///
    /// let tab = 1;
    /// # Panics
    /// never
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Odd {
        /// \<script\>alert(1)\</script\> & \<T\>
        pub html: Option<String>,
        /// \[foo\]: bar \[a\]\[b\] \[`Vec`\] \\\[x\\\]
        pub links: Option<String>,
        /// one
        /// two three four
        pub lines: Option<String>,
        pub blank: Option<String>,
    }
    ::stream_events::__object! {
        plain Odd {
            optional html: "html";
            optional links: "links";
            optional lines: "lines";
            optional blank: "blank";
        }
    }
    impl Odd {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                html: None,
                links: None,
                lines: None,
                blank: None,
            }
        }
    }
    impl ::core::default::Default for Odd {
        fn default() -> Self {
            Self::new()
        }
    }
}
/// A stream of [`Hostile`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type HostileStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Hostile,
    B,
>;
/// What can go wrong in a [`HostileStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type HostileError = ::stream_events::Error<hostile::Failure>;
::stream_events::__events! {
    Hostile: hostile::Event, hostile::Failure;
    Protocol::new("Hostile");
    dispatch Event;
    unknown Keep(Unknown);
    "a`b" => plain(Yield AB: hostile::Odd);
    "unclosed" => plain(Yield Unclosed: hostile::Odd);
}
