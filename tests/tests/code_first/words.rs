//! What documents can say, said of an enum.

use stream_events::{Cursor, Dispatch, StreamEvents, UnknownEvent};

use super::{dispatch, item};

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(
    title = "A feed",
    version = "2",
    dispatch(type = "state"),
    unknown = "fail",
    mismatch = "keep",
    errors(
        type("/error/type", "/code"),
        type_status("busy" = 503,),
        status("/status", "/error/status")
    ),
    http(request_id_headers("x-request-id")),
    resume(cursor = "id", query = "after")
)]
enum Feed {
    #[event(
        "state",
        handle = "finish",
        when("/step" = [-1, 2, 3.0], "/share" = 0.5, "/done" = true, "/kind" = ["a", 1], "/any")
    )]
    State(serde_json::Value),
    #[event(unknown)]
    Unknown(UnknownEvent),
}

#[test]
fn conditions_ask_for_any_scalars() {
    let finishes = |data: &str| matches!(dispatch::<Feed>("", data), Ok(Dispatch::Finish(_)));
    const DATA: &str = r#"{"step":2,"share":0.5,"done":true,"kind":"a","any":0}"#;
    assert!(finishes(DATA));
    for (one, other, holds) in [
        (":2", ":-1", true),
        (":2", ":3", true),
        (":2", ":2.0", true),
        (":2", ":20e-1", true),
        (":2", ":1", false),
        (":2", ":\"2\"", false),
        (":2", ":null", false),
        (":0.5", ":5e-1", true),
        (":0.5", ":0.25", false),
        (":true", ":false", false),
        (":true", ":\"true\"", false),
        ("\"a\"", "\"\\u0061\"", true),
        ("\"a\"", "1", true),
        ("\"a\"", "1.0", true),
        ("\"a\"", "\"1\"", false),
        ("\"a\"", "[\"a\"]", false),
        ("any\":0", "any\":\"a\"", true),
        ("any\":0", "any\":false", false),
        ("any\":0", "any\":\"\"", false),
        ("any\":0", "any\":null", false),
        ("\"any\":0", "\"other\":0", false),
        ("step", "\\u0073tep", true),
    ] {
        assert_eq!(finishes(&DATA.replace(one, other)), holds, "{one} {other}");
    }
}

#[test]
fn the_protocol_is_that_of_the_document() {
    let protocol = Feed::PROTOCOL;
    assert_eq!(protocol.name, "A feed");
    assert_eq!(protocol.request_id, ["x-request-id"]);
    assert_eq!(protocol.failures.types, ["/error/type", "/code"]);
    assert_eq!(protocol.failures.statuses, [("busy", 503)]);
    assert_eq!(protocol.failures.status, ["/status", "/error/status"]);
    let resume = protocol.resume.expect("it resumes");
    assert!(matches!(resume.cursor, Cursor::Id) && resume.query == "after");
    assert_eq!(Feed::document().version.as_deref(), Some("2"));
}

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(mismatch = "error", unknown = "skip")]
enum Lenient {
    #[event("count", mismatch = "keep")]
    Count(u8),
    #[event("first", "second", mismatch = "keep", handle = "finish")]
    Last(u8),
    #[event("strict", mismatch = "error")]
    Strict(u8),
    #[event(unknown)]
    Mismatch(UnknownEvent),
}

#[test]
fn each_event_says_what_becomes_of_a_mismatch() {
    let Lenient::Mismatch(event) = item::<Lenient>("count", "-1") else {
        panic!("a mismatch is kept")
    };
    assert_eq!(event.event_type, "count");
    assert!(event.reason.is_some());
    assert!(dispatch::<Lenient>("strict", "-1").is_err());
    for event in ["first", "second"] {
        let kept = dispatch::<Lenient>(event, "-1");
        assert!(
            matches!(kept, Ok(Dispatch::Finish(Lenient::Mismatch(_)))),
            "{event}"
        );
    }
    assert_eq!(item::<Lenient>("strict", "1"), Lenient::Strict(1));
    assert_eq!(item::<Lenient>("count", "1"), Lenient::Count(1));
    assert_eq!(item::<Lenient>("second", "1"), Lenient::Last(1));
}
