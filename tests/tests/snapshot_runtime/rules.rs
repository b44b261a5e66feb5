//! A snapshot without a stream.

use serde_json::json;
use stream_events::{Dispatch, FoldErrorKind, JsonText, Message, Snapshot, StreamEvents};

use crate::talk::{Change, Endless, Event, Item, Talk, Value};

/// The event of a message, and what of it counts as null.
fn event(name: &str, data: &serde_json::Value) -> (Event, Vec<stream_events::Mismatch>) {
    let data = data.to_string();
    let dispatched = Talk::dispatch(&Message::new(&*data).with_event(name)).expect("an event");
    match dispatched.into_parts() {
        (
            Dispatch::Yield(event)
            | Dispatch::Complete(event)
            | Dispatch::Finish(event)
            | Dispatch::Unknown(event),
            nulls,
        ) => (event, nulls),
        (other, _) => panic!("{other:?}"),
    }
}

fn events<const N: usize>(rows: [(&str, serde_json::Value); N]) -> [Event; N] {
    rows.map(|(name, data)| event(name, &data).0)
}

fn item(text: &str) -> Item {
    Item {
        text: text.to_owned(),
        input: JsonText::new(json!({})),
    }
}

#[test]
fn changes_borrow_from_the_event_and_the_value_after_it() {
    let mut snapshot = Snapshot::<Talk>::new();
    let [start, two, one, text, close] = events([
        ("start", json!({ "id": "a" })),
        ("item", json!({ "index": 7, "text": "late" })),
        ("item", json!({ "index": 3, "text": "early" })),
        ("text", json!({ "index": 7, "piece": "r" })),
        ("close", json!({ "index": 3 })),
    ]);
    assert_eq!(snapshot.value(), None);
    assert_eq!(snapshot.apply(&start).unwrap().count(), 0);
    assert_eq!(snapshot.apply(&two).unwrap().count(), 1);
    assert_eq!(snapshot.open(), ["/items/0"]);
    assert_eq!(snapshot.apply(&one).unwrap().count(), 1);
    assert_eq!(snapshot.open(), ["/items/0", "/items/1"]);
    let changes: Vec<_> = snapshot.apply(&text).unwrap().collect();
    let value = "later";
    assert_eq!(
        changes,
        [Change::Text {
            index: 7,
            delta: "r",
            value
        }]
    );
    let changes: Vec<_> = snapshot.apply(&close).unwrap().collect();
    let value = &item("early");
    assert_eq!(changes, [Change::Closed { index: 3, value }]);
    assert_eq!(snapshot.open(), ["/items/1"]);
    // They are told once more, until the next event.
    assert_eq!(snapshot.changes(&close).count(), 1);
}

#[test]
fn a_frozen_value_stays_until_something_begins_it_anew() {
    let mut snapshot = Snapshot::<Talk>::new();
    let [start, text, item, whole] = events([
        ("start", json!({ "id": "a" })),
        ("text", json!({ "index": 0, "piece": "x" })),
        ("item", json!({ "index": 0, "text": "new" })),
        ("whole", json!({ "id": "b", "items": [{ "text": "t" }] })),
    ]);
    snapshot.apply(&start).unwrap();
    let error = snapshot.apply(&text).unwrap_err();
    assert_eq!(
        *error.kind(),
        FoldErrorKind::Gap {
            at: "/items".to_owned(),
            index: 0,
            len: 0
        }
    );
    assert_eq!(error.rule(), Some("/events/text/apply/0"));
    assert_eq!(error.event_type().unwrap(), "text");
    assert_eq!(error.number(), Some(2));
    assert_eq!(
        error.to_string(),
        "event 2 (`text`), rule /events/text/apply/0: `/items` has 0 elements, and none with the index 0"
    );
    // Frozen: neither changes nor errors.
    assert_eq!(snapshot.apply(&item).unwrap().count(), 0);
    assert_eq!(snapshot.apply(&text).unwrap().count(), 0);
    assert!(snapshot.value().unwrap().items.is_empty());
    assert_eq!(snapshot.error(), Some(&error));
    let unfinished = snapshot.clone().finish().unwrap_err();
    assert_eq!(unfinished.error(), &error);
    assert_eq!(unfinished.into_value().unwrap().id, "a");
    // The same again begins nothing, and is no error now.
    snapshot.apply(&start).unwrap();
    assert!(snapshot.error().is_some());
    // The whole thaws it, and the rule after that is followed.
    snapshot.apply(&whole).unwrap();
    assert_eq!(snapshot.error(), None);
    assert_eq!(snapshot.value().unwrap().id, "b!");
    snapshot.apply(&text).unwrap();
    assert_eq!(snapshot.value().unwrap().items[0].text, "tx");
}

