//! What events add up to: hostile sequences, and what must come of them.

mod documents;
mod lists;
mod losses;
mod nulls;
mod steps;
mod values;

use stream_events_schema::interpret::{Interpreter, Kind, Snapshot};
use stream_events_schema::{Checked, read};

use documents::{CHATS, DENSE, LETTER, MIXED, PARCEL, SHELF};

fn checked(text: &str) -> Checked {
    read("fold.json", text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// What became of some events: the value, and the errors by their kinds.
fn folded(document: &str, events: &[(&str, &str)]) -> (String, Vec<String>) {
    let checked = checked(document);
    let mut snapshot = snapshot(&checked);
    let mut errors = Vec::new();
    for (event, data) in events {
        let error = snapshot.apply(event, data).error;
        errors.extend(error.map(|error| name(&error.kind).to_owned()));
    }
    let value = snapshot.value();
    (value.map(|it| it.to_string()).unwrap_or_default(), errors)
}

fn snapshot(checked: &Checked) -> Snapshot<'_> {
    Interpreter::new(checked).snapshot().expect("a snapshot")
}

fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::BeforeStart => "before start",
        Kind::StartedTwice { .. } => "started twice",
        Kind::NoStartValue => "no start value",
        Kind::Gap { .. } => "gap",
        Kind::Occupied { .. } => "occupied",
        Kind::NoIndex { .. } => "no index",
        Kind::NoElement { .. } => "no element",
        Kind::Variant { .. } => "variant",
        _ => "other",
    }
}

#[test]
fn a_scope_is_followed_for_each_element_and_says_what_is_open() {
    let checked = checked(CHATS);
    let mut snapshot = snapshot(&checked);
    let begin = r#"{ "id": "1", "chats": [] }"#;
    snapshot.apply("begin", begin);
    let said = snapshot.apply(
        "say",
        r#"{ "all": [{ "to": "a", "text": "x" }, { "to": "b", "text": "y" }, { "to": "a", "text": "z" }] }"#,
    );
    let told: Vec<_> = said
        .changes
        .iter()
        .map(|it| {
            (
                it.name,
                it.fields[0].1.as_str().unwrap(),
                it.value.to_string(),
            )
        })
        .collect();
    let whole = r#"{"name":"a","text":"xz"}"#.to_owned();
    assert_eq!(told[0], ("said", "a", "\"xz\"".to_owned()));
    assert_eq!(told[1], ("chat", "a", whole));
    assert_eq!(told.len(), 6);
    assert_eq!(snapshot.open(), ["/chats/0", "/chats/1"]);
    snapshot.apply("bye", r#"{ "to": "a", "text": "" }"#);
    assert_eq!(snapshot.open(), ["/chats/1"]);
    // The same start again means nothing, another one is an error.
    assert_eq!(snapshot.apply("begin", begin).error, None);
    assert_eq!(snapshot.open(), ["/chats/1"]);
    let error = snapshot
        .apply("begin", r#"{ "id": "2", "chats": [] }"#)
        .error
        .unwrap();
    assert_eq!(
        error.to_string(),
        "event 5 (`begin`), rule /events/begin/apply/0: the value began twice: \"1\" is open, and \"2\" came"
    );
    let gone = snapshot.apply("bye", r#"{ "to": "nobody", "text": "" }"#);
    assert_eq!(gone.error, None, "after an error nothing is looked at");
}

#[test]
fn the_value_after_each_event_is_what_the_events_before_it_add_up_to() {
    let events = [
        ("letter", r#"{ "form": {}, "text": "a" }"#),
        ("form", r#"{ "piece": "{\"n\"" }"#),
        ("either", r#"{ "either": "b" }"#),
        ("form", r#"{ "piece": ":1}" }"#),
        ("sealed", ""),
        ("stamp", "{}"),
    ];
    let checked = checked(LETTER);
    let mut running = snapshot(&checked);
    for (index, (event, data)) in events.iter().enumerate() {
        running.apply(event, data);
        let (prefix, _) = folded(LETTER, &events[..=index]);
        assert_eq!(running.value().unwrap().to_string(), prefix);
    }
}

/// What rules say is never left out in silence.
#[test]
fn the_rules_of_every_event_are_in_what_was_checked() {
    let sink = include_str!("../kitchen-sink.json");
    for text in [SHELF, DENSE, LETTER, CHATS, MIXED, PARCEL, sink] {
        let checked = checked(text);
        let written = checked
            .events
            .iter()
            .filter(|(_, event)| event.apply.is_some());
        let written: Vec<_> = written.map(|(name, _)| name).collect();
        let kept: Vec<_> = checked.fold().unwrap().events.keys().collect();
        assert_eq!(kept, written);
    }
}
