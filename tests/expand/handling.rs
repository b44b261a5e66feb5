/// The events of `handling.json`.
#[derive(Debug)]
pub struct Handling;
/// Every way to handle an event.
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
pub mod handling {
    /// What a stream of `Handling` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `chunk`.
        Chunk(Chunk),
        /// Event type on the wire: `done`.
        Done(Done),
        /// Event type on the wire: `maybe`.
        Maybe(::core::option::Option<Outer>),
        /// Event type on the wire: `progress`.
        Progress(Progress),
        /// Event type on the wire: `closed`.
        Closed,
        /// Event type on the wire: `log`.
        Log(::std::string::String),
        /// Event type on the wire: `tick`.
        #[deprecated]
        Tick,
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    impl Event {
        /// Its event type on the wire.
        #[must_use]
        pub fn event_type(&self) -> &str {
            match self {
                Self::Chunk(_) => "chunk",
                Self::Done(_) => "done",
                Self::Maybe(_) => "maybe",
                Self::Progress(_) => "progress",
                Self::Closed => "closed",
                Self::Log(_) => "log",
                Self::Tick => "tick",
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
                Self::Chunk(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Done(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Maybe(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Progress(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Closed => serializer.serialize_unit(),
                Self::Log(it) => {
                    ::stream_events::__private::Serialize::serialize(it, serializer)
                }
                Self::Tick => serializer.serialize_unit(),
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
        /// It is a `Body`.
        Body(Body),
        /// It is nothing that was declared; this is its text.
        Other(::std::string::String),
    }
    impl Failure {
        /// Reads the body of a failed response.
        #[must_use]
        pub fn from_text(text: &str) -> Self {
            ::stream_events::__private::failure(
                text,
                Self::Body,
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
                Self::Body(it) => {
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
    /// `Chunk`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Chunk {
        /// `choices`.
        pub choices: ::core::option::Option<::std::vec::Vec<ChunkChoicesItem>>,
    }
    ::stream_events::__object! {
        plain Chunk { optional choices : "choices"; }
    }
    /// `ChunkChoicesItem`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ChunkChoicesItem {
        /// `finish_reason`.
        pub finish_reason: ::core::option::Option<::std::string::String>,
        /// `text`.
        pub text: ::core::option::Option<::std::string::String>,
    }
    ::stream_events::__object! {
        plain ChunkChoicesItem { optional finish_reason : "finish_reason"; optional text
        : "text"; }
    }
    /// `Outer`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Outer {
        /// `alias`.
        pub alias: ::core::option::Option<Alias>,
        /// `named`.
        pub named: ::core::option::Option<Named>,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<
            ::std::string::String,
            ::std::string::String,
        >,
    }
    ::stream_events::__object! {
        Outer { defaulted alias : "alias"; optional named : "named";
        ..additional_properties }
    }
    /// `Alias`.
    pub type Alias = Named;
    /// `Named`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Named {
        /// `deep`.
        pub deep: ::core::option::Option<i64>,
    }
    ::stream_events::__object! {
        Named { optional deep : "deep"; }
    }
    /// `Done`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Done {
        /// `status`.
        pub status: DoneStatus,
        /// `extra`.
        pub extra: ::core::option::Option<DoneExtra>,
    }
    ::stream_events::__object! {
        plain Done { required status : "status"; optional extra : "extra"; }
    }
    /// `DoneStatus`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum DoneStatus {
        /// `completed`.
        Completed,
        /// `failed`.
        Failed,
        /// `running`.
        Running,
        /// A value the document does not know.
        Unknown(::std::string::String),
    }
    ::stream_events::__open_enum! {
        plain DoneStatus { "completed" => Completed; "failed" => Failed; "running" =>
        Running; }
    }
    /// `DoneExtra`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct DoneExtra {
        /// `note`.
        pub note: ::core::option::Option<::stream_events::__private::Value>,
    }
    ::stream_events::__object! {
        plain DoneExtra { optional note : "note" as null; }
    }
    /// `Progress`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Progress {
        /// `share`.
        pub share: f64,
        /// `step`.
        pub step: ::core::option::Option<i64>,
        /// `left`.
        pub left: u64,
        /// `final`.
        pub r#final: ::core::option::Option<bool>,
    }
    ::stream_events::__object! {
        plain Progress { required share : "share"; optional step : "step"; required left
        : "left"; optional r#final : "final"; }
    }
    /// `Problem`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        /// `error`.
        pub error: ProblemError,
    }
    ::stream_events::__object! {
        Problem { required error : "error"; }
    }
    /// `ProblemError`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ProblemError {
        /// `type`.
        pub r#type: ::core::option::Option<::std::string::String>,
        /// `code`.
        pub code: ::core::option::Option<::std::string::String>,
        /// `message`.
        pub message: ::core::option::Option<::std::string::String>,
        /// `status`.
        pub status: ::core::option::Option<i64>,
    }
    ::stream_events::__object! {
        ProblemError { optional r#type : "type"; optional code : "code"; optional message
        : "message"; optional status : "status"; }
    }
    /// `Body`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Body {
        /// `detail`.
        pub detail: ::std::string::String,
    }
    ::stream_events::__object! {
        Body { required detail : "detail"; }
    }
}
/// A stream of [`Handling`] events.
#[allow(dead_code, reason = "not every program names the stream")]
pub type HandlingStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Handling,
    B,
