use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{JsonState, JsonText, JsonTextError};
use crate::RawJson;

/// A place to which these pieces came.
fn pieces(pieces: &[&str]) -> JsonText<Value> {
    let mut text = JsonText::empty();
    pieces.iter().for_each(|piece| text.append(piece));
    text
}

fn closed(text: &str) -> JsonText<Value> {
    let mut it = pieces(&[text]);
    it.close();
    it
}

#[test]
fn no_value_before_it_is_closed() {
    let mut text = pieces(&["{\"a\"", ": 1}"]);
    assert_eq!(text.state(), JsonState::Open);
    assert!(matches!(text.value(), Err(JsonTextError::Open)));
    assert!(matches!(text.parse::<Value>(), Err(JsonTextError::Open)));
    assert!(matches!(
        text.clone().into_value(),
        Err(JsonTextError::Open)
    ));
    assert_eq!(text.text(), "{\"a\": 1}");
    text.close();
    assert!(text.is_closed());
    assert_eq!(text.value().unwrap(), &json!({ "a": 1 }));
    let parsed: BTreeMap<String, u8> = text.parse().unwrap();
    assert_eq!(parsed["a"], 1);
    assert_eq!(text.into_value().unwrap(), json!({ "a": 1 }));
}

#[test]
fn an_empty_open_text_is_no_empty_object() {
    let text = JsonText::<Value>::begun(json!({}));
    assert!(matches!(text.value(), Err(JsonTextError::Open)));
    assert!(text.partial().is_none());
    // But it is written as what it started with, as no piece came.
    assert_eq!(serde_json::to_value(&text).unwrap(), json!({}));
}

#[test]
fn where_no_piece_came_but_empty_ones_the_starting_value_stays() {
    let mut text = JsonText::<Value>::begun(json!({ "whole": true }));
    text.append("");
    assert_eq!(text.state(), JsonState::Open);
    text.close();
    assert_eq!(text.value().unwrap(), &json!({ "whole": true }));
    let parsed: BTreeMap<String, bool> = text.parse().unwrap();
    assert!(parsed["whole"]);
}

