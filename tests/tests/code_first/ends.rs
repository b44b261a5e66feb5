//! `finish`, `complete`, `when`, sentinels and truncation.

use serde::Deserialize;
use stream_events::StreamEvents;

use super::{is_truncation, items};

#[derive(Debug, Deserialize)]
struct Completion {
    text: String,
    stop_reason: Option<String>,
}

impl Completion {
    fn stopped(&self) -> bool {
        self.stop_reason.is_some()
    }
}

#[derive(Debug, StreamEvents)]
#[stream_events(unknown = "skip", sentinels("[DONE]" = "finish", "[PING]" = "skip"))]
enum Feed {
    #[event("text", content = "text")]
    Text(String),
    #[event("completion", handle = "finish", when("/stop_reason"))]
    Completion(Completion),
    #[event("status", handle = "complete", when("/state/name" = ["done", "failed"]))]
    Status(serde_json::Value),
    #[event("last", handle = "finish")]
    Last(u8),
    #[event("result", handle = "complete")]
    Result(u8),
}

#[test]
fn a_finish_is_the_last_item_whatever_follows() {
    let items = items::<Feed>("event: last\ndata: 1\n\nevent: text\ndata: a\n\n");
    assert!(matches!(&items[..], [Ok(Feed::Last(1))]));
}

#[test]
fn a_mismatch_in_a_finish_is_the_last_item_too() {
    let items = items::<Feed>("event: last\ndata: x\n\nevent: text\ndata: a\n\n");
    assert!(
        matches!(&items[..], [Err(error)] if error.ends_stream()),
        "{items:?}"
    );
}

#[test]
fn after_a_complete_an_end_is_no_truncation() {
    let items = items::<Feed>("event: result\ndata: 1\n\nevent: text\ndata: a\n\n");
    assert!(matches!(
        &items[..],
        [Ok(Feed::Result(1)), Ok(Feed::Text(_))]
    ));
}

#[test]
fn a_stream_that_just_stops_was_cut_off() {
    let items = items::<Feed>("event: text\ndata: a\n\n");
    let [Ok(Feed::Text(text)), last] = &items[..] else {
        panic!("{items:?}")
    };
    assert_eq!(text, "a");
    assert!(is_truncation::<Feed>(last));
}

#[test]
fn sentinels_come_before_everything() {
    let items = items::<Feed>(
        "event: last\ndata: [PING]\n\nevent: text\ndata: a\n\nevent: data\ndata: [DONE]\n\n",
    );
    assert!(matches!(&items[..], [Ok(Feed::Text(_))]));
}

#[test]
fn an_end_may_hang_on_what_is_in_the_data() {
    let items = items::<Feed>(concat!(
        "event: completion\ndata: {\"text\":\"a\",\"stop_reason\":null}\n\n",
        "event: completion\ndata: {\"text\":\"b\"}\n\n",
        "event: completion\ndata: {\"text\":\"c\",\"stop_reason\":\"end\"}\n\n",
        "event: text\ndata: never\n\n",
    ));
    let completions: Vec<_> = items
        .iter()
        .map(|item| match item {
            Ok(Feed::Completion(completion)) => (&*completion.text, completion.stopped()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(completions, [("a", false), ("b", false), ("c", true)]);
}

#[test]
fn an_end_may_hang_on_one_of_several_strings() {
    let with_state = |text| {
        let items = items::<Feed>(text);
        assert!(matches!(&items[0], Ok(Feed::Status(status)) if status.is_object()));
        items.len() == 2 && is_truncation::<Feed>(&items[1])
    };
    assert!(with_state(
        "event: status\ndata: {\"state\":{\"name\":\"running\"}}\n\n"
    ));
    assert!(with_state(
        "event: status\ndata: {\"state\":{\"name\":[\"done\"]}}\n\n"
    ));
    assert!(!with_state(
        "event: status\ndata: {\"state\":{\"name\":\"failed\"}}\n\n"
    ));
}

#[derive(Debug, StreamEvents)]
#[stream_events(unknown = "fail", end = "optional")]
enum Endless {
    #[event("last", handle = "finish")]
    Last(u8),
    #[event("text", content = "text")]
    Text(String),
}

#[test]
fn an_optional_end_need_not_come() {
    let items = items::<Endless>("event: text\ndata: a\n\n");
    assert!(matches!(&items[..], [Ok(Endless::Text(text))] if text == "a"));
    let items = super::items::<Endless>("event: last\ndata: 1\n\nevent: last\ndata: 2\n\n");
    assert!(matches!(&items[..], [Ok(Endless::Last(1))]));
}