#[test]
fn nothing_thaws_a_value_that_is_not_there() {
    let mut snapshot = Snapshot::<Talk>::new();
    let [whole, start] = events([
        ("whole", json!({ "id": "b" })),
        ("start", json!({ "id": "a" })),
    ]);
    let error = snapshot.apply(&whole).unwrap_err();
    assert_eq!(*error.kind(), FoldErrorKind::BeforeStart);
    assert_eq!(error.rule(), Some("/events/whole/apply/0"));
    snapshot.apply(&whole).unwrap();
    assert_eq!(snapshot.value(), None);
    assert_eq!(snapshot.error(), Some(&error));
    snapshot.apply(&start).unwrap();
    assert_eq!(snapshot.error(), None);
    assert_eq!(snapshot.value().unwrap().id, "a");
}

#[test]
fn a_start_with_nothing_is_an_error_each_time() {
    let [nothing, text, start] = events([
        ("start", json!({ "id": "" })),
        ("text", json!({ "index": 0, "piece": "x" })),
        ("start", json!({ "id": "a" })),
    ]);
    let mut snapshot = Snapshot::<Talk>::new();
    for number in [1, 3] {
        let error = snapshot.apply(&nothing).unwrap_err();
        assert_eq!(*error.kind(), FoldErrorKind::NoStartValue);
        assert_eq!(error.number(), Some(number));
        snapshot.apply(&text).unwrap();
    }
    snapshot.apply(&start).unwrap();
    assert_eq!(snapshot.error(), None);
}

#[test]
fn another_start_is_an_error_or_a_new_beginning() {
    let [one, other, ping] = events([
        ("start", json!({ "id": "a" })),
        ("start", json!({ "id": "b" })),
        ("ping", json!({})),
    ]);
    let mut once = Snapshot::<Talk>::new();
    once.apply(&one).unwrap();
    once.apply(&one).unwrap();
    let error = once.apply(&other).unwrap_err();
    let (open, got) = (Some(json!("a")), Some(json!("b")));
    assert_eq!(*error.kind(), FoldErrorKind::StartedTwice { open, got });

    let mut again = Snapshot::<Endless>::new();
    assert_eq!(again.apply(&one).unwrap().count(), 0);
    let changes: Vec<_> = again.apply(&other).unwrap().collect();
    assert_eq!(changes, [Change::Restarted]);
    assert_eq!(again.value().unwrap().id, "b");
    assert_eq!(again.apply(&ping).unwrap().count(), 0);
}

#[test]
fn a_new_beginning_forgets_all_and_is_told_by_the_next_event() {
    let [start, item, text, ping] = events([
        ("start", json!({ "id": "a" })),
        ("item", json!({ "index": 9, "text": "" })),
        ("text", json!({ "index": 5, "piece": "x" })),
        ("ping", json!({})),
    ]);
    let mut snapshot = Snapshot::<Talk>::new();
    snapshot.apply(&start).unwrap();
    snapshot.apply(&item).unwrap();
    snapshot.apply(&text).unwrap_err();
    snapshot.restart();
    assert_eq!(snapshot.value(), None);
    assert_eq!(snapshot.error(), None);
    assert!(snapshot.open().is_empty());
    let changes: Vec<_> = snapshot.apply(&ping).unwrap().collect();
    assert_eq!(changes, [Change::Restarted]);
    assert_eq!(snapshot.apply(&start).unwrap().count(), 0);
    assert_eq!(snapshot.apply(&item).unwrap().count(), 1);
}

#[test]
fn what_is_no_index_is_an_error_and_what_counts_as_null_a_loss() {
    let start = event("start", &json!({ "id": "a" })).0;
    let open = || {
        let mut snapshot = Snapshot::<Talk>::new();
        snapshot.apply(&start).unwrap();
        snapshot
    };
    let absent = event("text", &json!({ "piece": "x" })).0;
    let error = open().apply(&absent).unwrap_err();
    let at = "/items".to_owned();
    let found = json!(null);
    assert_eq!(*error.kind(), FoldErrorKind::NoIndex { at, found });
    let negative = event("text", &json!({ "index": -1, "piece": "x" })).0;
    let error = open().apply(&negative).unwrap_err();
    let at = "/items".to_owned();
    let found = json!(-1);
    assert_eq!(*error.kind(), FoldErrorKind::NoIndex { at, found });

    let (nulled, nulls) = event("text", &json!({ "index": "0", "piece": "x" }));
    assert_eq!(nulls.len(), 1);
    let mut snapshot = open();
    assert_eq!(snapshot.apply_with(&nulled, &nulls).unwrap().count(), 0);
    let losses: Vec<_> = snapshot.losses().first().iter().collect();
    assert_eq!(losses.len(), 2, "what came, and the rule: {losses:?}");
    for loss in losses {
        assert_eq!(
            (loss.number, &*loss.event_type, &*loss.path),
            (2, "text", "index")
        );
    }
    assert!(!snapshot.losses().has_lost_event());
    snapshot.ended();
    assert_eq!(snapshot.finish().unwrap().id, "a");
}

