//! Whether a response is a stream that can be read.

use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};

use crate::Protocol;

/// The media types that a response may have, and that requests ask for.
pub(super) fn expected(protocol: &Protocol) -> &'static [&'static str] {
    match protocol.media_types {
        [] => protocol.framing.media_types(),
        declared => declared,
    }
}

/// The `Content-Type`, if one came that is not empty.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?;
    let text = String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
    Some(text).filter(|text| !text.is_empty())
}

/// Whether a `Content-Type` is one of those that the API's streams have.
///
/// Media types are compared without case, and parameters do not matter (RFC 9110, section 8.3.1):
/// an event stream is UTF-8, whatever its `charset` says.
pub(super) fn is_expected(content_type: &str, protocol: &Protocol) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    match protocol.media_types {
        [] => protocol.framing.has_media_type(essence),
        declared => declared.iter().any(|it| it.eq_ignore_ascii_case(essence)),
    }
}

/// Whether an `Accept` allows one of these media types (RFC 9110, section 12.5.1).
pub(super) fn allows_any(accept: &str, media_types: &[&str]) -> bool {
    media_types.iter().any(|it| allows(accept, it))
}

/// The most specific of the media ranges that hold the media type has no quality of 0.
fn allows(accept: &str, media_type: &str) -> bool {
    let main_type = media_type.split('/').next().unwrap_or_default();
    let mut ranges = accept.split(',').filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let precision = match parts.next()? {
            range if range.eq_ignore_ascii_case(media_type) => 2,
            "*/*" => 0,
            range => {
                let all_of = range.strip_suffix("/*")?;
                all_of.eq_ignore_ascii_case(main_type).then_some(1)?
            }
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
    use crate::Framing;

    const SSE: Protocol = Protocol::new("sse");

    #[test]
    fn each_framing_has_its_media_types() {
        let framed = |framing| Protocol::new("framed").framing(framing);
        for (framing, content_type, is_one) in [
            (
                Framing::JsonLines,
                "application/x-ndjson; charset=utf-8",
                true,
            ),
            (Framing::JsonLines, "application/jsonl", true),
            (Framing::JsonLines, "application/NDJSON", true),
            (Framing::JsonLines, "application/stream+json", true),
            (Framing::JsonLines, "application/json", false),
            (Framing::JsonLines, "text/event-stream", false),
            (Framing::JsonSeq, "application/json-seq", true),
            (Framing::JsonSeq, "application/geo+json-seq", true),
            (Framing::JsonSeq, "application/json", false),
            (Framing::JsonArray, "application/json;charset=UTF-8", true),
            (Framing::JsonArray, "application/jsonl", false),
        ] {
            let is_expected = is_expected(content_type, &framed(framing));
            assert_eq!(is_expected, is_one, "{framing:?} {content_type}");
        }
        let declared = framed(Framing::JsonLines).media_types(&["application/json"]);
        assert!(is_expected("Application/JSON; x=1", &declared));
        assert!(!is_expected("application/x-ndjson", &declared));
        assert!(allows_any("application/json", expected(&declared)));
        assert!(allows_any(
            "text/html, application/jsonl;q=0.5",
            expected(&framed(Framing::JsonLines))
        ));
        assert!(!allows_any(
            "application/json",
            expected(&framed(Framing::JsonLines))
        ));
    }

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
            assert!(is_expected(value, &SSE), "{value}");
        }
        for value in [
            "",
            "text/x-bogus",
            "x bogus",
            "application/json",
            "text/event-streams",
            "text/html, text/event-stream",
        ] {
            assert!(!is_expected(value, &SSE), "{value}");
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
            assert!(allows_any(value, expected(&SSE)), "{value}");
        }
        for value in [
            "",
            "application/json",
            "text/plain",
            "text/event-stream;q=0",
            "*/*, text/event-stream; Q = 0.0",
            "text/event-streams",
        ] {
            assert!(!allows_any(value, expected(&SSE)), "{value}");
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
