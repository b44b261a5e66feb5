//! Whether a response is a stream that can be read.

use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};

/// The media type of event streams (WHATWG HTML, section 9.2).
pub(super) const EVENT_STREAM: &str = "text/event-stream";

/// The `Content-Type`, if one came that is not empty.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?;
    let text = String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
    Some(text).filter(|text| !text.is_empty())
}

/// Whether a `Content-Type` is that of an event stream.
///
/// Media types are compared without case, and parameters do not matter (RFC 9110, section 8.3.1):
/// an event stream is UTF-8, whatever its `charset` says.
pub(super) fn is_event_stream(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(EVENT_STREAM)
}

/// Whether an `Accept` allows event streams (RFC 9110, section 12.5.1): the most specific of its
/// media ranges that hold them has no quality of 0.
pub(super) fn allows_event_stream(accept: &str) -> bool {
    let mut ranges = accept.split(',').filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let precision = match parts.next()?.to_ascii_lowercase().as_str() {
            EVENT_STREAM => 2,
            "text/*" => 1,
            "*/*" => 0,
            _ => return None,
        };
        let quality = parts.filter_map(|parameter| parameter.split_once('='));
        let quality = quality
            .filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .find_map(|(_, value)| value.trim().parse::<f32>().ok());
        Some((precision, quality.unwrap_or(1.0) > 0.0))
    });
    let first = ranges.next();
    let most_specific = first.map(|first| {
        ranges.fold(
            first,
            |best, range| if range.0 > best.0 { range } else { best },
        )
    });
    most_specific.is_some_and(|(_, allowed)| allowed)
}

/// The coding that is still on the content. reqwest removes the header of one that it decodes.
pub(super) fn coding(headers: &HeaderMap) -> Option<String> {
    let codings = headers.get_all(CONTENT_ENCODING).iter();
    let codings = codings.map(|value| String::from_utf8_lossy(value.as_bytes()));
    let codings = codings.collect::<Vec<_>>().join(", ");
    let mut names = codings.split(',').map(str::trim);
    let plain = names.all(|name| name.is_empty() || name.eq_ignore_ascii_case("identity"));
    (!plain).then_some(codings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d11_media_types() {
        for value in [
            "text/event-stream",
            "text/event-stream; charset=utf-8",
            "Text/Event-Stream",
            "text/event-stream;",
            "text/event-stream;charset=windows-1252",
            "text/event-stream ;x",
        ] {
            assert!(is_event_stream(value), "{value}");
        }
        for value in [
            "",
            "text/x-bogus",
            "x bogus",
            "application/json",
            "text/event-streams",
            "text/html, text/event-stream",
        ] {
            assert!(!is_event_stream(value), "{value}");
        }
    }

    #[test]
    fn accepts_that_allow_event_streams() {
        for value in [
            "text/event-stream",
            "application/json, Text/Event-Stream",
            "*/*",
            "text/*;q=0.1",
            "*/*;q=0, text/event-stream; q=0.5",
            "text/event-stream;charset=utf-8",
        ] {
            assert!(allows_event_stream(value), "{value}");
        }
        for value in [
            "",
            "application/json",
            "text/plain",
            "text/event-stream;q=0",
            "*/*, text/event-stream; Q = 0.0",
            "text/event-streams",
        ] {
            assert!(!allows_event_stream(value), "{value}");
        }
    }

    #[test]
    fn codings_that_are_none() {
        let coding = |values: &[&str]| {
            let values = values
                .iter()
                .map(|value| value.parse().expect("a header value"));
            coding(&values.map(|value| (CONTENT_ENCODING, value)).collect())
        };
        assert_eq!(coding(&[]), None);
        assert_eq!(coding(&[""]), None);
        assert_eq!(coding(&["Identity"]), None);
        assert_eq!(coding(&["gzip"]).as_deref(), Some("gzip"));
        assert_eq!(coding(&["identity", "br"]).as_deref(), Some("identity, br"));
    }
}
