//! What events add up to.

use stream_events::snapshot::FoldErrorKind;

use super::snapshot::Growing;
use super::snapshot::growing::{Change, Event, Part, Snapshot};
use super::{item, json};

fn event(name: &str, data: &str) -> Event {
    item::<Growing>(name, data)
}

fn begun() -> Snapshot {
    let mut snapshot = Snapshot::new();
    let begin = event("begin", r#"{"id":"1"}"#);
    assert!(snapshot.apply(&begin).expect("it begins").next().is_none());
    snapshot
}

#[test]
fn pieces_are_told_where_they_are_added() {
    let mut snapshot = begun();
    let part = event("part", r#"{"index":3,"part":{"type":"text","text":"a"}}"#);
    snapshot.apply(&part).expect("a part");
    let delta = event(
        "delta",
        r#"{"index":3,"delta":{"type":"words","words":"b"}}"#,
    );
    let changes: Vec<_> = snapshot.apply(&delta).expect("words").collect();
    let expected = Change::Text {
        index: 3,
        delta: "b",
        value: "ab",
    };
    assert_eq!(changes, [expected]);
    assert_eq!(snapshot.open(), ["/parts/0"]);
}

#[test]
fn json_has_a_value_once_it_is_closed() {
    let mut snapshot = begun();
    let call = r#"{"index":0,"part":{"type":"call","name":"go","input":{}}}"#;
    snapshot.apply(&event("part", call)).expect("a part");
    for (json, is_closed) in [(r#"{\"to\":"#, false), (r"1}", true)] {
        let delta = format!(r#"{{"index":0,"delta":{{"type":"json","json":"{json}"}}}}"#);
        snapshot.apply(&event("delta", &delta)).expect("JSON");
        if is_closed {
            let done = event("part_done", r#"{"index":0}"#);
            snapshot.apply(&done).expect("it is done");
        }
        let message = snapshot.value().expect("it has begun");
        let Some(Part::Call(call)) = message.parts.first() else {
            panic!("{message:?}")
        };
        assert_eq!(call.input.value().is_ok(), is_closed);
    }
    let whole = snapshot.value().map(json).expect("it has begun");
    assert_eq!(whole["parts"][0]["input"]["to"], 1);
    snapshot.apply(&event("bye", "")).expect("the end");
    assert!(snapshot.finish().is_ok());
}

#[test]
fn words_for_a_call_are_an_error_that_names_the_rule() {
    let mut snapshot = begun();
    let call = r#"{"index":0,"part":{"type":"call","name":"go","input":{}}}"#;
    snapshot.apply(&event("part", call)).expect("a part");
    let words = event(
        "delta",
        r#"{"index":0,"delta":{"type":"words","words":"b"}}"#,
    );
    let error = snapshot.apply(&words).expect_err("it is a call");
    assert_eq!(error.rule(), Some("/events/delta/apply/0/apply/0"));
    let FoldErrorKind::Variant { at, found, .. } = error.kind() else {
        panic!("{error}")
    };
    assert_eq!((at.as_str(), found.as_deref()), ("/parts/0", Some("call")));
    assert!(snapshot.finish().is_err());
}

#[test]
fn notes_are_made_by_their_keys() {
    let mut snapshot = begun();
    for (notes, mood) in [
        (r#"[{"title":"a","lines":["1"]},{"key":4}]"#, r#""calm""#),
        (r#"[{"key":0,"title":"b","lines":["2"]}]"#, "null"),
    ] {
        let data = format!(r#"{{"notes":{notes},"mood":{mood}}}"#);
        snapshot.apply(&event("notes", &data)).expect("notes");
    }
    let whole = event("whole", r#"{"id":"2","notes":[],"parts":[]}"#);
    let before = snapshot.value().map(json).expect("it has begun");
    assert_eq!(
        before["notes"],
        serde_json::json!([{ "key": 0, "title": "a", "lines": ["1", "2"] }, { "key": 4 }])
    );
    assert!(before.get("mood").is_none_or(serde_json::Value::is_null));
    snapshot.apply(&whole).expect("the whole");
    assert_eq!(snapshot.value().map(|it| it.id.as_str()), Some("2"));
}
