//! Structs: what is read, and what is written.

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
