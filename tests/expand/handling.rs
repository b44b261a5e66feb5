/// The events of `handling.json`.
#[derive(Debug)]
pub struct Handling;
/// Every way to handle an event.
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
        Maybe(Option<Outer>),
        /// Event type on the wire: `progress`.
        Progress(Progress),
        /// Event type on the wire: `closed`.
        Closed,
        /// Event type on the wire: `log`.
        Log(String),
        /// Event type on the wire: `tick`.
        #[deprecated]
        Tick,
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    ::stream_events::__event! {
        pub Event {
            Chunk(it) = "chunk", bare, Complete if |it, _| it
                .and_then(|it| it.choices.as_ref())
                .and_then(|it| it.first())
                .and_then(|it| it.finish_reason.as_ref())
                .is_some_and(|it| !it.is_empty());
            Done(it) = "done", named, Finish if |it, _| it
                .map(|it| &it.status)
                .is_some_and(|it| ::core::matches!(it.as_str(), "completed" | "failed"))
                && it
                    .and_then(|it| it.extra.as_ref())
                    .and_then(|it| it.note.as_ref())
                    .is_some_and(::stream_events::__private::says_something);
            Maybe(it) = "maybe", named, Finish if |it, _| it
                .and_then(|it| it.as_ref())
                .and_then(|it| it.alias.as_ref())
                .is_some()
                && it
                    .and_then(|it| it.as_ref())
                    .and_then(|it| it.named.as_ref())
                    .and_then(|it| it.deep.as_ref())
                    .is_some()
                && it
                    .and_then(|it| it.as_ref())
                    .map(|it| &it.additional_properties)
                    .and_then(|it| it.get("extra"))
                    .is_some_and(|it| ::core::matches!(it.as_str(), "yes"));
            Progress(it) = "progress", named, Complete if |it, _| it
                .map(|it| &it.share)
                .is_some_and(|it| [1f64, 0.5f64].contains(it))
                && it.and_then(|it| it.step.as_ref()).is_some_and(|it| [-1i64, 3i64].contains(it))
                && it.map(|it| &it.left).is_some_and(|it| [0u64].contains(it))
                && it.and_then(|it| it.r#final.as_ref()).is_some_and(|it| [true].contains(it));
            Closed = "closed", named, Finish;
            Log(it) = "log", named;
            Tick = "tick", named;
        }
    }
    /// What a failing event, or a failed response, says.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Failure {
        Problem(Problem),
        Body(Body),
        /// It is nothing that was declared; this is its text.
        Other(String),
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
    ::stream_events::__failure_messages! {
        pub Failure in Event {
            write_error: Problem = "error";
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Chunk {
        pub choices: Option<Vec<ChunkChoicesItem>>,
    }
    ::stream_events::__object! {
        plain Chunk {
            optional choices: "choices";
        }
    }
    impl Chunk {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { choices: None }
        }
    }
    impl ::core::default::Default for Chunk {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ChunkChoicesItem {
        pub finish_reason: Option<String>,
        pub text: Option<String>,
    }
    ::stream_events::__object! {
        plain ChunkChoicesItem {
            optional finish_reason: "finish_reason";
            optional text: "text";
        }
    }
    impl ChunkChoicesItem {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                finish_reason: None,
                text: None,
            }
        }
    }
    impl ::core::default::Default for ChunkChoicesItem {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Outer {
        pub alias: Option<Alias>,
        pub named: Option<Named>,
        /// The entries that no other field has.
        pub additional_properties: ::std::collections::BTreeMap<String, String>,
    }
    ::stream_events::__object! {
        Outer {
            defaulted alias: "alias";
            optional named: "named";
            ..additional_properties
        }
    }
    impl Outer {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(alias: Option<Alias>) -> Self {
            Self {
                alias,
                named: None,
                additional_properties: ::std::collections::BTreeMap::new(),
            }
        }
    }
    pub type Alias = Named;
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Named {
        pub deep: Option<i64>,
    }
    ::stream_events::__object! {
        Named {
            optional deep: "deep" of integers;
        }
    }
    impl Named {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { deep: None }
        }
    }
    impl ::core::default::Default for Named {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Done {
        pub status: DoneStatus,
        pub extra: Option<DoneExtra>,
    }
    ::stream_events::__object! {
        plain Done {
            required status: "status";
            optional extra: "extra";
        }
    }
    impl Done {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(status: DoneStatus) -> Self {
            Self { status, extra: None }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum DoneStatus {
        Completed,
        Failed,
        Running,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        plain DoneStatus {
            "completed" => Completed;
            "failed" => Failed;
            "running" => Running;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct DoneExtra {
        pub note: Option<::stream_events::__private::Value>,
    }
    ::stream_events::__object! {
        plain DoneExtra {
            optional note: "note" as null;
        }
    }
    impl DoneExtra {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { note: None }
        }
    }
    impl ::core::default::Default for DoneExtra {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Progress {
        pub share: f64,
        pub step: Option<i64>,
        pub left: u64,
        pub r#final: Option<bool>,
    }
    ::stream_events::__object! {
        plain Progress {
            required share: "share";
            optional step: "step" of integers;
            required left: "left" of integers;
            optional r#final: "final";
        }
    }
    impl Progress {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(share: f64, left: u64) -> Self {
            Self {
                share,
                step: None,
                left,
                r#final: None,
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        pub error: ProblemError,
    }
    ::stream_events::__object! {
        Problem {
            required error: "error";
        }
    }
    impl Problem {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(error: ProblemError) -> Self {
            Self { error }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ProblemError {
        pub r#type: Option<String>,
        pub code: Option<String>,
        pub message: Option<String>,
        pub status: Option<i64>,
    }
    ::stream_events::__object! {
        ProblemError {
            optional r#type: "type";
            optional code: "code";
            optional message: "message";
            optional status: "status" of integers;
        }
    }
    impl ProblemError {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                r#type: None,
                code: None,
                message: None,
                status: None,
            }
        }
    }
    impl ::core::default::Default for ProblemError {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Body {
        pub detail: String,
    }
    ::stream_events::__object! {
        Body {
            required detail: "detail";
        }
    }
    impl Body {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(detail: impl ::core::convert::Into<String>) -> Self {
            Self { detail: detail.into() }
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
        )
        .retry_after(&["/error/retry_after"]);
    dispatch Event, Pointer(&["meta", "type"]), Has(&["error"], "error"), Always("chunk");
    sentinels "[DONE]" => Finish, "[SKIP]" => Skip;
    unknown Fail(Unknown);
    texts "log";
    keep_mismatches true but "progress";
    "chunk" => plain(
        Complete Chunk: handling::Chunk,
        if |it, _| it
            .and_then(|it| it.choices.as_ref())
            .and_then(|it| it.first())
            .and_then(|it| it.finish_reason.as_ref())
            .is_some_and(|it| !it.is_empty())
    );
    "done" => plain(
        Finish Done: handling::Done,
        if |it, _| it
            .map(|it| &it.status)
            .is_some_and(|it| ::core::matches!(it.as_str(), "completed" | "failed"))
            && it
                .and_then(|it| it.extra.as_ref())
                .and_then(|it| it.note.as_ref())
                .is_some_and(::stream_events::__private::says_something)
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
