//! Media types that are streams, and the framing that each has.

use stream_events_schema::Framing;

/// The media type of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// In lower case, without parameters.
    pub(crate) name: String,
    pub(crate) framing: Framing,
}

/// The framing of streams of a media type, with its parameters, under all the names that descriptions have for it;
/// `None` if it is no stream.
///
/// ```
/// use stream_events_import::framing_of;
/// use stream_events_schema::Framing;
///
/// assert_eq!(framing_of("application/x-ndjson; charset=utf-8"), Some(Framing::JsonLines));
/// assert_eq!(framing_of("text/html"), None);
/// ```
#[must_use]
pub fn framing_of(media_type: &str) -> Option<Framing> {
    MediaType::read(media_type).map(|it| it.framing)
}

/// What descriptions call JSON lines; none of these is registered but the last.
const JSON_LINES: &[&str] = &[
    "x-ndjson",
    "ndjson",
    "x-jsonl",
    "x-jsonlines",
    "jsonlines",
    "json-lines",
    "x-json-stream",
    "stream+json",
    "jsonl",
];

impl MediaType {
    /// Reads a media type with its parameters; `None` if it is no stream.
    ///
    /// `application/json` is none: it is one JSON text, with an `itemSchema` beside it as well, for
    /// which `OpenAPI` has the sequential media types. With a parameter `stream` it is one JSON text
    /// after another.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next()?.to_ascii_lowercase();
        let mut parameters = parts.filter_map(|it| it.split('=').next());
        let framing = match name.split_once('/')? {
            ("text", "event-stream") => Framing::Sse,
            ("application", "vnd.amazon.eventstream") => Framing::AwsEventStream,
            ("application", "json-seq") => Framing::JsonSeq,
            (main, sub) if has_suffix(main, sub, "+json-seq") => Framing::JsonSeq,
            ("application", sub) if JSON_LINES.contains(&sub) => Framing::JsonLines,
            ("application", "json") if parameters.any(|it| it.eq_ignore_ascii_case("stream")) => {
                Framing::JsonLines
            }
            _ => return None,
        };
        Some(Self { name, framing })
    }

    pub(crate) fn is_sse(&self) -> bool {
        self.framing == Framing::Sse
    }
}

/// Whether a media type has a suffix, and is one that can stand in a header.
fn has_suffix(main: &str, sub: &str, suffix: &str) -> bool {
    let is_name = |name: &str| {
        let is_restricted = |it: u8| it.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&it);
        name.starts_with(|it: char| it.is_ascii_alphanumeric()) && name.bytes().all(is_restricted)
    };
    is_name(main) && sub.strip_suffix(suffix).is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn framing(text: &str) -> Option<&'static str> {
        MediaType::read(text).map(|it| it.framing.keyword())
    }

    #[test]
    fn media_types_of_streams_have_a_framing() {
        for (text, expected) in [
            ("text/event-stream", "sse"),
            ("Text/Event-Stream; charset=utf-8", "sse"),
            ("application/x-ndjson", "jsonl"),
            ("application/jsonl;charset=utf-8", "jsonl"),
            ("application/ndjson", "jsonl"),
            ("application/json-lines", "jsonl"),
            ("application/jsonlines", "jsonl"),
            ("application/x-jsonl", "jsonl"),
            ("application/x-json-stream", "jsonl"),
            ("application/stream+json; q=1", "jsonl"),
            ("application/json;stream=watch", "jsonl"),
            ("application/json; charset=utf-8; Stream=true", "jsonl"),
            ("application/json-seq", "json-seq"),
            ("application/geo+json-seq", "json-seq"),
            ("application/vnd.amazon.eventstream", "aws-event-stream"),
        ] {
            assert_eq!(framing(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn others_are_no_streams() {
        for text in [
            "application/json",
            "application/json; charset=utf-8",
            "application/json; upstream=1",
            "multipart/mixed",
            "multipart/mixed; boundary=stream",
            "application/vnd.kubernetes.protobuf;stream=watch",
            "text/plain",
            "text/jsonl2",
            "application/+json-seq",
            "*/*+json-seq",
            "a b/c+json-seq",
            "json-seq",
            "",
        ] {
            assert_eq!(framing(text), None, "{text}");
        }
    }
}
