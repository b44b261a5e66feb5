//! `view`: what pages say of streams.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use stream_events::{Framing, Message, MessageEncoder};

use crate::view_page::{END, ONE, Page, page, untyped};

#[test]
fn problems_are_told_with_their_places() {
    let body = [
        ONE,
        "event: line\ndata: {\"line\":7,\"x\":1}\n\n",
        "event: rhyme\ndata: {}\n\n",
        "event: mood\ndata: {\"mood\":[]}\n\n",
        "event: ping\ndata: {}\n\n",
        "event: line\ndata:\n\n",
        "event: error\ndata: {\"type\":\"full\",\"message\":\"The pond is full.\"}\n\n",
        ONE,
    ];
    let page = page("poem.sse", body.concat(), "");
    let states = page
        .rows()
        .into_iter()
        .map(|(_, state)| state)
        .collect::<Vec<_>>();
    let expected = [
        "event",
        "unfitting",
        "unknown",
        "partly",
        "skipped",
        "alive",
        "failure",
        "after",
    ];
    assert_eq!(states, expected);
    assert_eq!(
        page.notes(),
        [
            (
                1,
                Some("/x"),
                "the property is passed over",
                Some("/$defs/Line")
            ),
            (
                1,
                Some("/line"),
                "expected a string, found a number",
                Some("/$defs/Line/properties/line")
            ),
            (
                3,
                Some("/mood"),
                "expected a string, found an array",
                Some("/$defs/Mood/properties/mood")
            ),
            (6, None, "full: The pond is full.", None),
        ]
    );
    assert_eq!(
        (page.head("end"), page.head("ended")),
        ("failed", "The stream failed: full: The pond is full.")
    );
    assert_eq!(page.data["head"]["ended_at"], 6);
    assert_eq!(page.data["final"]["value"], "{\"text\":\"one\"}");
    assert!(
        page.data["final"]["reason"]
            .as_str()
            .unwrap()
            .contains("full")
    );
}

#[test]
fn a_stream_ends_as_it_was_recorded() {
    let ended = |body: &str, times: &str| {
        let page = page("poem.sse", body, times);
        (
            page.head("end").to_owned(),
            page.head("ended").to_owned(),
            page.rows().last().map(|it| it.1),
        )
    };
    let said = |end: &str, said: &str, last| (end.to_owned(), said.to_owned(), last);
    let cut = "{\"end\":\"cut\"}";
    let half = format!("{ONE}event: line\ndata: {{\"li");
    let inside = " It stops inside an event: what there is of it is shown last.";
    assert_eq!(
        ended(&half, cut),
        said(
            "cut",
            &format!("The connection was cut.{inside}"),
            Some("cut")
        )
    );
    assert_eq!(
        ended(&half, "{\"end\":\"nothing came for 30 s\"}"),
        said(
            "cut",
            &format!("It was broken off: nothing came for 30 s.{inside}"),
            Some("cut")
        )
    );
    assert_eq!(
        ended(ONE, ""),
        said(
            "cut",
            "The body ended in good order, but the end that the document declares never came.",
            Some("event")
        )
    );
    let unknown = ended(&format!("{ONE}event: bye\ndata: 1\n\n"), "").1;
    assert!(
        unknown.contains("after `bye`, which the document does not declare"),
        "{unknown}"
    );
    assert_eq!(
        ended("", ""),
        said(
            "cut",
            "The body is empty, and the document declares an end.",
            None
        )
    );
    // What a server writes in place of events, and what is only beside them.
    let json = "{\"type\":\"full\",\"message\":\"The pond is full.\"}\n";
    let (end, text, last) = ended(json, "");
    assert_eq!((end.as_str(), last), ("failed", Some("text")));
    assert!(text.ends_with("full: The pond is full."), "{text}");
    assert_eq!(ended(&format!("{ONE}{END}: bye\n"), "").2, Some("alive"));
    assert_eq!(ended(&format!("{ONE}{END}<html>\n"), "").2, Some("text"));
}

#[test]
fn a_failed_response_is_shown_with_its_body() {
    let body = "{\"type\":\"full\",\"message\":\"The pond is full.\"}";
    let failed = page("poem.sse", body, "{\"status\":429}\n{\"end\":\"clean\"}\n");
    assert_eq!(failed.rows(), [("(body)", "failure")]);
    assert_eq!(failed.texts(), [body]);
    assert_eq!(failed.head("end"), "failed");
    assert_eq!(
        failed.head("ended"),
        "The request failed with the status 429: full: The pond is full."
    );
    assert_eq!(failed.data["final"], Value::Null);
    let empty = page("poem.sse", "", "{\"status\":503}\n");
    assert_eq!((empty.rows(), empty.head("end")), (vec![], "failed"));
}

