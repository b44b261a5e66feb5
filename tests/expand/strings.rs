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
    impl Event {
        /// Its event type on the wire.
        #[must_use]
        pub fn event_type(&self) -> &str {
            match self {
                Self::Note(_) => "note",
                Self::Tags(_) => "tags",
                Self::Line(_) => "line",
                Self::Log(_) => "log",
                Self::Done(_) => "done",
                Self::Unknown(event) => &event.event_type,
            }
        }
    }
    impl ::stream_events::__private::Serialize for Event {
        fn serialize<S: ::stream_events::__private::Serializer>(
            &self,
            serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Note(it) => {
                    ::stream_events::__private::write_tagged(
                        "type",
                        "note",
                        it,
                        serializer,
                    )
                }
                Self::Tags(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Line(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Log(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Done(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Unknown(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
            }
        }
    }
    impl<'de> ::stream_events::__private::Deserialize<'de> for Event {
        fn deserialize<D: ::stream_events::__private::Deserializer<'de>>(
            deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            ::stream_events::__private::event(deserializer)
        }
    }
    /// What a failing event, or a failed response, says.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Failure {
        /// It is a `Problem`.
        Problem(Problem),
        /// It is nothing that was declared; this is its text.
        Other(::std::string::String),
    }
    impl Failure {
        /// Reads the body of a failed response.
        #[must_use]
        pub fn from_text(text: &str) -> Self {
            ::stream_events::__private::failure(
                text,
                Self::Problem,
                |text| Self::Other(text.to_owned()),
            )
        }
    }
    impl ::stream_events::__private::Serialize for Failure {
        fn serialize<S: ::stream_events::__private::Serializer>(
            &self,
            serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Problem(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Other(text) => serializer.serialize_str(text),
            }
        }
    }
    impl<'de> ::stream_events::__private::Deserialize<'de> for Failure {
        fn deserialize<D: ::stream_events::__private::Deserializer<'de>>(
            deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            ::stream_events::RawJson::deserialize(deserializer)
                .map(|json| Self::from_text(json.get()))
        }
    }
    /// Reads a stream of bytes as these events.
    ///
    /// Its items may be `Bytes` or `Result<Bytes, E>`.
    pub fn from_bytes<B>(
        stream: B,
    ) -> ::stream_events::AsyncStream<
        <Event as ::stream_events::__private::EventOf>::Set,
        B,
    >
    where
        B: ::stream_events::__private::Stream,
        B::Item: ::stream_events::SourceItem<::stream_events::__private::Bytes>,
    {
        ::stream_events::AsyncStream::from_bytes(stream)
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
        plain Note { required text : "text" as text; defaulted reply_to : "reply_to" as
        nullable_text; optional language : "language" as nullable_text; optional color :
        "color"; required part : "part"; }
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
        plain NoteColor { "red" => Red; "green" => Green; }
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
        NotePart by "kind" { plain "quote" => Quote : Quote; plain "rule" => Rule : Rule;
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
        plain Quote { ["kind" = "quote"] required of : "of" as text; }
    }
    /// `Rule`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Rule {}
    ::stream_events::__object! {
        plain Rule { ["kind" = "rule"] }
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
        Tags { defaulted all : "all"; defaulted by_name : "by_name"; required main :
        "main"; required title : "title"; ..additional_properties }
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
        TagsMain, "a number or a string" { number => Number; string => String; }
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
        Done { required reason : "reason"; defaulted by : "by"; optional state : "state";
        ..additional_properties }
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
        DoneState { "ended" => Ended; "running" => Running; }
    }
    /// `Problem`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        /// `message`.
        pub message: ::compact_str::CompactString,
    }
    ::stream_events::__object! {
        Problem { required message : "message"; }
    }
}
/// A stream of [`Strings`] events.
#[allow(dead_code, reason = "not every program names the stream")]
pub type StringsStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Strings,
    B,
