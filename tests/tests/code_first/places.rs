//! Where a derive can stand.

use stream_events::{Message, StreamEvents, UnknownEvent};

#[test]
fn it_can_stand_in_a_function() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Local {
        a: u8,
    }

    #[derive(Debug, StreamEvents)]
    #[stream_events(fail("error" = Local))]
    enum Feed {
        #[event("local")]
        Local(Local),
        #[event(unknown)]
        Unknown(UnknownEvent),
    }

    let _: FeedStream<super::Once> = Feed::from_bytes(super::Once(None));
    assert!(matches!(
        super::item::<Feed>("local", r#"{"a":1}"#),
        Feed::Local(Local { a: 1 })
    ));
    assert!(matches!(super::item::<Feed>("other", "1"), Feed::Unknown(it) if it.data == "1"));
    assert_eq!(
        Feed::failure(r#"{"a":2}"#)
            .map(|it| format!("{it:?}"))
            .unwrap(),
        "Local(Local { a: 2 })"
    );
}

mod renamed {
    /// Nothing is looked for under its usual name.
    mod inner {
        pub(super) use ::stream_events as runtime;
    }

    #[derive(Debug, inner::runtime::StreamEvents)]
    #[stream_events(crate = inner::runtime, unknown = "skip")]
    pub(super) enum ByPath {
        #[event("a")]
        A(u8),
    }

    #[derive(Debug, inner::runtime::StreamEvents)]
    #[stream_events(crate = "inner::runtime", unknown = "skip")]
    pub(super) enum ByText {
        #[event("a")]
        A(u8),
    }
}

#[test]
fn the_runtime_can_be_elsewhere() {
    assert!(matches!(
        super::item::<renamed::ByPath>("a", "1"),
        renamed::ByPath::A(1)
    ));
    assert!(matches!(
        super::item::<renamed::ByText>("a", "1"),
        renamed::ByText::A(1)
    ));
}

/// Names that generated code uses too.
#[allow(non_camel_case_types, reason = "that is the point")]
#[allow(dead_code, reason = "they are only in the way")]
mod hostile {
    pub(super) struct Option;
    pub(super) struct Result;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Box;
    pub(super) trait From {}
    pub(super) trait Into {}

    #[derive(stream_events::StreamEvents)]
    #[stream_events(
        dispatch("event", type = "type"),
        fail("error" = u8),
        errors(type("/a"), type_status("b" = 500), body = u16),
        http(request_id_headers("x")),
        sentinels("end" = "finish")
    )]
    pub(super) enum r#type {
        #[event("type", handle = "complete", when("/a", "/b" = "c"))]
        Some(bool),
        #[event("None")]
        None,
        #[event("Ok", content = "text")]
        Ok(::std::string::String),
        #[event(unknown)]
        Err(stream_events::UnknownEvent),
    }
}

#[test]
fn names_of_the_prelude_may_be_taken() {
    let message = Message::new("true");
    assert!(hostile::r#type::dispatch(&message).is_ok());
    assert_eq!(hostile::r#type::None.event_type(), "None");
    assert_eq!(hostile::r#type::PROTOCOL.name, "type");
    assert_eq!(hostile::r#type::document().events.len(), 4);
}
