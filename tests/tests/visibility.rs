//! The derive wherever it may stand, and however visible its struct is.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

use stream_events::{AsyncStream, Dispatch, Message, StreamEvents};

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/small.json")]
struct Private;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/small.json", module = crate_events)]
pub(crate) struct Crate;

mod inner {
    pub(crate) mod deeper {
        use stream_events::StreamEvents;

        #[derive(StreamEvents)]
        #[stream_events(schema = "../fixtures/small.json")]
        pub(super) struct Super;

        #[derive(StreamEvents)]
        #[stream_events(schema = "../fixtures/small.json", module = path_events)]
        pub(in crate::inner) struct Path;
    }

    pub(crate) fn event_type() -> String {
        let first = super::first::<deeper::Super>();
        let second = super::first::<deeper::Path>();
        assert_eq!(first.event_type(), second.event_type());
        first.event_type().to_owned()
    }
}

/// The first event of a stream of one.
fn first<S: StreamEvents>() -> S::Event {
    match S::dispatch(&Message::new(r#"{"text":"a"}"#).with_event("note")) {
        Ok(Dispatch::Yield(event)) => event,
        _ => panic!("a note"),
    }
}

#[test]
fn a_set_of_events_is_as_visible_as_its_struct() {
    assert!(matches!(first::<Private>(), private::Event::Note(note) if note.text == "a"));
    assert!(matches!(first::<Crate>(), crate_events::Event::Note(_)));
    assert_eq!(inner::event_type(), "note");
}

#[test]
fn a_function_body_is_a_place_like_any_other() {
    /// A type of the function's own.
    #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Theirs {
        text: String,
    }

    #[derive(StreamEvents)]
    #[stream_events(schema = "../fixtures/small.json", replace("#/$defs/Note" = Theirs))]
    struct Local;

    let local::Event::Note(note) = first::<Local>() else {
        panic!("a note")
    };
    assert_eq!(
        note,
        Theirs {
            text: "a".to_owned()
        }
    );
    let _: fn(Vec<u8>) -> Option<AsyncStream<Local>> = |_| None;
}

#[test]
fn types_get_the_names_and_derives_that_are_asked_for() {
    #[derive(StreamEvents)]
    #[stream_events(
        schema = "../fixtures/small.json",
        rename("#/$defs/Note" = "Memo", "#/events/note" = "Memo"),
        derive(Eq, Hash),
        crate = "::stream_events"
    )]
    struct Renamed;

    let renamed::Event::Memo(memo) = first::<Renamed>() else {
        panic!("a memo")
    };
    assert_eq!(
        std::collections::HashSet::from([memo.clone(), memo]).len(),
        1
    );
}
