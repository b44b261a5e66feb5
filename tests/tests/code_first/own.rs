//! Payloads of the user's own: what serde is given of the data, and how they are named.

use serde::Deserialize;
use stream_events::{Error, Message, StreamEvents, UnknownEvent};

use super::{dispatch, item};

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    id: u8,
    #[serde(default)]
    nested: Option<Box<Strict>>,
}

/// It wants to know which event it is, and denies the rest all the same.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Knowing {
    r#type: String,
    id: u8,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Either {
    Strict(Strict),
    Text(Text),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    text: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Tagged {
    One { id: u8 },
    Other { text: String },
}

#[derive(Debug, PartialEq, StreamEvents)]
#[stream_events(dispatch("/type", "/meta/kind"), unknown = "skip")]
enum Feed {
    #[event("strict")]
    Strict(Strict),
    #[event("knowing")]
    Knowing(Knowing),
    #[event("either")]
    Either(Either),
    #[event("one", "other")]
    Tagged(Tagged),
    #[event("last", handle = "finish", when("/id" = 1))]
    Last(Strict),
    #[event("deep")]
    Deep(Deep),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deep {
    meta: Meta,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meta {
    id: u8,
}

fn strict(id: u8) -> Strict {
    Strict { id, nested: None }
}

#[test]
fn a_payload_that_denies_unknown_fields_need_not_know_its_events_name() {
    for data in [
        r#"{"type":"strict","id":1}"#,
        r#"{"id":1,"type":"strict"}"#,
        r#"{ "id" : 1 , "\u0074ype" : "strict" }"#,
        r#"{"id":1,"nested":null,"type":"strict"}"#,
    ] {
        assert_eq!(item::<Feed>("", data), Feed::Strict(strict(1)), "{data}");
    }
    let last = item::<Feed>("", r#"{"type":"last","id":1}"#);
    assert_eq!(last, Feed::Last(strict(1)));
    let deep = item::<Feed>("", r#"{"meta":{"kind":"deep","id":2}}"#);
    let meta = Meta { id: 2 };
    assert_eq!(deep, Feed::Deep(Deep { meta }));
    let either = item::<Feed>("", r#"{"text":"a","type":"either"}"#);
    let text = "a".to_owned();
    assert_eq!(either, Feed::Either(Either::Text(Text { text })));
}

#[test]
fn a_payload_that_knows_its_events_name_is_given_it() {
    let knowing = item::<Feed>("", r#"{"type":"knowing","id":1}"#);
    let r#type = "knowing".to_owned();
    assert_eq!(knowing, Feed::Knowing(Knowing { r#type, id: 1 }));
    let tagged = item::<Feed>("", r#"{"type":"one","id":1}"#);
    assert_eq!(tagged, Feed::Tagged(Tagged::One { id: 1 }));
}

#[test]
fn what_is_denied_besides_is_a_mismatch_at_its_place() {
    for (data, path, reason) in [
        (
            r#"{"type":"strict","id":1,"new":2}"#,
            "new",
            "unknown field `new`, expected `id` or `nested`",
        ),
        (
            r#"{"type":"strict","id":1,"nested":{"id":2,"type":"strict"}}"#,
            "nested.type",
            "unknown field `type`, expected `id` or `nested`",
        ),
        (
            r#"{"type":"strict","nested":{"id":"x"},"id":1}"#,
            "nested.id",
            "invalid type: string \"x\", expected u8",
        ),
        (r#"{"type":"strict"}"#, "", "missing field `id`"),
        (
            // serde buffers what it tells apart by a tag, and forgets where it was.
            r#"{"type":"one","id":1,"new":2}"#,
            "",
            "unknown field `new`, expected `id`",
        ),
    ] {
        let mismatch = dispatch::<Feed>("", data).unwrap_err();
        assert_eq!(
            (mismatch.path(), mismatch.reason()),
            (path, reason),
            "{data}"
        );
        assert_eq!(mismatch.data(), data);
    }
}

#[test]
fn an_event_type_in_the_field_is_no_part_of_the_data() {
    #[derive(Debug, PartialEq, StreamEvents)]
    #[stream_events(unknown = "skip")]
    enum ByField {
        #[event("strict")]
        Strict(Strict),
    }

    let found = dispatch::<ByField>("strict", r#"{"type":"strict","id":1}"#);
    assert!(
        found
            .unwrap_err()
            .reason()
            .starts_with("unknown field `type`")
    );
    let found = item::<ByField>("strict", r#"{"id":1}"#);
    assert_eq!(found, ByField::Strict(strict(1)));
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped<T> {
    it: T,
}

mod gateway {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    pub(super) struct Text {
        pub(super) code: u8,
    }
}

#[derive(Debug, StreamEvents)]
#[stream_events(
    fail(
        "error" = Wrapped<u8>,
        "text" = Text,
        "gateway.text" = gateway::Text,
        "again" = Text,
        "number" = u8,
        "number_again" = Wrapped<u8>,
        "last"
    ),
    derive(PartialEq),
    exhaustive,
    unknown = "skip"
)]
enum Failing {
    #[event("tick")]
    Tick,
}

#[test]
fn failures_are_called_like_their_types_or_else_like_their_events() {
    let failure = |event| {
        let data = match event {
            "text" | "again" => r#"{"text":"a"}"#,
            _ => r#"{"it":1,"code":1}"#,
        };
        match dispatch::<Failing>(event, data) {
            Ok(stream_events::Dispatch::Fail(failure)) => failure,
            other => panic!("{other:?}"),
        }
    };
    // Without `#[non_exhaustive]`, all there can be.
    let name = |event| match failure(event) {
        FailingFailure::Error(Wrapped { it: 1 }) => "Error",
        FailingFailure::Text(Text { text }) if text == "a" => "Text",
        FailingFailure::GatewayText(gateway::Text { code: 1 }) => "GatewayText",
        FailingFailure::Number(_) => "Number",
        FailingFailure::Other(_) => "Other",
        other => panic!("{other:?}"),
    };
    let names = ["error", "text", "gateway.text", "again", "number", "last"].map(name);
    assert_eq!(
        names,
        ["Error", "Text", "GatewayText", "Text", "Other", "Other"]
    );
    assert_eq!(name("number_again"), "Error");
}

#[test]
fn the_error_of_a_stream_has_a_name() {
    fn is<T>(_: Option<(T, T)>) {}

    is::<Error<FailingFailure>>(None::<(FailingError, Error<FailingFailure>)>);
    is::<Error<std::convert::Infallible>>(None::<(FeedError, FeedError)>);

    mod named {
        #[derive(Debug, serde::Deserialize)]
        pub(super) struct NamedError;

        /// A payload has the name that the alias would have.
        #[derive(Debug, stream_events::StreamEvents)]
        #[stream_events(fail("error" = NamedError), unknown = "skip")]
        pub(super) enum Named {
            #[event("tick")]
            Tick,
        }

        #[derive(Debug, stream_events::StreamEvents)]
        #[stream_events(error = WhatWentWrong, unknown = "skip")]
        pub(super) enum Renamed {
            #[event("tick")]
            Tick,
        }
    }

    is::<Error<std::convert::Infallible>>(None::<(named::WhatWentWrong, named::WhatWentWrong)>);
    let failure = <named::Named as StreamEvents>::failure("null");
    assert!(matches!(
        failure,
        Some(named::NamedFailure::NamedError(named::NamedError))
    ));
    let tick = dispatch::<named::Named>("tick", "");
    assert!(matches!(
        tick,
        Ok(stream_events::Dispatch::Yield(named::Named::Tick))
    ));
    assert!(matches!(
        item::<named::Renamed>("tick", ""),
        named::Renamed::Tick
    ));
}

#[test]
fn an_event_tells_its_first_name() {
    #[derive(Debug, StreamEvents)]
    enum Several {
        #[event("new", "old")]
        New(u8),
        #[event("tick")]
        Tick,
        #[event(unknown)]
        Unknown(UnknownEvent),
    }

    let types = [("old", "1"), ("new", "1"), ("tick", ""), ("other", "1")];
    let types = types.map(|(event, data)| item::<Several>(event, data).event_type().to_owned());
    assert_eq!(types, ["new", "new", "tick", "other"]);
    let message = Message::new("1").with_event("old");
    assert!(matches!(
        Several::dispatch(&message),
        Ok(stream_events::Dispatch::Yield(Several::New(1)))
    ));
}
