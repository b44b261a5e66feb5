//! What is made by hand.

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
