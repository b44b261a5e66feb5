//! Strings of a type that is not ours.

use std::sync::Arc;

use allocation_counter::measure;
use compact_str::CompactString;
use serde_json::{Value, json};
use stream_events::{Dispatch, Message, StreamEvents};
use stream_events_tests::stored::data_of;

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../expand/strings.json")]
struct Owned;

#[derive(Debug, StreamEvents)]
#[stream_events(
    schema = "../expand/strings.json",
    string = std::sync::Arc<str>,
    derive(Eq, Hash)
)]
struct Shared;

#[derive(Debug, StreamEvents)]
#[stream_events(
    schema = "../expand/strings.json",
    string = "compact_str::CompactString"
)]
struct Compact;

/// A type that can do nothing but what it must.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../expand/strings.json", string = crate::Text)]
struct Wrapped;

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct Text(Box<str>);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

const NOTES: [&str; 4] = [
    r#"{"text":"plain","reply_to":null,"part":{"kind":"rule"}}"#,
    r#"{"text":"a \"b\"\n\\c","reply_to":"é","language":"en","color":"red","part":{"kind":"quote","of":"\t"}}"#,
    r#"{"text":"\u00e9\ud83d\ude00","reply_to":"\u0041","language":null,"part":{"of":"late","kind":"quote"}}"#,
    r#"{"part":{"kind":"new","text":"kept"},"reply_to":"longer than any string that has its place inline","text":""}"#,
];

/// The item that this data is, and whether the stream ends with it.
fn item<S: StreamEvents>(event: &str, data: &str) -> (S::Event, bool) {
    match S::dispatch(&Message::new(data).with_event(event)) {
        Ok(Dispatch::Yield(event)) => (event, false),
        Ok(Dispatch::Finish(event)) => (event, true),
        Ok(_) => panic!("{data} is no item"),
        Err(mismatch) => panic!("{mismatch}"),
    }
}

fn written<S: StreamEvents<Event: serde::Serialize>>(event: &str, data: &str) -> (Value, bool) {
    let (item, last) = item::<S>(event, data);
    (data_of(&item), last)
}

/// That all sets make the same of this data, and that it is read back as what it was.
fn same(event: &str, data: &str) -> (Value, bool) {
    let owned = written::<Owned>(event, data);
    assert_eq!(written::<Shared>(event, data), owned, "{data}");
    assert_eq!(written::<Compact>(event, data), owned, "{data}");
    assert_eq!(written::<Wrapped>(event, data), owned, "{data}");
    let again = item::<Compact>(event, &owned.0.to_string());
    assert_eq!(again, item::<Compact>(event, data));
    owned
}

#[test]
fn strings_are_read_and_written_as_ever() {
    for note in NOTES {
        let (written, last) = same("note", note);
        let compact: compact::Note = serde_json::from_str(note).expect("a note");
        assert_eq!(
            item::<Compact>("note", note).0,
            compact::Event::Note(compact.into())
        );
        assert_eq!((&written["type"], last), (&json!("note"), false));
    }
    let tags = json!({
        "all": ["a", "\n"], "by_name": { "x": "y" }, "main": "b", "title": "c", "more": "d"
    });
    let (mut tagged, _) = same("tags", &tags.to_string());
    tagged.as_object_mut().expect("an object").remove("type");
    assert_eq!(tagged, tags);
    assert_eq!(same("line", r#""a\u0009b""#), (json!("a\tb"), false));
}

#[test]
fn data_as_text_is_of_the_type_too() {
    let data = "no JSON \\n";
    let text: Arc<str> = data.into();
    assert_eq!(item::<Shared>("log", data).0, shared::Event::Log(text));
    let text = CompactString::from(data);
    assert_eq!(item::<Compact>("log", data).0, compact::Event::Log(text));
}

#[test]
fn conditions_look_into_the_type() {
    let data = |reason: &str, extra: &str| {
        json!({ "reason": reason, "by": "us", "state": "ended", "extra": extra }).to_string()
    };
    assert!(same("done", &data("stop", "yes")).1);
    assert!(same("done", &data("length", "yes")).1);
    assert!(!same("done", &data("stop", "no")).1);
    assert!(!same("done", &data("other", "yes")).1);
    assert!(!same("done", r#"{"reason":"stop","by":null}"#).1);
}

#[test]
fn failures_have_the_type() {
    let body = r#"{"message":"\u0041"}"#;
    let Some(shared::Failure::Problem(problem)) = Shared::failure(body) else {
        panic!("a problem")
    };
    assert_eq!(problem.message, "A".into());
}

mod cost {
    use super::*;

    mod messages {
        use stream_events::StreamEvents;

        #[derive(Debug, StreamEvents)]
        #[stream_events(schema = "../../apis/documents/anthropic-messages.json")]
        pub(super) struct Owned;

        #[derive(Debug, StreamEvents)]
        #[stream_events(
            schema = "../../apis/documents/anthropic-messages.json",
            string = std::sync::Arc<str>
        )]
        pub(super) struct Shared;

        #[derive(Debug, StreamEvents)]
        #[stream_events(
            schema = "../../apis/documents/anthropic-messages.json",
            string = compact_str::CompactString
        )]
        pub(super) struct Compact;
    }

    /// Allocations for a delta with this text, and for three clones of it.
    fn allocations<S: StreamEvents<Event: Clone>>(text: &str) -> (u64, u64) {
        let data = format!(
            r#"{{"type":"content_block_delta","index":0,"delta":{{"type":"text_delta","text":"{text}"}}}}"#
        );
        let mut delta = None;
        let read = measure(|| delta = Some(item::<S>("content_block_delta", &data).0));
        let cloned = measure(|| drop(std::array::from_fn::<_, 3, _>(|_| delta.clone())));
        (read.count_total, cloned.count_total)
    }

    #[test]
    fn of_a_delta() {
        let (short, long) = (
            " a short text",
            " a text that is longer than most deltas are",
        );
        for (text, owned, shared, compact) in [
            (short, (1, 3), (1, 0), (0, 0)),
            (long, (1, 3), (1, 0), (1, 3)),
            (r"\n", (1, 3), (2, 0), (1, 0)),
        ] {
            assert_eq!(allocations::<messages::Owned>(text), owned, "{text}");
            assert_eq!(allocations::<messages::Shared>(text), shared, "{text}");
            assert_eq!(allocations::<messages::Compact>(text), compact, "{text}");
        }
    }
}
