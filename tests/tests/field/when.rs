//! Case 05: a value that says nothing ends nothing.

use stream_events::{Dispatch, Message, StreamEvents, UnknownEvent};
use stream_events_schema::Handle;
use stream_events_schema::interpret::{Interpreter, Meaning};

use crate::failures::{Chat, ending};

const ENDS: &str = include_str!("../../fixtures/field/when.json");

/// Events that end a stream by conditions on values of each type.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "fixtures/field/when.json")]
pub struct Ends;

/// The same with strings of another type.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "fixtures/field/when.json", string = "std::sync::Arc<str>")]
pub struct Shared;

/// Events whose types say nothing of where a condition looks.
#[derive(Debug, StreamEvents)]
#[expect(dead_code, reason = "only what becomes of them is looked at")]
pub enum Own {
    /// Ends the stream if something is said.
    #[event("piece", handle = "complete", when("/a/0"))]
    Piece(serde_json::Value),
    /// Ends the stream by some values.
    #[event("listed", handle = "complete", when("/a" = [true, 1, "x"]))]
    Listed(serde_json::Value),
    /// Anything else.
    #[event(unknown)]
    Unknown(UnknownEvent),
}

/// Whether this data ends a stream of these events.
fn completes<S: StreamEvents>(event: &str, data: &str) -> bool {
    match S::dispatch(&Message::new(data).with_event(event)) {
        Ok(Dispatch::Complete(_)) => true,
        Ok(Dispatch::Yield(_)) => false,
        Ok(_) => panic!("{event} {data} is something else"),
        Err(mismatch) => panic!("{event} {data}: {mismatch}"),
    }
}

#[test]
fn case_05_of_each_type_some_values_say_nothing() {
    let document = stream_events_schema::read("when.json", ENDS).expect("a document");
    let interpreter = Interpreter::new(&document);
    for (event, says, says_nothing) in [
        (
            "text",
            &["{\"text\":\"a\"}", "{\"text\":\" \"}"][..],
            &["{\"text\":\"\"}", "{\"text\":null}", "{}"][..],
        ),
        (
            "word",
            &["{\"word\":\"stop\"}", "{\"word\":\"new\"}"],
            &["{\"word\":\"\"}", "{}"],
        ),
        (
            "yes",
            &["{\"yes\":true}"],
            &["{\"yes\":false}", "{\"yes\":null}", "{}"],
        ),
        (
            "count",
            &["{\"count\":0}", "{\"count\":0.0}", "{\"count\":-1}"],
            &["{}"],
        ),
        (
            "any",
            &[
                "{\"any\":0}",
                "{\"any\":[]}",
                "{\"any\":{}}",
                "{\"any\":\"a\"}",
                "{\"any\":true}",
            ],
            &["{\"any\":null}", "{\"any\":\"\"}", "{\"any\":false}", "{}"],
        ),
        (
            "kinds",
            &["{\"kinds\":0}", "{\"kinds\":\"a\"}", "{\"kinds\":true}"],
            &[
                "{\"kinds\":null}",
                "{\"kinds\":\"\"}",
                "{\"kinds\":false}",
                "{}",
            ],
        ),
        (
            "raw",
            &[
                "{\"raw\":0}",
                "{\"raw\": \"a\"}",
                "{\"raw\":true}",
                "{\"raw\":[]}",
            ],
            &["{\"raw\": \"\" }", "{\"raw\":false}", "{}"],
        ),
        ("list", &["{\"list\":[]}", "{\"list\":[null]}"], &["{}"]),
        (
            "first",
            &["{\"list\":[\"a\"]}"],
            &[
                "{\"list\":[]}",
                "{\"list\":[\"\"]}",
                "{\"list\":[null]}",
                "{}",
            ],
        ),
        ("object", &["{\"object\":{}}"], &["{}"]),
        (
            "listed",
            &[
                "{\"yes\":true,\"count\":1}",
                "{\"yes\":true,\"count\":1.0}",
                "{\"yes\":true,\"count\":2.5}",
            ],
            &[
                "{\"yes\":false,\"count\":1}",
                "{\"yes\":true,\"count\":2}",
                "{\"yes\":true}",
                "{}",
            ],
        ),
    ] {
        let all = says.iter().map(|it| (it, true));
        for (data, expected) in all.chain(says_nothing.iter().map(|it| (it, false))) {
            assert_eq!(completes::<Ends>(event, data), expected, "{event} {data}");
            assert_eq!(completes::<Shared>(event, data), expected, "{event} {data}");
            let Meaning::Event { handle, .. } = interpreter.message(Some(event), data) else {
                panic!("{event} is declared")
            };
            assert_eq!(handle == Handle::Complete, expected, "{event} {data}");
        }
    }
}

#[test]
fn case_05_in_an_enum() {
    for value in ["0", "[]", "{}", "\"a\"", "true", "-1.5"] {
        assert!(
            completes::<Own>("piece", &format!("{{\"a\":[{value}]}}")),
            "{value}"
        );
    }
    for value in ["\"\"", "false", "null"] {
        assert!(
            !completes::<Own>("piece", &format!("{{\"a\":[{value}]}}")),
            "{value}"
        );
    }
    for (value, expected) in [
        ("true", true),
        ("1.0", true),
        ("\"x\"", true),
        ("false", false),
        ("2", false),
        ("\"\"", false),
    ] {
        assert_eq!(
            completes::<Own>("listed", &format!("{{\"a\":{value}}}")),
            expected,
            "{value}"
        );
    }
}

#[test]
fn case_05_a_chat_without_a_reason_is_cut_off() {
    let chunk = |reason: &str| {
        format!(
            "data: {{\"id\":\"k\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"tiny\",\
             \"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"Te\"}},\"finish_reason\":{reason}}}]}}\n\n"
        )
    };
    for reason in ["\"\"", "null"] {
        let error = ending::<Chat>(&chunk(reason).repeat(2)).expect("a truncation");
        assert!(
            matches!(error.kind(), stream_events::ErrorKind::Truncated(_)),
            "{error}"
        );
    }
    for reason in ["\"stop\"", "\"of another kind\""] {
        let stream = format!("{}{}", chunk("\"\""), chunk(reason));
        assert!(ending::<Chat>(&stream).is_none(), "{reason}");
    }
}