#[test]
fn an_element_that_is_there_is_not_made_again() {
    let [start, item] = events([
        ("start", json!({ "id": "a" })),
        ("item", json!({ "index": 4, "text": "" })),
    ]);
    let mut snapshot = Snapshot::<Talk>::new();
    snapshot.apply(&start).unwrap();
    snapshot.apply(&item).unwrap();
    let error = snapshot.apply(&item).unwrap_err();
    let at = "/items/0".to_owned();
    assert_eq!(*error.kind(), FoldErrorKind::Occupied { at });
}

#[test]
fn a_value_is_final_after_its_declared_end_alone() {
    let [start, enough, done, text] = events([
        ("start", json!({ "id": "a" })),
        ("enough", json!({})),
        ("done", json!({})),
        ("text", json!({ "index": 5, "piece": "x" })),
    ]);
    let mut snapshot = Snapshot::<Talk>::new();
    let reason = |snapshot: &Snapshot<Talk>| snapshot.clone().finish().unwrap_err();
    assert_eq!(*reason(&snapshot).reason(), FoldErrorKind::Unfinished);
    snapshot.apply(&start).unwrap();
    let unfinished = reason(&snapshot);
    assert_eq!(*unfinished.reason(), FoldErrorKind::Unfinished);
    assert_eq!(unfinished.value().unwrap().id, "a");
    let mut by_source = snapshot.clone();
    by_source.ended();
    assert!(by_source.finish().is_ok());
    snapshot.apply(&enough).unwrap();
    assert!(snapshot.clone().finish().is_ok());
    snapshot.apply(&done).unwrap();
    // What is glued behind the end is nothing.
    assert_eq!(snapshot.apply(&text).unwrap().count(), 0);
    assert_eq!(snapshot.error(), None);
    assert_eq!(snapshot.finish().unwrap().id, "a");

    let mut never = Snapshot::<Talk>::new();
    never.apply(&done).unwrap();
    let unfinished = never.finish().unwrap_err();
    assert_eq!(*unfinished.reason(), FoldErrorKind::BeforeStart);
    assert_eq!(unfinished.into_value(), None);

    // Where no end is declared, that it is over is what is said by asking.
    let mut endless = Snapshot::<Endless>::new();
    endless.apply(&start).unwrap();
    assert!(endless.finish().is_ok());
}

#[test]
fn a_shared_value_is_copied_only_if_it_is_held() {
    let [start, whole] = events([
        ("start", json!({ "id": "a" })),
        ("whole", json!({ "id": "b" })),
    ]);
    let mut snapshot = Snapshot::<Talk>::new();
    assert!(snapshot.shared().is_none());
    snapshot.apply(&start).unwrap();
    let address =
        |snapshot: &Snapshot<Talk>| std::ptr::from_ref::<Value>(snapshot.value().unwrap());
    drop(snapshot.shared().unwrap());
    let before = address(&snapshot);
    let items = events([
        ("item", json!({ "index": 0, "text": "x" })),
        ("text", json!({ "index": 0, "piece": "y" })),
        ("text", json!({ "index": 0, "piece": "z" })),
    ]);
    snapshot.apply(&items[0]).unwrap();
    assert_eq!(address(&snapshot), before, "nobody holds it");
    let held = snapshot.shared().unwrap();
    snapshot.apply(&items[1]).unwrap();
    assert_ne!(address(&snapshot), before);
    let copy = address(&snapshot);
    snapshot.apply(&items[2]).unwrap();
    assert_eq!(address(&snapshot), copy, "copied once");
    assert_eq!(held.items[0].text, "x");
    assert_eq!(snapshot.value().unwrap().items[0].text, "xyz");
    snapshot.apply(&whole).unwrap();
    snapshot.ended();
    assert_eq!(snapshot.finish().unwrap().id, "b!");
}
