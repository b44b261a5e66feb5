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
    ::stream_events::__event! {
        pub Event {
            Chunk(it) = "chunk";
            Done(it) = "done";
            Maybe(it) = "maybe";
            Progress(it) = "progress";
            Closed = "closed";
            Log(it) = "log";
            Tick = "tick";
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
        Body(Body),
        /// It is nothing that was declared; this is its text.
        Other(::std::string::String),
    }
    ::stream_events::__failure! {
        pub Failure {
            Body;
        }
    }
    ::stream_events::__failure_json! {
        Failure {
            Problem;
            Body;
        }
    }
    /// `Chunk`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Chunk {
        /// `choices`.
        pub choices: ::core::option::Option<::std::vec::Vec<ChunkChoicesItem>>,
    }
    ::stream_events::__object! {
        plain Chunk {
            optional choices: "choices";
        }
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
        plain ChunkChoicesItem {
            optional finish_reason: "finish_reason";
            optional text: "text";
        }
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
        Outer {
            defaulted alias: "alias";
            optional named: "named";
            ..additional_properties
        }
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
        Named {
            optional deep: "deep";
        }
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
        plain Done {
            required status: "status";
            optional extra: "extra";
        }
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
        plain DoneStatus {
            "completed" => Completed;
            "failed" => Failed;
            "running" => Running;
        }
    }
    /// `DoneExtra`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct DoneExtra {
        /// `note`.
        pub note: ::core::option::Option<::stream_events::__private::Value>,
    }
    ::stream_events::__object! {
        plain DoneExtra {
            optional note: "note" as null;
        }
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
        plain Progress {
            required share: "share";
            optional step: "step";
            required left: "left";
            optional r#final: "final";
        }
    }
    /// `Problem`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        /// `error`.
        pub error: ProblemError,
    }
    ::stream_events::__object! {
        Problem {
            required error: "error";
        }
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
        ProblemError {
            optional r#type: "type";
            optional code: "code";
            optional message: "message";
            optional status: "status";
        }
    }
    /// `Body`.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Body {
        /// `detail`.
        pub detail: ::std::string::String,
    }
    ::stream_events::__object! {
        Body {
            required detail: "detail";
        }
    }
}
/// A stream of [`Handling`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type HandlingStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Handling,
    B,
>;
/// What can go wrong in a [`HandlingStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type HandlingError = ::stream_events::Error<handling::Failure>;
::stream_events::__events! {
    Handling: handling::Event, handling::Failure;
    Protocol::new("Handling")
        .end_required()
        .request_id(&["x-request-id"])
        .resume(ResumeRules::new(Cursor::Data(&["choices", "0", "text"]), "starting_after"))
        .failures(
            FailureRules::new(
                &["/error/type", "/error/code"],
                &["/error/message"],
                &[("overloaded", 529u16)],
                &["/error/status"]
            )
        );
    dispatch Event, Pointer(&["meta", "type"]), Has(&["error"], "error"), Always("chunk");
    sentinels "[DONE]" => Finish, "[SKIP]" => Skip;
    unknown Fail(Unknown);
    keep_mismatches true but "progress";
    "chunk" => plain(
        Complete Chunk: handling::Chunk,
        if |it, _| it
            .and_then(|it| it.choices.as_ref())
            .and_then(|it| it.first())
            .and_then(|it| it.finish_reason.as_ref())
            .is_some()
    );
    "done" => plain(
        Finish Done: handling::Done,
        if |it, _| it
            .map(|it| &it.status)
            .is_some_and(|it| ::core::matches!(it.as_str(), "completed" | "failed"))
            && it
                .and_then(|it| it.extra.as_ref())
                .and_then(|it| it.note.as_ref())
                .is_some_and(|it| !it.is_null())
    );
    "maybe" => json(
        Finish Maybe: ::core::option::Option<handling::Outer>,
        if |it, _| it.and_then(|it| it.as_ref()).and_then(|it| it.alias.as_ref()).is_some()
            && it
                .and_then(|it| it.as_ref())
                .and_then(|it| it.named.as_ref())
                .and_then(|it| it.deep.as_ref())
                .is_some()
            && it
                .and_then(|it| it.as_ref())
                .map(|it| &it.additional_properties)
                .and_then(|it| it.get("extra"))
                .is_some_and(|it| ::core::matches!(it.as_str(), "yes"))
    );
    "progress" => plain(
        Complete Progress: handling::Progress,
        if |it, _| it.map(|it| &it.share).is_some_and(|it| [1f64, 0.5f64].contains(it))
            && it.and_then(|it| it.step.as_ref()).is_some_and(|it| [-1i64, 3i64].contains(it))
            && it.map(|it| &it.left).is_some_and(|it| [0u64].contains(it))
            && it.and_then(|it| it.r#final.as_ref()).is_some_and(|it| [true].contains(it))
    );
    "closed" => none(Finish Closed);
    "log" => text(Yield Log: ::std::string::String);
    "tick" => none(Yield Tick);
    "ping" => skip;
    "error" => fail(Problem);
    "fatal" => fail;
}
