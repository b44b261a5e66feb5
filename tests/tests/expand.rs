//! What the derive generates: it compiles under the strictest lints, and it reads and writes JSON
//! as the mapping table says.
//!
//! The files are expansions of the documents beside them, held in step by the suite `goldens` of
//! `stream-events-codegen`.

#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]
#![allow(
    unreachable_pub,
    clippy::module_inception,
    reason = "the goldens are public, and a test has no public; their files are called like them"
)]

#[rustfmt::skip]
#[path = "../expand/handling.rs"]
mod handling;
#[rustfmt::skip]
#[path = "../expand/hostile.rs"]
mod hostile;
#[rustfmt::skip]
#[path = "../expand/names.rs"]
mod names;
#[rustfmt::skip]
#[path = "../expand/objects.rs"]
mod objects;
#[rustfmt::skip]
#[path = "../expand/recursive.rs"]
mod recursive;
#[rustfmt::skip]
#[path = "../expand/strings.rs"]
mod strings;
#[rustfmt::skip]
#[path = "../expand/unions.rs"]
mod unions;

use serde_json::{Value, json};
use stream_events::{Dispatch, Message, Mismatch, StreamEvents};
use stream_events_tests::stored::data_of;

/// The meaning of this data under this event type.
fn dispatch<S: StreamEvents>(event: &str, data: &str) -> Result<Dispatch<S>, Mismatch> {
    S::dispatch(&Message::new(data).with_event(event))
}

/// The item that this data is, whatever it means for the stream.
fn item<S: StreamEvents>(event: &str, data: &str) -> S::Event {
    match dispatch::<S>(event, data) {
        Ok(
            Dispatch::Yield(event)
            | Dispatch::Unknown(event)
            | Dispatch::Complete(event)
            | Dispatch::Finish(event),
        ) => event,
        Ok(_) => panic!("{data} is no item"),
        Err(mismatch) => panic!("{mismatch}"),
    }
}

fn mismatch<S: StreamEvents>(event: &str, data: &str) -> Mismatch {
    match dispatch::<S>(event, data) {
        Err(mismatch) => mismatch,
        Ok(_) => panic!("{data} fits"),
    }
}

fn json<T: serde::Serialize>(value: &T) -> Value {
    serde_json::to_value(value).expect("it can be written")
}

mod object {
    use super::objects::objects::{Event, Everything};
    use super::{Value, data_of, item, json, mismatch, objects::Objects};

