/// The events of `strings.json`.
#[derive(Debug)]
pub struct Strings;
/// Every place of a string, with a string type of the user's own.
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
pub mod strings {
    /// What a stream of `Strings` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `note`.
        Note(Box<Note>),
        /// Event type on the wire: `tags`.
        Tags(Tags),
        /// Event type on the wire: `line`.
        Line(::compact_str::CompactString),
        /// Event type on the wire: `log`.
        Log(::compact_str::CompactString),
        /// Event type on the wire: `done`.
        Done(Done),
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    ::stream_events::__event! {
        pub Event {
            Note(it) = "note", named in "type";
            Tags(it) = "tags", named;
            Line(it) = "line", named;
            Log(it) = "log", named;
            Done(it) = "done", named, Finish if |it, _| it
                .map(|it| &it.reason)
                .is_some_and(
                    |it| ::core::matches!(
                        ::core::convert::AsRef::<str>::as_ref(it),
                        "stop" | "length"
                    )
                )
                && it
                    .and_then(|it| it.by.as_ref())
                    .is_some_and(
                        |it| ::core::matches!(::core::convert::AsRef::<str>::as_ref(it), "us")
                    )
                && it
                    .and_then(|it| it.state.as_ref())
                    .is_some_and(|it| ::core::matches!(it.as_str(), "ended"))
                && it
                    .map(|it| &it.additional_properties)
                    .and_then(|it| it.get("extra"))
                    .is_some_and(
                        |it| ::core::matches!(::core::convert::AsRef::<str>::as_ref(it), "yes")
                    );
        }
    }
    /// What a failing event, or a failed response, says.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Failure {
        Problem(Problem),
        /// It is nothing that was declared; this is its text.
        Other(String),
    }
    ::stream_events::__failure! {
        pub Failure {
            Problem;
        }
    }
    ::stream_events::__failure_json! {
        Failure {
            Problem;
        }
    }
    ::stream_events::__failure_messages! {
        pub Failure in Event {
            write_error: Problem = "error" in "type";
        }
    }
    /// Read without serde.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Note {
        pub text: ::compact_str::CompactString,
        pub reply_to: Option<::compact_str::CompactString>,
        pub language: Option<::compact_str::CompactString>,
        pub color: Option<NoteColor>,
        pub part: NotePart,
    }
    ::stream_events::__object! {
        plain Note {
            required text: "text" as text;
            defaulted reply_to: "reply_to" as nullable_text;
            optional language: "language" as nullable_text;
            optional color: "color";
            required part: "part";
        }
    }
    impl Note {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            text: impl ::core::convert::Into<::compact_str::CompactString>,
            reply_to: Option<::compact_str::CompactString>,
            part: NotePart,
        ) -> Self {
            Self {
                text: text.into(),
                reply_to,
                language: None,
                color: None,
                part,
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum NoteColor {
        Red,
        Green,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        plain NoteColor {
            "red" => Red;
            "green" => Green;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum NotePart {
        Quote(Quote),
        Rule(Rule),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        NotePart by "kind" {
            plain "quote" => Quote: Quote;
            plain "rule" => Rule: Rule;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Quote {
        pub of: ::compact_str::CompactString,
    }
    ::stream_events::__object! {
        plain Quote {
            ["kind" = "quote"] required of: "of" as text;
        }
    }
    impl Quote {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            of: impl ::core::convert::Into<::compact_str::CompactString>,
        ) -> Self {
            Self { of: of.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Rule {}
    ::stream_events::__object! {
        plain Rule {
            ["kind" = "rule"]
        }
    }
    impl Rule {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Rule {
        fn default() -> Self {
            Self::new()
        }
    }
    /// Read by serde.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Tags {
        pub all: Vec<::compact_str::CompactString>,
        pub by_name: ::std::collections::BTreeMap<String, ::compact_str::CompactString>,
        pub main: TagsMain,
        pub title: Title,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<
            String,
            ::compact_str::CompactString,
        >,
    }
    ::stream_events::__object! {
        Tags {
            defaulted all: "all";
            defaulted by_name: "by_name";
            required main: "main";
            required title: "title";
            ..additional_properties
        }
    }
    impl Tags {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            all: Vec<::compact_str::CompactString>,
            by_name: ::std::collections::BTreeMap<String, ::compact_str::CompactString>,
            main: TagsMain,
            title: impl ::core::convert::Into<Title>,
        ) -> Self {
            Self {
                all,
                by_name,
                main,
                title: title.into(),
                additional_properties: ::std::collections::BTreeMap::new(),
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum TagsMain {
        /// When it is a number.
        Number(i64),
        /// When it is a string.
        String(::compact_str::CompactString),
    }
    ::stream_events::__kinds! {
        TagsMain, "a number or a string" {
            number => Number of integers;
            string => String;
        }
    }
    pub type Title = ::compact_str::CompactString;
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Done {
        pub reason: ::compact_str::CompactString,
        pub by: Option<::compact_str::CompactString>,
        pub state: Option<DoneState>,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<
            String,
            ::compact_str::CompactString,
        >,
    }
    ::stream_events::__object! {
        Done {
            required reason: "reason";
            defaulted by: "by";
            optional state: "state";
            ..additional_properties
        }
    }
    impl Done {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            reason: impl ::core::convert::Into<::compact_str::CompactString>,
            by: Option<::compact_str::CompactString>,
        ) -> Self {
            Self {
                reason: reason.into(),
                by,
                state: None,
                additional_properties: ::std::collections::BTreeMap::new(),
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum DoneState {
        Ended,
        Running,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        DoneState {
            "ended" => Ended;
            "running" => Running;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        pub message: ::compact_str::CompactString,
    }
    ::stream_events::__object! {
        Problem {
            required message: "message";
        }
    }
    impl Problem {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            message: impl ::core::convert::Into<::compact_str::CompactString>,
        ) -> Self {
            Self { message: message.into() }
        }
    }
}
/// A stream of [`Strings`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type StringsStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Strings,
    B,
>;
/// What can go wrong in a [`StringsStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type StringsError = ::stream_events::Error<strings::Failure>;
::stream_events::__events! {
    Strings: strings::Event, strings::Failure;
    Protocol::new("Strings").end_required();
    dispatch Event, Pointer(&["type"]);
    unknown Keep(Unknown);
    texts "log";
    "note" => plain(Yield Note: ::std::boxed::Box<strings::Note>);
    "tags" => json(Yield Tags: strings::Tags);
    "line" => json(Yield Line: ::compact_str::CompactString);
    "log" => text(Yield Log: ::compact_str::CompactString);
    "done" => json(
        Finish Done: strings::Done,
        if |it, _| it
            .map(|it| &it.reason)
            .is_some_and(
                |it| ::core::matches!(::core::convert::AsRef::<str>::as_ref(it), "stop" | "length")
            )
            && it
                .and_then(|it| it.by.as_ref())
                .is_some_and(|it| ::core::matches!(::core::convert::AsRef::<str>::as_ref(it), "us"))
            && it
                .and_then(|it| it.state.as_ref())
                .is_some_and(|it| ::core::matches!(it.as_str(), "ended"))
            && it
                .map(|it| &it.additional_properties)
                .and_then(|it| it.get("extra"))
                .is_some_and(
                    |it| ::core::matches!(::core::convert::AsRef::<str>::as_ref(it), "yes")
                )
    );
    "error" => fail(Problem);
}