>;
impl ::stream_events::StreamEvents for Handling {
    type Event = handling::Event;
    type Failure = handling::Failure;
    const PROTOCOL: ::stream_events::Protocol = ::stream_events::Protocol::new(
            "Handling",
        )
        .end_required()
        .request_id(&["x-request-id"])
        .resume(
            ::stream_events::ResumeRules::new(
                ::stream_events::Cursor::Data(&["choices", "0", "text"]),
                "starting_after",
            ),
        )
        .failures(
            ::stream_events::FailureRules::new(
                &["/error/type", "/error/code"],
                &["/error/message"],
                &[("overloaded", 529u16)],
                &["/error/status"],
            ),
        );
    #[inline]
    fn dispatch(
        message: &::stream_events::Message<'_>,
    ) -> ::core::result::Result<
        ::stream_events::Dispatch<Self>,
        ::stream_events::Mismatch,
    > {
        ::stream_events::__private::dispatch(message)
    }
    fn failure(body: &str) -> ::core::option::Option<handling::Failure> {
        ::core::option::Option::Some(handling::Failure::from_text(body))
    }
}
#[allow(deprecated, reason = "what the schema calls deprecated still arrives")]
#[allow(
    clippy::match_same_arms,
    clippy::too_many_lines,
    reason = "every event has an arm of its own"
)]
impl ::stream_events::__private::Table for Handling {
    const ENTRIES: &'static [::stream_events::__private::Entry] = &[
        ::stream_events::__private::Entry::Event,
        ::stream_events::__private::Entry::Pointer(&["meta", "type"]),
        ::stream_events::__private::Entry::Has(&["error"], "error"),
        ::stream_events::__private::Entry::Always("chunk"),
    ];
    const SENTINELS: &'static [(&'static str, ::stream_events::__private::Sentinel)] = &[
        ("[DONE]", ::stream_events::__private::Sentinel::Finish),
        ("[SKIP]", ::stream_events::__private::Sentinel::Skip),
    ];
    const UNKNOWN: ::stream_events::__private::Unknown = ::stream_events::__private::Unknown::Fail;
    const KEEP_MISMATCHES: bool = true;
    fn keeps_mismatch(event_type: &str) -> bool {
        !::core::matches!(event_type, "progress")
    }
    #[inline]
    fn decode(
        event_type: &str,
        message: &::stream_events::Message<'_>,
        or_else: impl ::core::ops::FnOnce() -> ::stream_events::__private::Decoded<Self>,
    ) -> ::stream_events::__private::Decoded<Self> {
        match event_type {
            "chunk" => {
                ::stream_events::__private::plain(
                    "chunk",
                    message,
                    |it: handling::Chunk| {
                        if ::core::option::Option::Some(&it)
                            .and_then(|it| it.choices.as_ref())
                            .and_then(|it| it.first())
                            .and_then(|it| it.finish_reason.as_ref())
                            .is_some()
                        {
                            ::stream_events::Dispatch::Complete(
                                handling::Event::Chunk(it),
                            )
                        } else {
                            ::stream_events::Dispatch::Yield(handling::Event::Chunk(it))
                        }
                    },
                )
            }
            "done" => {
                ::stream_events::__private::plain(
                    "done",
                    message,
                    |it: handling::Done| {
                        if ::core::option::Option::Some(&it)
                            .map(|it| &it.status)
                            .is_some_and(|it| {
                                matches!(it.as_str(), "completed" | "failed")
                            })
                            && ::core::option::Option::Some(&it)
                                .and_then(|it| it.extra.as_ref())
                                .and_then(|it| it.note.as_ref())
                                .is_some_and(|it| !it.is_null())
                        {
                            ::stream_events::Dispatch::Finish(handling::Event::Done(it))
                        } else {
                            ::stream_events::Dispatch::Yield(handling::Event::Done(it))
                        }
                    },
                )
            }
            "maybe" => {
                ::stream_events::__private::json(
                    "maybe",
                    message,
                    |it: ::core::option::Option<handling::Outer>| {
                        if ::core::option::Option::Some(&it)
                            .and_then(|it| it.as_ref())
                            .and_then(|it| it.alias.as_ref())
                            .is_some()
                            && ::core::option::Option::Some(&it)
                                .and_then(|it| it.as_ref())
                                .and_then(|it| it.named.as_ref())
                                .and_then(|it| it.deep.as_ref())
                                .is_some()
                            && ::core::option::Option::Some(&it)
                                .and_then(|it| it.as_ref())
                                .map(|it| &it.additional_properties)
                                .and_then(|it| it.get("extra"))
                                .is_some_and(|it| matches!(it.as_str(), "yes"))
                        {
                            ::stream_events::Dispatch::Finish(handling::Event::Maybe(it))
                        } else {
                            ::stream_events::Dispatch::Yield(handling::Event::Maybe(it))
                        }
                    },
                )
            }
            "progress" => {
                ::stream_events::__private::plain(
                    "progress",
                    message,
                    |it: handling::Progress| {
                        if ::core::option::Option::Some(&it)
                            .map(|it| &it.share)
                            .is_some_and(|it| [1f64, 0.5f64].contains(it))
                            && ::core::option::Option::Some(&it)
                                .and_then(|it| it.step.as_ref())
                                .is_some_and(|it| [-1i64, 3i64].contains(it))
                            && ::core::option::Option::Some(&it)
                                .map(|it| &it.left)
                                .is_some_and(|it| [0u64].contains(it))
                            && ::core::option::Option::Some(&it)
                                .and_then(|it| it.r#final.as_ref())
                                .is_some_and(|it| [true].contains(it))
                        {
                            ::stream_events::Dispatch::Complete(
                                handling::Event::Progress(it),
                            )
                        } else {
                            ::stream_events::Dispatch::Yield(
                                handling::Event::Progress(it),
                            )
                        }
                    },
                )
            }
            "closed" => {
                ::core::result::Result::Ok(
                    ::stream_events::Dispatch::Finish(handling::Event::Closed),
                )
            }
            "log" => {
                ::core::result::Result::Ok(
                    ::stream_events::Dispatch::Yield(
                        handling::Event::Log(
                            ::std::borrow::ToOwned::to_owned(message.data()),
                        ),
                    ),
                )
            }
            "tick" => {
                ::core::result::Result::Ok(
                    ::stream_events::Dispatch::Yield(handling::Event::Tick),
                )
            }
            "ping" => ::core::result::Result::Ok(::stream_events::Dispatch::Skip),
            "error" => {
                ::core::result::Result::Ok(
                    ::stream_events::Dispatch::Fail(
                        ::stream_events::__private::failure(
                            message.data(),
                            handling::Failure::Problem,
                            |text| handling::Failure::Other(
                                ::std::borrow::ToOwned::to_owned(text),
                            ),
                        ),
                    ),
                )
            }
            "fatal" => {
                ::core::result::Result::Ok(
                    ::stream_events::Dispatch::Fail(
                        handling::Failure::Other(
                            ::std::borrow::ToOwned::to_owned(message.data()),
                        ),
                    ),
                )
            }
            _ => or_else(),
        }
    }
    fn unknown(event: ::stream_events::UnknownEvent) -> ::stream_events::Dispatch<Self> {
        ::stream_events::Dispatch::Unknown(handling::Event::Unknown(event))
    }
}
impl ::stream_events::__private::EventOf for handling::Event {
    type Set = Handling;
}
