//! Events that are not declared, and those that do not fit.

use stream_events::{Dispatch, ErrorKind, StreamEvents, UnknownEvent};

use super::{dispatch, item, items};

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(dispatch("/type"))]
enum Kept {
    #[event("count")]
    Count(Count),
    #[event(unknown)]
    Unknown(Box<UnknownEvent>),
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Count {
    count: u8,
}

#[test]
fn an_unknown_event_is_kept_as_it_came() {
    let Kept::Unknown(event) = item::<Kept>("x", r#"{"type":"next", "a": 1}"#) else {
        panic!()
    };
    assert_eq!(event.event_type, "next");
    assert_eq!(event.data, r#"{"type":"next", "a": 1}"#);
    assert_eq!(Kept::Unknown(event).event_type(), "next");

    let Kept::Unknown(event) = item::<Kept>("x", "no JSON") else {
        panic!()
    };
    assert_eq!(event.event_type, "message");
    let counted = item::<Kept>("", r#"{"type":"count","count":1}"#);
    assert_eq!(counted, Kept::Count(Count { count: 1 }));
}

#[derive(Debug, StreamEvents)]
#[stream_events(unknown = "skip")]
enum Skipped {
    #[event("count")]
    Count(u8),
}

#[derive(Debug, StreamEvents)]
#[stream_events(unknown = "fail")]
enum Refused {
    #[event("count")]
    Count(u8),
}

#[test]
fn without_a_variant_they_are_dropped_or_refused() {
    const TEXT: &str = "event: next\ndata: 1\n\nevent: count\ndata: 2\n\n";
    assert!(matches!(
        &items::<Skipped>(TEXT)[..],
        [Ok(Skipped::Count(2))]
    ));
    let items = items::<Refused>(TEXT);
    assert!(matches!(&items[..], [Err(error)]
        if matches!(error.kind(), ErrorKind::UnknownEvent(event) if event.event_type == "next")));
    assert!(matches!(item::<Refused>("count", "3"), Refused::Count(3)));
}

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(mismatch = "keep")]
enum Lenient {
    #[event("count")]
    Count(u8),
    #[event("last", handle = "finish")]
    Last(u8),
    #[event(unknown)]
    Unknown(UnknownEvent),
}

/// The variant is for mismatches alone.
#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(mismatch = "keep", unknown = "skip")]
enum LenientToMismatches {
    #[event("count")]
    Count(u8),
    #[event(unknown)]
    Mismatch(UnknownEvent),
}

#[test]
fn a_mismatch_can_be_kept_with_its_reason() {
    let Lenient::Unknown(event) = item::<Lenient>("count", "-1") else {
        panic!()
    };
    assert_eq!((&*event.event_type, &*event.data), ("count", "-1"));
    assert!(
        event
            .reason
            .is_some_and(|mismatch| mismatch.reason().contains("-1"))
    );
    assert!(matches!(
        dispatch::<Lenient>("last", "-1"),
        Ok(Dispatch::Finish(Lenient::Unknown(_)))
    ));
    assert_eq!(item::<Lenient>("last", "1"), Lenient::Last(1));
    assert_eq!(item::<Lenient>("count", "1"), Lenient::Count(1));

    let mismatch = item::<LenientToMismatches>("count", "-1");
    assert!(matches!(mismatch, LenientToMismatches::Mismatch(event) if event.reason.is_some()));
    assert_eq!(
        item::<LenientToMismatches>("count", "1"),
        LenientToMismatches::Count(1)
    );
    assert!(matches!(
        dispatch::<LenientToMismatches>("next", "1"),
        Ok(Dispatch::Skip)
    ));
}
