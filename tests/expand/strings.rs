/// The events of `strings.json`.
#[derive(Debug)]
pub struct Strings;
/// Every place of a string, with a string type of the user's own.
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
pub mod strings {
    /// What a stream of `Strings` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `note`.
        Note(::std::boxed::Box<Note>),
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
            Note(it) = "note" in "type";
            Tags(it) = "tags";
            Line(it) = "line";
            Log(it) = "log";
            Done(it) = "done";
        }
    }
    /// What a failing event, or a failed response, says.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    #[allow(
        dead_code,
        missing_docs,
        clippy::enum_variant_names,
        clippy::large_enum_variant,
        clippy::module_name_repetitions,
        reason = "names and sizes are those of the payloads"
    )]
    pub enum Failure {
        Problem(Problem),
        /// It is nothing that was declared; this is its text.
        Other(::std::string::String),
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
    /// Read without serde.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Note {
        /// `text`.
        pub text: ::compact_str::CompactString,
        /// `reply_to`.
        pub reply_to: ::core::option::Option<::compact_str::CompactString>,
        /// `language`.
        pub language: ::core::option::Option<::compact_str::CompactString>,
        /// `color`.
        pub color: ::core::option::Option<NoteColor>,
        /// `part`.
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
    /// `NoteColor`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum NoteColor {
        /// `red`.
        Red,
        /// `green`.
        Green,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        plain NoteColor {
            "red" => Red;
            "green" => Green;
        }
    }
    /// `NotePart`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum NotePart {
        /// `quote`.
        Quote(Quote),
        /// `rule`.
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
    /// `Quote`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Quote {
        /// `of`.
        pub of: ::compact_str::CompactString,
    }
    ::stream_events::__object! {
        plain Quote {
            ["kind" = "quote"] required of: "of" as text;
        }
    }
    /// `Rule`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Rule {}
    ::stream_events::__object! {
        plain Rule {
            ["kind" = "rule"]
        }
    }
    /// Read by serde.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Tags {
        /// `all`.
        pub all: ::std::vec::Vec<::compact_str::CompactString>,
        /// `by_name`.
        pub by_name: ::std::collections::BTreeMap<
            ::std::string::String,
            ::compact_str::CompactString,
        >,
        /// `main`.
        pub main: TagsMain,
        /// `title`.
        pub title: Title,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<
            ::std::string::String,
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
    /// `TagsMain`.
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
            number => Number;
            string => String;
        }
    }
    /// `Title`.
    pub type Title = ::compact_str::CompactString;
    /// `Done`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Done {
        /// `reason`.
        pub reason: ::compact_str::CompactString,
        /// `by`.
        pub by: ::core::option::Option<::compact_str::CompactString>,
        /// `state`.
        pub state: ::core::option::Option<DoneState>,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<
            ::std::string::String,
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
    /// `DoneState`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum DoneState {
        /// `ended`.
        Ended,
        /// `running`.
        Running,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        DoneState {
            "ended" => Ended;
            "running" => Running;
        }
    }
    /// `Problem`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        /// `message`.
        pub message: ::compact_str::CompactString,
    }
    ::stream_events::__object! {
        Problem {
            required message: "message";
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
