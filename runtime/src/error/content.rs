//! A successful response whose content cannot be read as a stream.

use std::fmt;

use super::limited::excerpt;
use super::status::ErrorBody;

/// The response is of another media type than `text/event-stream`, or of none.
#[derive(Clone)]
pub struct ContentTypeError {
    pub(crate) content_type: Option<String>,
    pub(crate) body: ErrorBody,
}

/// The response is coded, and the HTTP client did not decode it.
///
/// reqwest decodes what its features `gzip`, `brotli`, `zstd` and `deflate` are on for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentEncodingError {
    pub(crate) coding: String,
}

impl ContentTypeError {
    /// The `Content-Type` header; `None` if there was none, or an empty one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// What came instead of a stream, within the request's limits of size and time.
    #[must_use]
    pub fn body(&self) -> &ErrorBody {
        &self.body
    }
}

impl ContentEncodingError {
    /// The `Content-Encoding` header.
    #[must_use]
    pub fn coding(&self) -> &str {
        &self.coding
    }
}

impl fmt::Display for ContentTypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the response is no event stream but ")?;
        match &self.content_type {
            Some(content_type) => write!(f, "`{}`", excerpt(content_type)),
            None => f.write_str("of no declared type"),
        }
    }
}

/// Shows at most 200 bytes of each text.
impl fmt::Debug for ContentTypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContentTypeError")
            .field("content_type", &self.content_type.as_deref().map(excerpt))
            .field("body", &self.body)
            .finish()
    }
}

impl std::error::Error for ContentTypeError {}

impl fmt::Display for ContentEncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let coding = excerpt(&self.coding);
        write!(
            f,
            "the response is coded as `{coding}`, which the HTTP client did not decode"
        )
    }
}

impl std::error::Error for ContentEncodingError {}