#[test]
fn text_that_ends_inside_a_value_is_cut_and_other_text_invalid() {
    let deep = "[".repeat(128) + &"]".repeat(128);
    for (text, state) in [
        (" \n", JsonState::Cut),
        ("{", JsonState::Cut),
        (r#"{"a"#, JsonState::Cut),
        (r#"{"a":"#, JsonState::Cut),
        (r#"{"a":1"#, JsonState::Cut),
        ("[1,", JsonState::Cut),
        ("tru", JsonState::Cut),
        (r#""\ud83d"#, JsonState::Cut),
        ("-", JsonState::Cut),
        (r#""\ud83d""#, JsonState::Invalid),
        ("{]", JsonState::Invalid),
        ("{} {}", JsonState::Invalid),
        ("nul1", JsonState::Invalid),
        ("\u{feff}{}", JsonState::Invalid),
        (&deep, JsonState::Invalid),
        ("1", JsonState::Closed),
        (" null ", JsonState::Closed),
        ("{}", JsonState::Closed),
    ] {
        let it = closed(text);
        assert_eq!(it.state(), state, "{text}");
        assert_eq!(it.text(), text, "the text stays");
        assert_eq!(it.value().is_ok(), state == JsonState::Closed, "{text}");
    }
}

#[test]
fn json_of_another_type_is_invalid() {
    let mut text = JsonText::<BTreeMap<String, u8>>::empty();
    text.append("[1]");
    text.close();
    assert_eq!(text.state(), JsonState::Invalid);
    assert!(matches!(text.value(), Err(JsonTextError::Invalid)));
    assert!(matches!(
        closed("[1]").parse::<String>(),
        Err(JsonTextError::Mismatch(_))
    ));
}

#[test]
fn a_piece_after_the_end_opens_it_again() {
    let mut text = closed("[1");
    text.append("");
    assert_eq!(text.state(), JsonState::Cut);
    text.append(", 2]");
    assert_eq!(text.state(), JsonState::Open);
    text.close();
    assert_eq!(text.value().unwrap(), &json!([1, 2]));
    text.append("!");
    assert!(matches!(text.value(), Err(JsonTextError::Open)));
    text.close();
    assert_eq!(text.state(), JsonState::Invalid);
}

#[test]
fn what_comes_whole_is_closed_until_it_is_begun() {
    let mut text = JsonText::new(json!({ "a": 1 }));
    assert!(text.is_closed());
    assert_eq!(*text.partial().unwrap(), json!({ "a": 1 }));
    text.begin();
    assert_eq!(text.state(), JsonState::Open);
    text.append("[]");
    text.close();
    assert_eq!(text.value().unwrap(), &json!([]));
}

#[test]
fn it_is_written_as_its_value_or_as_text_and_never_read_back_as_closed() {
    for (text, written, state) in [
        (closed("{\"a\": 1}"), r#"{"a":1}"#, JsonState::Closed),
        (
            pieces(&["{\"a\": 1}"]),
            r#""{\"a\": 1}""#,
            JsonState::Invalid,
        ),
        (closed("{\"a\":"), r#""{\"a\":""#, JsonState::Cut),
        (closed("nope"), r#""nope""#, JsonState::Invalid),
    ] {
        assert_eq!(serde_json::to_string(&text).unwrap(), written);
        let back: JsonText<Value> = serde_json::from_str(written).unwrap();
        assert_eq!(back.state(), state, "{written}");
        if state == JsonState::Closed {
            assert_eq!(back, text);
        } else {
            assert_eq!(back.text(), text.text());
            assert!(back.value().is_err());
        }
        assert_eq!(serde_json::to_string(&back).unwrap(), written);
    }
}

#[test]
fn it_is_read_of_types_that_read_json_alone() {
    #[derive(Debug, Serialize, Deserialize)]
    struct Call {
        input: JsonText<RawJson>,
        #[serde(default)]
        more: Option<JsonText<Value>>,
    }

    let call: Call = serde_json::from_str(r#"{"input": {"a":1.10}, "more": null}"#).unwrap();
    assert_eq!(call.input.value().unwrap().get(), r#"{"a":1.10}"#);
    assert!(call.more.is_none());
    let value = serde_json::to_value(&call).unwrap();
    let again: Call = serde_json::from_value(value).unwrap();
    assert_eq!(again.input, call.input);
    let call: Call = serde_json::from_str(r#"{"input": "{", "more": 7}"#).unwrap();
    assert_eq!(call.input.state(), JsonState::Cut);
    assert_eq!(call.more.unwrap().value().unwrap(), &json!(7));
}

#[test]
fn two_are_equal_if_their_states_and_values_or_texts_are() {
    assert_eq!(closed("{ }"), JsonText::new(json!({})));
    assert_ne!(JsonText::begun(json!({})), JsonText::new(json!({})));
    assert_eq!(pieces(&["{", "}"]), pieces(&["{}"]));
    assert_ne!(pieces(&["{}"]), closed("{}"));
    assert_ne!(closed("{"), closed("["));
}

#[test]
fn a_value_that_was_changed_is_what_is_parsed() {
    let mut text = closed("{\"a\": 1}");
    assert!(text.partial().is_some());
    text.value_mut().unwrap()["a"] = json!(2);
    assert_eq!(text.parse::<Value>().unwrap(), json!({ "a": 2 }));
    assert_eq!(*text.partial().unwrap(), json!({ "a": 2 }));
    assert!(pieces(&["{}"]).value_mut().is_err());
}

#[test]
fn what_can_be_read_of_it_grows_with_it() {
    let mut text = JsonText::<Value>::empty();
    let mut seen = Vec::new();
    for piece in ["{\"na", "me\": \"Pa", "ris\", \"days\": 1", "2}"] {
        text.append(piece);
        seen.push(text.partial().map(|it| (*it).clone()));
    }
    let seen: Vec<Value> = seen.into_iter().flatten().collect();
    assert_eq!(
        seen,
        [
            json!({}),
            json!({ "name": "Pa" }),
            json!({ "name": "Paris" }),
            json!({ "name": "Paris", "days": 12 }),
        ]
    );
    text.append(" nonsense");
    assert!(text.partial().is_some(), "what follows is not looked at");
    assert!(pieces(&["{]"]).partial().is_none());
}

#[test]
fn what_was_read_of_it_can_be_held_while_it_grows() {
    let mut text = pieces(&["[1, [2, "]);
    let (one, other) = (text.partial().unwrap(), text.partial().unwrap());
    text.append("3], 4");
    text.append("]");
    assert_eq!(*text.partial().unwrap(), json!([1, [2, 3], 4]));
    assert_eq!((&*one, &*other), (&json!([1, [2]]), &json!([1, [2]])));
}

#[test]
fn a_number_is_whole_once_the_text_is_closed() {
    let mut text = pieces(&["12"]);
    assert!(text.partial().is_none());
    text.close();
    assert_eq!(*text.partial().unwrap(), json!(12));
    text.append("3");
    assert!(text.partial().is_none());
    text.close();
    assert_eq!(*text.partial().unwrap(), json!(123));
}