>;
impl ::stream_events::StreamEvents for Strings {
    type Event = strings::Event;
    type Failure = strings::Failure;
    const PROTOCOL: ::stream_events::Protocol = ::stream_events::Protocol::new("Strings")
        .end_required()
        .failures(::stream_events::FailureRules::new(&[], &[], &[], &[]));
    #[inline]
    fn dispatch(
        message: &::stream_events::Message<'_>,
    ) -> ::core::result::Result<
        ::stream_events::Dispatch<Self>,
        ::stream_events::Mismatch,
    > {
        ::stream_events::__private::dispatch(message)
    }
    fn failure(body: &str) -> ::core::option::Option<strings::Failure> {
        ::core::option::Option::Some(strings::Failure::from_text(body))
    }
}
#[allow(deprecated, reason = "what the schema calls deprecated still arrives")]
#[allow(
    clippy::match_same_arms,
    clippy::too_many_lines,
    reason = "every event has an arm of its own"
)]
impl ::stream_events::__private::Table for Strings {
    const ENTRIES: &'static [::stream_events::__private::Entry] = &[
        ::stream_events::__private::Entry::Event,
        ::stream_events::__private::Entry::Pointer(&["type"]),
    ];
    const SENTINELS: &'static [(&'static str, ::stream_events::__private::Sentinel)] = &[];
    const UNKNOWN: ::stream_events::__private::Unknown = ::stream_events::__private::Unknown::Keep;
    const KEEP_MISMATCHES: bool = false;
    #[inline]
    fn decode(
        event_type: &str,
        message: &::stream_events::Message<'_>,
        or_else: impl ::core::ops::FnOnce() -> ::stream_events::__private::Decoded<Self>,
    ) -> ::stream_events::__private::Decoded<Self> {
        match event_type {
            "note" => {
                ::stream_events::__private::plain(
                    "note",
                    message,
                    |it: ::std::boxed::Box<strings::Note>| ::stream_events::Dispatch::Yield(
                        strings::Event::Note(it),
                    ),
                )
            }
            "tags" => {
                ::stream_events::__private::json(
                    "tags",
                    message,
                    |it: strings::Tags| ::stream_events::Dispatch::Yield(
                        strings::Event::Tags(it),
                    ),
                )
            }
            "line" => {
                ::stream_events::__private::json(
                    "line",
                    message,
                    |it: ::compact_str::CompactString| ::stream_events::Dispatch::Yield(
                        strings::Event::Line(it),
                    ),
                )
            }
            "log" => {
                ::core::result::Result::Ok(
                    ::stream_events::Dispatch::Yield(
                        strings::Event::Log(::core::convert::From::from(message.data())),
                    ),
                )
            }
            "done" => {
                ::stream_events::__private::json(
                    "done",
                    message,
                    |it: strings::Done| {
                        if ::core::option::Option::Some(&it)
                            .map(|it| &it.reason)
                            .is_some_and(|it| {
                                matches!(
                                    ::core::convert::AsRef:: < str > ::as_ref(it), "stop" |
                                    "length"
                                )
                            })
                            && ::core::option::Option::Some(&it)
                                .and_then(|it| it.by.as_ref())
                                .is_some_and(|it| {
                                    matches!(
                                        ::core::convert::AsRef:: < str > ::as_ref(it), "us"
                                    )
                                })
                            && ::core::option::Option::Some(&it)
                                .and_then(|it| it.state.as_ref())
                                .is_some_and(|it| matches!(it.as_str(), "ended"))
                            && ::core::option::Option::Some(&it)
                                .map(|it| &it.additional_properties)
                                .and_then(|it| it.get("extra"))
                                .is_some_and(|it| {
                                    matches!(
                                        ::core::convert::AsRef:: < str > ::as_ref(it), "yes"
                                    )
                                })
                        {
                            ::stream_events::Dispatch::Finish(strings::Event::Done(it))
                        } else {
                            ::stream_events::Dispatch::Yield(strings::Event::Done(it))
                        }
                    },
                )
            }
            "error" => {
                ::core::result::Result::Ok(
                    ::stream_events::Dispatch::Fail(
                        ::stream_events::__private::failure(
                            message.data(),
                            strings::Failure::Problem,
                            |text| strings::Failure::Other(
                                ::std::borrow::ToOwned::to_owned(text),
                            ),
                        ),
                    ),
                )
            }
            _ => or_else(),
        }
    }
    fn unknown(event: ::stream_events::UnknownEvent) -> ::stream_events::Dispatch<Self> {
        ::stream_events::Dispatch::Unknown(strings::Event::Unknown(event))
    }
}
impl ::stream_events::__private::EventOf for strings::Event {
    type Set = Strings;
}