    const LEAST: &str = r#"{"text":"a","count":1,"ratio":2,"flag":true,"anything":null,
        "kind":"everything at once","alias":"b"}"#;

    fn everything(data: &str) -> Everything {
        match item::<Objects>("everything", data) {
            Event::Everything(it) => *it,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn missing_lists_and_maps_are_empty_and_missing_options_none() {
        let it = everything(LEAST);
        assert!(it.list.is_empty() && it.map.is_empty());
        assert_eq!(
            (it.nullable, it.optional, it.optional_list),
            (None, None, None)
        );
        assert_eq!(it.anything, Value::Null);
    }

    #[test]
    fn writing_gives_required_nulls_and_leaves_out_other_absent_values() {
        let written = json(&everything(LEAST));
        assert_eq!(written["nullable"], Value::Null);
        assert_eq!(written["list"], json(&[(); 0]));
        let keys = written.as_object().expect("an object");
        assert!(keys.contains_key("nullable"));
        assert!(!keys.contains_key("optional") && !keys.contains_key("old"));
    }

    #[test]
    fn a_constant_that_is_no_tag_is_kept_as_it_came() {
        let it = everything(&LEAST.replace("everything at once", "something else"));
        assert_eq!(it.kind.as_str(), "something else");
    }

    #[test]
    fn an_event_knows_its_tag_though_its_payload_does_not() {
        let event = item::<Objects>("everything", LEAST);
        assert_eq!(event.event_type(), "everything");
        assert_eq!(data_of(&event)["type"], "everything");
        let event: Event = serde_json::from_value(json(&event)).expect("it reads what it wrote");
        assert!(matches!(event, Event::Everything(_)));
    }

    #[test]
    fn a_missing_or_wrong_field_is_named_with_its_path() {
        let missing = mismatch::<Objects>("everything", &LEAST.replace("\"flag\":true,", ""));
        assert_eq!(
            (missing.path(), missing.reason()),
            ("", "missing field `flag`")
        );
        let data = LEAST.replace('{', r#"{"optional_list":[{"x":1,"y":2},{"x":1,"y":"z"}],"#);
        let wrong = mismatch::<Objects>("everything", &data);
        assert_eq!(
            (wrong.event_type(), wrong.path()),
            ("everything", "optional_list[1].y")
        );
        assert_eq!(wrong.data(), data);
        let cut = mismatch::<Objects>("everything", r#"{"alias":"b","map":{"a":1,"b":"#);
        assert_eq!(cut.path(), "map.b");
    }

    #[test]
    fn entries_with_a_type_of_their_own_are_kept_beside_the_known_ones() {
        let data = LEAST.replace('{', r#"{"optional_list":[{"x":1,"y":2,"label":"here"}],"#);
        let points = everything(&data).optional_list.expect("the list");
        assert_eq!(points[0].additional_properties["label"], "here");
        assert_eq!(json(&points[0])["label"], "here");
    }
}

mod made {
    use super::objects::objects::{Everything, EverythingArgs, EverythingKind, Inline, Point};
    use super::strings::strings::{Note, NotePart, Rule};
    use super::unions::unions::{Block, Image, Role, Source, SourceUrl, Text};
    use super::{Value, json};

    #[test]
    fn new_takes_what_is_required_in_the_order_of_the_document() {
        let point = Point::new(1.0, 2.0);
        assert_eq!(json(&point), serde_json::json!({ "x": 1.0, "y": 2.0 }));
        assert!(point.additional_properties.is_empty());
        let image = Image::new(Source::Url(SourceUrl::new("u")));
        assert_eq!(
            json(&Block::Image(image)),
            serde_json::json!({ "type": "image", "source": { "kind": "url", "url": "u" } })
        );
        assert_eq!(Text::new("a"), Text::new(String::from("a")));
    }

    #[test]
    fn more_than_seven_arguments_have_names() {
        let everything = Everything::new(EverythingArgs {
            text: "a".into(),
            count: 1,
            ratio: 2.0,
            flag: true,
            nullable: None,
            list: vec![1],
            map: [("b".to_owned(), 0.5)].into(),
            anything: Value::Null,
            alias: "c".into(),
        });
        // A constant is no argument, and what is not required is absent.
        assert_eq!(everything.kind, EverythingKind::EverythingAtOnce);
        assert_eq!((everything.big, &everything.optional_list), (None, &None));
        let read: Everything = serde_json::from_value(json(&everything)).expect("it fits");
        assert_eq!(read, everything);
    }

    #[test]
    fn what_requires_nothing_has_a_default() {
        assert_eq!(Inline::default(), Inline::new());
        assert_eq!(
            json(&Inline::default()),
            serde_json::json!({ "type": "inline" })
        );
    }

    #[test]
    fn strings_become_values_of_an_enum() {
        assert_eq!(Role::from("user"), Role::User);
        assert_eq!(Role::from(String::from("user")), Role::User);
        assert_eq!(
            Role::from("else".to_owned()),
            Role::Unknown("else".to_owned())
        );
    }

    #[test]
    fn strings_of_another_type_are_taken_as_any_string() {
        let note = Note::new("a", Some("b".into()), NotePart::Rule(Rule::new()));
        assert_eq!((note.text.as_str(), note.color), ("a", None));
    }
}

mod union {
    use super::unions::unions::{Block, Content, Event, Role, Shape, Source};
    use super::{item, json, mismatch, unions::Unions};

    fn block(data: &str) -> Block {
        serde_json::from_str(data).expect("it fits")
    }

    #[test]
    fn the_tag_may_come_anywhere() {
        for data in [
            r#"{"type":"image","source":{"kind":"url","url":"u"}}"#,
            r#"{"source":{"url":"u","kind":"url"},"type":"image"}"#,
            r#"{"source":{"url":"u","x":[1,{"a":"b"}],"kind":"url"},"\u0074ype":"image","y":null}"#,
        ] {
            let Block::Image(image) = block(data) else {
                panic!("{data}")
            };
            let Source::Url(source) = image.source else {
                panic!("{data}")
            };
            assert_eq!(source.url, "u");
        }
    }

    #[test]
    fn the_tag_is_written_back() {
        let data = r#"{"type":"image","source":{"kind":"hex","data":"ff"}}"#;
        assert_eq!(serde_json::to_string(&block(data)).expect("JSON"), data);
    }

    #[test]
    fn a_variant_that_is_not_known_is_kept_whole() {
        let data = r#"{"a":{"z":1,"b":[true,null,"\"",1.5]},"type":"video","c":-2}"#;
        let Block::Unknown(unknown) = block(data) else {
            panic!("{data}")
        };
        assert_eq!((unknown.tag.as_str(), unknown.json.get()), ("video", data));
        assert_eq!(
            json(&Block::Unknown(unknown)).to_string(),
            json_sorted(data)
        );
    }

    fn json_sorted(data: &str) -> String {
        serde_json::from_str::<serde_json::Value>(data)
            .expect("JSON")
            .to_string()
    }

    #[test]
    fn a_missing_tag_means_the_branch_that_does_not_ask_for_it() {
        let Event::Shape(Shape::Circle(circle)) = item::<Unions>("shape", r#"{"radius":1}"#) else {
            panic!("a circle")
        };
        assert!(circle.radius > 0.5);
        let mismatch = mismatch::<Unions>("block", r#"{"block":{"text":"a"}}"#);
        assert_eq!(
            (mismatch.path(), mismatch.reason()),
            ("block", "missing field `type`")
        );
    }

    #[test]
    fn the_path_of_a_mismatch_is_as_exact_when_the_tag_comes_last() {
        for data in [
            r#"{"block":{"type":"image","source":{"kind":"url","url":5}}}"#,
            r#"{"block":{"source":{"url":5,"kind":"url"},"type":"image"}}"#,
        ] {
            let mismatch = mismatch::<Unions>("block", data);
            assert_eq!(mismatch.path(), "block.source.url", "{data}");
            assert_eq!(
                mismatch.reason(),
                "invalid type: integer `5`, expected a string"
            );
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        for (content, known) in [
            (r#""a""#, Content::String("a".into())),
            ("5", Content::Number(5)),
            ("true", Content::Boolean(true)),
        ] {
            let data = format!(r#"{{"block":{{"type":"text","text":""}},"content":{content}}}"#);
            let Event::Block(it) = item::<Unions>("block", &data) else {
                panic!("{data}")
            };
            assert_eq!(it.content, Some(known));
        }
        let content: Content =
            serde_json::from_str(r#"[{"type":"text","text":"a"}]"#).expect("a list");
        assert!(matches!(content, Content::Array(list) if list.len() == 1));
    }

    #[test]
    fn values_that_are_not_known_are_kept() {
        assert_eq!(Role::from("tool-use"), Role::ToolUse);
        let Event::Role(role) = item::<Unions>("role", r#""moderator""#) else {
            panic!()
        };
        assert_eq!(role, Role::Unknown("moderator".into()));
        assert_eq!(role.to_string(), "moderator");
    }

    #[test]
    fn what_nothing_tells_apart_stays_json() {
        let Event::Either(raw) = item::<Unions>("either", r#"{"b": "c"}"#) else {
            panic!()
        };
        assert_eq!(raw.get(), r#"{"b": "c"}"#);
    }

    #[test]
    fn a_union_can_be_read_where_serde_has_buffered_it() {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Theirs {
            Block(Block),
        }
        let Theirs::Block(block) =
            serde_json::from_str(r#"{"a":[1],"type":"video"}"#).expect("it fits");
        assert!(
            matches!(block, Block::Unknown(it) if it.json.get() == r#"{"a":[1],"type":"video"}"#)
        );
    }
}

mod handled {
    use super::handling::Handling;
    use super::handling::handling::{Event, Failure};
    use super::{Dispatch, Message, StreamEvents, data_of, dispatch, json};

    #[test]
    fn sentinels_come_before_everything() {
        assert!(matches!(
            dispatch::<Handling>("log", "[DONE]"),
            Ok(Dispatch::End)
        ));
        assert!(matches!(
            dispatch::<Handling>("log", "[SKIP]"),
            Ok(Dispatch::Sentinel)
        ));
        assert!(matches!(
            dispatch::<Handling>("log", "[DONE] "),
            Ok(Dispatch::Yield(_))
        ));
    }

    #[test]
    fn the_type_is_looked_for_in_the_declared_order() {
        let of = |data: &str| Handling::dispatch(&Message::new(data.to_owned()));
        assert!(matches!(
            of(r#"{"meta":{"type":"done"},"status":"running"}"#),
            Ok(Dispatch::Yield(Event::Done(_)))
        ));
        assert!(matches!(
            of(r#"{"error":{}}"#),
            Ok(Dispatch::Fail(Failure::Problem(_)))
        ));
        assert!(matches!(
            of(r#"{"error":null}"#),
            Ok(Dispatch::Yield(Event::Chunk(_)))
        ));
        assert!(matches!(of("{}"), Ok(Dispatch::Yield(Event::Chunk(_)))));
    }

    #[test]
    fn conditions_are_field_access() {
        let chunk = |reason: &str| {
            let data = format!(r#"{{"choices":[{{"finish_reason":{reason}}}]}}"#);
            dispatch::<Handling>("chunk", &data)
        };
        assert!(matches!(chunk(r#""stop""#), Ok(Dispatch::Complete(_))));
        assert!(matches!(chunk("null"), Ok(Dispatch::Yield(_))));
        let done = |data: &str| dispatch::<Handling>("done", data);
        assert!(matches!(
            done(r#"{"status":"failed","extra":{"note":1}}"#),
            Ok(Dispatch::Finish(_))
        ));
        assert!(matches!(
            done(r#"{"status":"running","extra":{"note":1}}"#),
            Ok(Dispatch::Yield(_))
        ));
        assert!(matches!(
            done(r#"{"status":"failed","extra":{"note":null}}"#),
            Ok(Dispatch::Yield(_))
        ));
    }

    #[test]
    fn conditions_ask_for_numbers_and_booleans() {
        let progress = |share: &str, step: &str, left: &str, last: &str| {
            let data = format!(r#"{{"share":{share},"step":{step},"left":{left},"final":{last}}}"#);
            dispatch::<Handling>("progress", &data)
        };
        for (share, step) in [("1", "-1"), ("1.0", "3"), ("5e-1", "3")] {
            let dispatch = progress(share, step, "0", "true");
            assert!(
                matches!(dispatch, Ok(Dispatch::Complete(_))),
                "{share} {step}"
            );
        }
        for [share, step, left, last] in [
            ["0.51", "3", "0", "true"],
            ["1", "2", "0", "true"],
            ["1", "null", "0", "true"],
            ["1", "3", "1", "true"],
            ["1", "3", "0", "false"],
        ] {
            let dispatch = progress(share, step, left, last);
            assert!(
                matches!(dispatch, Ok(Dispatch::Yield(Event::Progress(_)))),
                "{share} {step} {left} {last}"
            );
        }
    }

    #[test]
    fn an_event_may_say_itself_what_becomes_of_a_mismatch() {
        // The document keeps them.
        let kept = dispatch::<Handling>("done", r#"{"status":1}"#);
        assert!(matches!(kept, Ok(Dispatch::Unknown(Event::Unknown(_)))));
        let error = dispatch::<Handling>("progress", r#"{"share":"1","left":0}"#).unwrap_err();
        assert_eq!((error.event_type(), error.path()), ("progress", "share"));
    }

    #[test]
    fn conditions_go_through_what_may_be_null() {
        let maybe = |data: &str| dispatch::<Handling>("maybe", data);
        let full = r#"{"alias":{},"named":{"deep":1},"extra":"yes"}"#;
        assert!(matches!(maybe(full), Ok(Dispatch::Finish(_))));
        for (part, without) in [
            ("\"alias\":{}", "\"alias\":null"),
            ("1", "null"),
            ("yes", "no"),
        ] {
            let data = full.replace(part, without);
            assert!(matches!(maybe(&data), Ok(Dispatch::Yield(_))), "{data}");
        }
        assert!(matches!(maybe("null"), Ok(Dispatch::Yield(_))));
    }

    #[test]
    #[allow(deprecated, reason = "deprecated events still come")]
    fn content_is_text_or_nothing_where_that_is_declared() {
        let Ok(Dispatch::Yield(Event::Log(text))) = dispatch::<Handling>("log", "{not json") else {
            panic!("text")
        };
        assert_eq!(text, "{not json");
        assert!(matches!(
            dispatch::<Handling>("tick", "x"),
            Ok(Dispatch::Yield(Event::Tick))
        ));
        assert!(matches!(
            dispatch::<Handling>("closed", "x"),
            Ok(Dispatch::Finish(Event::Closed))
        ));
        assert!(matches!(
            dispatch::<Handling>("ping", "{"),
            Ok(Dispatch::Skip)
        ));
    }

    #[test]
    fn failures_are_typed_or_kept_as_text() {
        let Ok(Dispatch::Fail(Failure::Other(text))) = dispatch::<Handling>("error", "oh no")
        else {
            panic!("a failure")
        };
        assert_eq!(text, "oh no");
        assert!(matches!(
            Handling::failure(r#"{"detail":"no"}"#),
            Some(Failure::Body(body)) if body.detail == "no"
        ));
        assert!(matches!(
            Handling::failure("<html>"),
            Some(Failure::Other(_))
        ));
    }

    #[test]
    fn a_mismatch_is_kept_with_its_reason_where_that_is_declared() {
        let Ok(Dispatch::Unknown(Event::Unknown(event))) = dispatch::<Handling>("done", "{}")
        else {
            panic!("kept")
        };
        assert_eq!(
            (event.event_type.as_str(), event.data.as_str()),
            ("done", "{}")
        );
        assert_eq!(
            event.reason.as_ref().map(stream_events::Mismatch::reason),
            Some("missing field `status`")
        );
        let event = Event::Unknown(event);
        assert_eq!(data_of(&event), serde_json::json!({}));
        let read: Event = serde_json::from_value(json(&event)).expect("it reads what it wrote");
        assert_eq!(read, event);
    }
}

#[test]
fn wire_names_survive_their_rust_names() {
    let data = json!({
        "type": "a", "self": "b", "crate": "c", "fn": "d", "a-b": "e", "a_b": "f", "": "g",
        "$id": "h", "key": "i", "entries": "j", "map": "k", "naïve": "l", "it`s": "m"
    });
    let event = item::<names::Names>("self", &data.to_string());
    assert_eq!(data_of(&event), data);
    let data = json!({ "level": ">=", "string": { "value": "x" } });
    let event = item::<names::Names>("unknown", &data.to_string());
    assert_eq!(data_of(&event), data);
}

/// Run with `--features serde_json/arbitrary_precision` it is another test: fractions then come as maps.
#[test]
fn fractions_are_told_apart_from_strings() {
    for m in [json!(0.5), json!("0.5")] {
        let data = json!({ "t": "a", "m": m });
        let event = item::<names::Names>("a", &data.to_string());
        assert_eq!(data_of(&event), data);
    }
}

#[test]
fn recursive_types_are_read_and_written() {
    let data = json!({ "op": "not", "filter": { "op": "all", "filters": [] } });
    let event = item::<recursive::Recursive>("filter", &data.to_string());
    assert_eq!(data_of(&event), data);
    let data = json!({ "children": [{ "parent": { "by_name": { "a": {} } } }] });
    let event = item::<recursive::Recursive>("tree", &data.to_string());
    assert_eq!(data_of(&event), data);
}

#[test]
fn hostile_descriptions_change_nothing() {
    let data = json!({ "html": "<b>" });
    let event = item::<hostile::Hostile>("a`b", &data.to_string());
    assert_eq!(data_of(&event), data);
}
