//! Where a redirect led.

use std::fmt;

use super::limited::excerpt;

/// A redirect on the way to a response, or one that is the response.
///
/// reqwest follows redirects by itself, unless its client is built by `http::client_builder`, which
/// follows none. After a 301 or a 302 it sends a GET where a POST was asked for, and after a 303 whatever the
/// method was, without the body; after a 307 or a 308 it sends the same again. Which of them it was, its
/// response does not tell.
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect {
    pub(crate) url: Box<str>,
    /// Without what may be a secret.
    pub(crate) shown: Box<str>,
    pub(crate) method: Option<Box<str>>,
    pub(crate) followed: bool,
}

impl Redirect {
    /// Where it led: the URL that answered, or the one that a redirect that was not followed names. It
    /// may hold credentials.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether the HTTP client followed it.
    #[must_use]
    pub fn is_followed(&self) -> bool {
        self.followed
    }

    /// The method that the request was sent with, if a redirect that was followed may have made a GET of
    /// it: any but GET and HEAD.
    #[must_use]
    pub fn changed_method(&self) -> Option<&str> {
        self.method.as_deref().filter(|_| self.followed)
    }
}

impl Redirect {
    /// Goes on with the sentence of an error; says nothing of a redirect that explains nothing.
    pub(super) fn go_on(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = excerpt(&self.shown);
        match (self.followed, self.changed_method()) {
            (false, _) => write!(f, ", a redirect to {to} that was not followed"),
            (true, Some("POST")) => write!(
                f,
                ", after a redirect to {to} that changed the method from POST to GET, unless its status \
                 was 307 or 308"
            ),
            (true, Some(method)) => write!(
                f,
                ", after a redirect to {to} that changed the method from {} to GET, if its status was 303",
                excerpt(method)
            ),
            (true, None) => Ok(()),
        }
    }
}

/// Shows the URL without user, password and query, and at most 200 bytes of it.
impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirect")
            .field("url", &excerpt(&self.shown))
            .field("method", &self.method.as_deref().map(excerpt))
            .field("followed", &self.followed)
            .finish()
    }
}
