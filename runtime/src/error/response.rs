//! The response that a stream is the body of.

use std::fmt;

use super::Redirect;
use super::limited::excerpt;

/// What is known of the response that a stream is the body of.
///
/// Our own struct, so that streams that come another way have one too: an empty one.
#[derive(Clone, Default)]
pub struct ResponseInfo(Option<Box<Parts>>);

#[derive(Clone)]
struct Parts {
    status: u16,
    request_id: Option<Box<str>>,
    redirect: Option<Redirect>,
    #[cfg(feature = "http")]
    headers: reqwest::header::HeaderMap,
}

impl ResponseInfo {
    /// A response with this HTTP status, for streams that another HTTP client opened.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self(Some(Box::new(Parts {
            status,
            request_id: None,
            redirect: None,
            #[cfg(feature = "http")]
            headers: reqwest::header::HeaderMap::new(),
        })))
    }

    /// The same response with this request id. An empty response stays empty.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        if let Some(parts) = &mut self.0 {
            parts.request_id = Some(id.into().into_boxed_str());
        }
        self
    }

    /// The same response with these headers. An empty response stays empty.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn with_headers(mut self, headers: reqwest::header::HeaderMap) -> Self {
        if let Some(parts) = &mut self.0 {
            parts.headers = headers;
        }
        self
    }

    #[cfg(feature = "http")]
    pub(crate) fn with_redirect(mut self, redirect: Option<Redirect>) -> Self {
        if let Some(parts) = &mut self.0 {
            parts.redirect = redirect;
        }
        self
    }

    /// The HTTP status; `None` if the stream did not come over HTTP.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.as_ref().map(|parts| parts.status)
    }

    /// The same, as the type of the crate `http`.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn status_code(&self) -> Option<http::StatusCode> {
        http::StatusCode::from_u16(self.status()?).ok()
    }

    /// The request id: the first of the headers that came of those that the document's
    /// `http.request_id_headers` names. Ill-formed UTF-8 in it is replaced.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.as_ref()?.request_id.as_deref()
    }

    /// The redirect before this response, or the one that it is and that was not followed.
    #[must_use]
    pub fn redirect(&self) -> Option<&Redirect> {
        self.0.as_ref()?.redirect.as_ref()
    }

    /// The headers; none if the stream did not come over HTTP.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn headers(&self) -> &reqwest::header::HeaderMap {
        static NONE: std::sync::LazyLock<reqwest::header::HeaderMap> =
            std::sync::LazyLock::new(reqwest::header::HeaderMap::new);
        self.0.as_ref().map_or(&NONE, |parts| &parts.headers)
    }
}

/// Shows how many headers there are, not what they hold: some hold credentials; and at most 200 bytes
/// of the request id.
impl fmt::Debug for ResponseInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ResponseInfo");
        debug
            .field("status", &self.status())
            .field("request_id", &self.request_id().map(excerpt));
        if let Some(redirect) = self.redirect() {
            debug.field("redirect", redirect);
        }
        #[cfg(feature = "http")]
        debug.field("headers", &self.headers().len());
        debug.finish()
    }
}
