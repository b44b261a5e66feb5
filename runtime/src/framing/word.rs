//! Which framing a stream has.

/// How the messages of a stream are told apart in its bytes.
///
/// A document says so: `"framing": "jsonl"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Framing {
    /// Server-sent events: WHATWG HTML, section 9.2.
    #[default]
    Sse,
    /// JSON lines, also called NDJSON: a JSON text a line.
    JsonLines,
    /// JSON text sequences: RFC 7464.
    JsonSeq,
    /// One JSON array, whose elements are the messages.
    JsonArray,
    /// Amazon's event stream encoding (`application/vnd.amazon.eventstream`).
    #[cfg(feature = "aws-event-stream")]
    AwsEventStream,
}

impl Framing {
    /// The media types that a stream of this framing has, which requests ask for.
    ///
    /// Responses may have a few others as well, under which the same is sent: for JSON lines
    /// `application/ndjson`, `application/json-lines`, `application/x-json-stream` and
    /// `application/stream+json`; for JSON text sequences any type with the suffix `+json-seq`.
    #[must_use]
    pub const fn media_types(self) -> &'static [&'static str] {
        match self {
            Self::Sse => &["text/event-stream"],
            Self::JsonLines => &["application/x-ndjson", "application/jsonl"],
            Self::JsonSeq => &["application/json-seq"],
            Self::JsonArray => &["application/json"],
            #[cfg(feature = "aws-event-stream")]
            Self::AwsEventStream => &["application/vnd.amazon.eventstream"],
        }
    }

    /// Whether a message of this framing itself says that it is a failure.
    pub(crate) const fn tells_failures(self) -> bool {
        match self {
            #[cfg(feature = "aws-event-stream")]
            Self::AwsEventStream => true,
            _ => false,
        }
    }

    /// Whether a response of this media type, which is without parameters, is a stream of this framing.
    #[cfg(feature = "http")]
    pub(crate) fn has_media_type(self, media_type: &str) -> bool {
        let others: &[&str] = match self {
            Self::JsonLines => &[
                "application/ndjson",
                "application/json-lines",
                "application/x-json-stream",
                "application/stream+json",
            ],
            _ => &[],
        };
        let mut known = self.media_types().iter().chain(others);
        known.any(|it| it.eq_ignore_ascii_case(media_type))
            || self == Self::JsonSeq && media_type.to_ascii_lowercase().ends_with("+json-seq")
    }
}

/// The framing whose reading is behind a feature; a derive cannot see whether that is on.
#[cfg(feature = "aws-event-stream")]
#[doc(hidden)]
#[macro_export]
macro_rules! __aws_event_stream {
    () => {
        $crate::Framing::AwsEventStream
    };
}

/// What to do when it is not on.
#[cfg(not(feature = "aws-event-stream"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __aws_event_stream {
    () => {
        ::core::compile_error!(
            "`\"framing\": \"aws-event-stream\"` needs the feature `aws-event-stream` of `stream-events`"
        )
    };
}
