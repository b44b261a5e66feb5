//! What is kept of the headers of a response.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Request;

/// What must not be in a recording: the credentials that a request was sent with.
///
/// Of a response's headers those are kept that tell how to read it, how to try again and what to ask the server's
/// people by, and of them none that holds a credential of the request: its keys, tokens and cookies, in headers, in
/// the query and in the user's part of the URL. What a client adds by itself to all its requests (reqwest's
/// `default_headers`) is not seen here.
#[derive(Clone, Default)]
pub struct Secrets(Vec<String>);

/// Parts of the names of headers and parameters that hold credentials.
const SENSITIVE: [&str; 10] = [
    "auth",
    "key",
    "token",
    "secret",
    "pass",
    "cookie",
    "credential",
    "session",
    "sign",
    "jwt",
];

/// Headers of responses that say nothing about who asked.
const KEPT: [&str; 12] = [
    "cache-control",
    "cf-ray",
    "content-encoding",
    "content-language",
    "content-type",
    "date",
    "openai-processing-ms",
    "openai-version",
    "retry-after",
    "retry-after-ms",
    "traceparent",
    "x-should-retry",
];

/// Parts of the names of headers like them.
const KEPT_PARTS: [&str; 5] = [
    "ratelimit",
    "rate-limit",
    "request-id",
    "requestid",
    "trace-id",
];

impl Secrets {
    /// The credentials of a request.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        let mut secrets = Self::default();
        for (name, value) in request.headers() {
            if value.is_sensitive() || is_sensitive(name.as_str()) {
                secrets.value(value);
            }
        }
        let url = request.url();
        for (name, value) in url.query_pairs() {
            if is_sensitive(&name) {
                secrets.text(&value);
            }
        }
        // As they are written, too.
        for pair in url.query().unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if is_sensitive(name) {
                secrets.text(value);
            }
        }
        secrets.text(url.username());
        secrets.text(url.password().unwrap_or_default());
        secrets
    }

    fn value(&mut self, value: &HeaderValue) {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        // `Bearer …`, and the cookies one by one.
        let parts = text.split([' ', ';', ',', '=']);
        for part in parts.filter(|part| part.len() >= 4 && !is_scheme(part)) {
            self.text(part);
        }
        // `Basic …` is how a client sends the user's part of a URL.
        let decoded = text.rsplit(' ').next().and_then(base64);
        for part in decoded.iter().flat_map(|pair| pair.splitn(2, ':')) {
            self.text(part);
        }
        self.text(&text);
    }

    fn text(&mut self, secret: &str) {
        if !secret.is_empty() {
            self.0.push(secret.to_ascii_lowercase());
        }
    }

    /// The headers to keep, by name and value; `request_ids` are kept too. What is no ASCII is left out.
    #[must_use]
    pub fn kept(&self, headers: &HeaderMap, request_ids: &[&str]) -> Vec<(String, String)> {
        let kept = headers.iter().filter_map(|(name, value)| {
            let value = value.to_str().ok()?;
            let is_kept = is_kept(name, request_ids) && !self.are_in(value);
            is_kept.then(|| (name.as_str().to_owned(), value.to_owned()))
        });
        kept.collect()
    }

    fn are_in(&self, value: &str) -> bool {
        let value = value.to_ascii_lowercase();
        self.0.iter().any(|secret| value.contains(secret))
    }
}

/// Shows how many there are.
impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Secrets").field(&self.0.len()).finish()
    }
}

/// The text that this is the base64 of, if it is that of one.
fn base64(text: &str) -> Option<String> {
    let bytes = STANDARD_NO_PAD.decode(text.trim_end_matches('='));
    String::from_utf8(bytes.ok()?).ok()
}

fn is_sensitive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SENSITIVE.iter().any(|part| name.contains(part))
}

fn is_scheme(text: &str) -> bool {
    ["basic", "bearer", "digest", "negotiate"]
        .iter()
        .any(|scheme| text.eq_ignore_ascii_case(scheme))
}

fn is_kept(name: &HeaderName, request_ids: &[&str]) -> bool {
    let name = name.as_str();
    KEPT.contains(&name)
        || KEPT_PARTS.iter().any(|part| name.contains(part))
        || request_ids.iter().any(|id| name.eq_ignore_ascii_case(id))
}
