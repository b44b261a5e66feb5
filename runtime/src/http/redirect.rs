//! Redirects that an error should tell of.

use http::header::LOCATION;
use http::response::Parts;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;

use crate::error::Redirect;

/// The redirect that reqwest followed from this request to this response.
pub(super) fn followed(
    method: &Method,
    asked: &Url,
    response: &reqwest::Response,
) -> Option<Redirect> {
    let url = response.url();
    (!is_same(asked, url)).then(|| Redirect {
        url: url.as_str().into(),
        shown: shown(url).into(),
        method: (!matches!(*method, Method::GET | Method::HEAD)).then(|| method.as_str().into()),
        followed: true,
    })
}

/// The redirect that this response of reqwest's is, and that was not followed.
pub(super) fn left(response: &reqwest::Response) -> Option<Redirect> {
    let location = location(response.status(), response.headers())?;
    Some(to(response.url().join(&location).ok(), location))
}

/// The redirect that came with this response: as reqwest's client knows it, else what its header says.
pub(super) fn of(response: &Parts) -> Option<Redirect> {
    let known = response.extensions.get::<Redirect>().cloned();
    known.or_else(|| {
        let location = location(response.status, &response.headers)?;
        Some(to(location.parse().ok(), location))
    })
}

fn location(status: StatusCode, headers: &HeaderMap) -> Option<String> {
    let header = headers.get(LOCATION).filter(|_| status.is_redirection())?;
    Some(String::from_utf8_lossy(header.as_bytes()).into_owned())
}

fn to(url: Option<Url>, location: String) -> Redirect {
    let (url, shown) = match url {
        Some(url) => (url.as_str().to_owned(), shown(&url)),
        None => {
            let end = location.find(['?', '#']).unwrap_or(location.len());
            // What stands before an `@` may be a password.
            let begin = location[..end].rfind('@').map_or(0, |at| at + 1);
            let shown = location[begin..end].to_owned();
            (location, shown)
        }
    };
    Redirect {
        url: url.into(),
        shown: shown.into(),
        method: None,
        followed: false,
    }
}

/// Whether both ask the same of the same server. A fragment is never sent, and user and password go
/// into a header.
fn is_same(one: &Url, other: &Url) -> bool {
    let parts = |url: &Url| {
        let place = (url.scheme().to_owned(), url.port_or_known_default());
        (place, url.host_str().map(str::to_owned))
    };
    parts(one) == parts(other) && one.path() == other.path() && one.query() == other.query()
}

/// Without user, password, query and fragment.
fn shown(url: &Url) -> String {
    format!("{}{}", url.origin().ascii_serialization(), url.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_secret_is_not_shown() {
        let shown = |location: &str| to(location.parse().ok(), location.to_owned()).shown;
        for (location, expected) in [
            ("https://u:p@h.example/a/b?key=1#f", "https://h.example/a/b"),
            ("http://h.example:8080", "http://h.example:8080/"),
            ("/a?key=1", "/a"),
            ("//u:p@h.example/a#key", "h.example/a"),
        ] {
            assert_eq!(&*shown(location), expected);
        }
    }

    #[test]
    fn the_same_request_is_no_redirect() {
        let is_same = |one: &str, other: &str| {
            is_same(&one.parse().expect("a URL"), &other.parse().expect("a URL"))
        };
        assert!(is_same("http://h/a?b", "http://h:80/a?b"));
        assert!(is_same("http://u:p@h/a#f", "http://h/a"));
        for other in [
            "https://h/a",
            "http://h:81/a",
            "http://g/a",
            "http://h/b",
            "http://h/a?b",
        ] {
            assert!(!is_same("http://h/a", other), "{other}");
        }
    }
}