#[test]
fn every_framing_is_shown() {
    let sent = ["{\"type\":\"a\",\"n\":1}", "{\"type\":\"b\",\"n\":[2]}"];
    for (name, framing, said) in [
        ("x", Framing::Sse, "server-sent events"),
        ("x", Framing::JsonLines, "JSON lines"),
        ("x", Framing::JsonArray, "a JSON array"),
        ("x", Framing::JsonSeq, "a JSON text sequence"),
        ("x", Framing::AwsEventStream, "an Amazon event stream"),
    ] {
        let mut encoder = MessageEncoder::framed(framing);
        let mut body = Vec::new();
        for data in sent {
            let kind = &data[9..10];
            let message = Message::new(data).with_event(kind);
            let message = if matches!(framing, Framing::Sse | Framing::AwsEventStream) {
                message
            } else {
                Message::new(data)
            };
            body.extend_from_slice(&encoder.message(&message).expect("a message"));
        }
        body.extend_from_slice(&encoder.finish());
        let page = untyped(name, &body, "");
        assert_eq!(page.rows(), [("a", "event"), ("b", "event")], "{said}");
        assert_eq!(page.texts(), sent, "{said}");
        assert_eq!(page.head("framing"), said);
        assert_eq!(page.head("end"), "unsure", "{said}");
        if framing == Framing::AwsEventStream {
            assert_eq!(
                STANDARD
                    .decode(page.data["raw64"].as_str().unwrap())
                    .unwrap(),
                body
            );
            assert_eq!(page.column("length").iter().sum::<i64>(), body.len() as i64);
        }
    }
    let by_type = untyped(
        "x.bin",
        "1\n2\n",
        "{\"headers\":{\"Content-Type\":\"application/x-ndjson; charset=utf-8\"}}",
    );
    assert_eq!(
        (by_type.head("framing"), by_type.texts()),
        ("JSON lines", vec!["1".to_owned(), "2".to_owned()])
    );
    let by_name = untyped("x.ndjson", "1\n", "");
    assert_eq!(by_name.head("framing"), "JSON lines");
}

#[test]
fn bytes_that_are_not_of_the_framing_stand_after_the_events_before_them() {
    let page = untyped("x.json", "[{\"a\":1} {\"a\":2}]", "");
    assert_eq!(
        page.rows(),
        [("message", "event"), ("(malformed)", "malformed")]
    );
    assert_eq!(page.raw().concat(), "[{\"a\":1} {\"a\":2}]");
    assert_eq!(page.head("end"), "failed");
    let reason = page.notes()[0].2;
    assert!(
        reason.starts_with("a comma is missing between two elements"),
        "{reason}"
    );
    let open = untyped("x.json", "[{\"a\":1},", "");
    assert_eq!(
        (open.head("end"), open.head("ended")),
        (
            "cut",
            "The body ended in good order. The JSON array was not closed."
        )
    );
}

#[test]
fn the_document_is_the_one_that_is_given_or_named() {
    let times = "{\"document\":\"Messages\"}\n";
    let stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    let said = |page: &Page| page.data["head"]["notes"][0].as_str().unwrap().to_owned();
    let named = untyped("x.sse", stop, times);
    assert_eq!(
        (named.head("document"), named.head("end")),
        ("Messages", "whole")
    );
    assert!(
        said(&named).contains("the one that comes with the command"),
        "{}",
        said(&named)
    );
    let given = page("x.sse", stop, times);
    assert_eq!(
        (given.head("document"), given.rows()),
        ("Poem", vec![("message_stop", "unknown")])
    );
    assert_eq!(said(&given), "The document is poem.json.");
    let none = untyped("x.sse", stop, "{\"document\":\"Elsewhere\"}\n");
    assert_eq!(
        (none.head("document"), none.rows()),
        ("read without a document", vec![("message_stop", "event")])
    );
    assert!(
        said(&none).contains("names \"Elsewhere\", and no document of that title"),
        "{}",
        said(&none)
    );
    assert_eq!(none.data["final"], Value::Null);
    assert_eq!(none.data["columns"]["time"], Value::Null);
}

#[test]
fn what_each_event_changed_is_kept_and_does_not_grow_with_the_value() {
    let line = "event: line\ndata: {\"line\":\"another line of it \"}\n\n";
    let whole = page("poem.sse", [&line.repeat(3), END].concat(), "");
    let steps = whole.data["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 3);
    let word = |index: &Value| {
        whole.data["words"][index.as_u64().unwrap() as usize]
            .as_str()
            .unwrap()
    };
    assert_eq!(
        (word(&steps[2][1]), word(&steps[2][2])),
        ("append", "/text")
    );
    assert_eq!(steps[2][3], "\"another line of it \"");
    let text = "another line of it ".repeat(3);
    assert_eq!(
        whole.data["final"]["value"],
        format!("{{\"text\":\"{text}\"}}")
    );
    assert_eq!(whole.data["final"]["reason"], Value::Null);
    let size = |count: usize| {
        page("poem.sse", [&line.repeat(count), END].concat(), "")
            .text
            .len()
    };
    let empty = size(0);
    let (some, more) = (size(1000) - empty, size(4000) - empty);
    assert!(
        more < some * 4 + 4 * 4096,
        "{some} bytes for 1000 events, {more} for 4000"
    );
}
