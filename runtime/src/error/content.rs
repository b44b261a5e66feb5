//! A successful response whose content cannot be read as a stream.

use std::fmt;

use super::failure_info::FailureInfo;
use super::kind::SharedError;
use super::limited::{Limited, excerpt};
use super::status::ErrorBody;

/// The response is of another media type than the API's streams are, or of none.
#[derive(Clone)]
pub struct ContentTypeError<F> {
    pub(crate) expected: &'static [&'static str],
    pub(crate) content_type: Option<String>,
    pub(crate) body: ErrorBody,
    /// Boxed, as it is rare and large.
    pub(crate) failed: Option<Box<Failed<F>>>,
}

/// The API's failure in a body.
#[derive(Clone)]
pub(crate) struct Failed<F> {
    pub(crate) failure: Option<F>,
    pub(crate) info: FailureInfo,
}

/// The response is compressed, and the HTTP client did not decompress it or could not: what came is
/// corrupt.
///
/// reqwest decompresses what its features `gzip`, `brotli`, `zstd` and `deflate` are on for.
///
/// It is not retryable: the same request, sent again, would most likely be answered in the same way. A
/// compressed body that stops early, and is sound up to there, is a
/// [cut](crate::ErrorKind::Transport) and none of this.
#[derive(Clone)]
pub struct ContentEncodingError(Cause);

#[derive(Clone)]
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "only responses are compressed")
)]
enum Cause {
    /// The header; nobody decompressed.
    NotDecoded(String),
    /// What the decompressor says.
    Corrupt(SharedError),
}

impl<F> ContentTypeError<F> {
    /// The `Content-Type` header; `None` if there was none, or an empty one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The media types that the API's streams have.
    #[must_use]
    pub fn expected(&self) -> &'static [&'static str] {
        self.expected
    }

    /// What came instead of a stream, within the request's limits of size and time.
    #[must_use]
    pub fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// The body as the API's failure type, if the document's `errors` find a failure in it.
    #[must_use]
    pub fn failure(&self) -> Option<&F> {
        self.failed.as_ref()?.failure.as_ref()
    }

    /// The failure's type, message and status, if the document's `errors` find one in the body.
    #[must_use]
    pub fn info(&self) -> Option<&FailureInfo> {
        self.failed.as_ref().map(|failed| &failed.info)
    }
}

impl ContentEncodingError {
    #[cfg(feature = "http")]
    pub(crate) fn not_decoded(coding: String) -> Self {
        Self(Cause::NotDecoded(coding))
    }

    #[cfg(feature = "http")]
    pub(crate) fn corrupt(source: SharedError) -> Self {
        Self(Cause::Corrupt(source))
    }

    /// The `Content-Encoding` header; empty if the content is [corrupt](Self::is_corrupt), because the
    /// HTTP client takes the header of what it decompresses away.
    #[must_use]
    pub fn coding(&self) -> &str {
        match &self.0 {
            Cause::NotDecoded(coding) => coding,
            Cause::Corrupt(_) => "",
        }
    }

    /// Whether the HTTP client began to decompress the content, and found it corrupt.
    #[must_use]
    pub fn is_corrupt(&self) -> bool {
        matches!(self.0, Cause::Corrupt(_))
    }
}

impl<F> fmt::Display for ContentTypeError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.expected {
            ["text/event-stream"] => f.write_str("the response is no event stream but ")?,
            expected => write!(f, "the response is not `{}` but ", expected.join("` or `"))?,
        }
        match &self.content_type {
            Some(content_type) => write!(f, "`{}`", excerpt(content_type))?,
            None => f.write_str("of no declared type")?,
        }
        match (self.info(), self.body.text.trim()) {
            (Some(info), _) => write!(f, ", {info}"),
            (None, "") => Ok(()),
            (None, text) => write!(f, ": {}", excerpt(text)),
        }
    }
}

/// Shows at most 200 bytes of each text.
impl<F: fmt::Debug> fmt::Debug for ContentTypeError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContentTypeError")
            .field("content_type", &self.content_type.as_deref().map(excerpt))
            .field("body", &self.body)
            .field("failure", &self.failure().map(Limited))
            .field("info", &self.info())
            .finish()
    }
}

impl<F: fmt::Debug> std::error::Error for ContentTypeError<F> {}

impl fmt::Display for ContentEncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::NotDecoded(coding) => write!(
                f,
                "the response is coded as `{}`, which the HTTP client did not decode",
                excerpt(coding)
            ),
            Cause::Corrupt(_) => f.write_str("the compressed response is corrupt"),
        }
    }
}

/// Shows at most 200 bytes of each text.
impl fmt::Debug for ContentEncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ContentEncodingError");
        match &self.0 {
            Cause::NotDecoded(coding) => debug.field("coding", &excerpt(coding)),
            Cause::Corrupt(source) => debug.field("corrupt", &Limited(source)),
        };
        debug.finish()
    }
}

impl std::error::Error for ContentEncodingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Cause::NotDecoded(_) => None,
            Cause::Corrupt(source) => Some(&**source),
        }
    }
}
