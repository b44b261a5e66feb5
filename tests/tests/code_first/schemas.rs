//! Everything that serde and schemars make of Rust types, as documents have it.

#![expect(dead_code, reason = "only schemas are looked at")]

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::Deserialize;
use stream_events::StreamEvents;
use stream_events::schema::{self, Checked, Shape, Type};

use super::document::read_back;

#[derive(Deserialize, JsonSchema)]
struct Everything {
    unit_enum: Plain,
    described_enum: Described,
    optional_enum: Option<Plain>,
    internally_tagged: Option<Internal>,
    adjacently_tagged: Adjacent,
    externally_tagged: External,
    untagged: Untagged,
    tuple: (u8, String),
    pair: (f64, f64),
    array: [i32; 3],
    map: HashMap<String, Leaf>,
    numbered: BTreeMap<u32, Leaf>,
    anything: serde_json::Value,
    unsigned: u64,
    unit: (),
    recursive: Box<Recursive>,
    generic: Generic<Leaf>,
    #[serde(flatten)]
    flattened: Leaf,
}

#[derive(Deserialize, JsonSchema)]
struct Choosing {
    id: u64,
    #[serde(flatten)]
    choice: Internal,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Plain {
    OneTwo,
    Three,
}

#[derive(Deserialize, JsonSchema)]
enum Described {
    /// The first.
    One,
    Two,
}

#[derive(Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Internal {
    /// With fields.
    Fields {
        a: u8,
    },
    Newtype(Leaf),
    Unit,
}

#[derive(Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    A(u8),
    B { b: String },
}

#[derive(Deserialize, JsonSchema)]
enum External {
    A(u8),
    Unit,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum Untagged {
    Text(String),
    Number(i64),
    Object(Leaf),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Leaf {
    leaf: String,
}

#[derive(Deserialize, JsonSchema)]
struct Recursive {
    next: Option<Box<Recursive>>,
}

#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Generic<{T}>")]
struct Generic<T> {
    it: T,
}

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("everything")]
    Everything(Box<Everything>),
    #[event("list")]
    List(Vec<Internal>),
    #[event("choosing")]
    Choosing(Choosing),
}

fn checked() -> Checked {
    let document = Feed::document();
    assert_eq!(read_back(&document), document);
    schema::check(&document).unwrap_or_else(|mistakes| panic!("{mistakes}\n{}", document.to_json()))
}

fn resolve<'a>(checked: &'a Checked, ty: &'a Type) -> &'a Shape {
    match &ty.shape {
        Shape::Ref(id) => resolve(checked, checked.definition(*id)),
        Shape::Nullable(inner) => resolve(checked, inner),
        shape => shape,
    }
}

#[test]
fn every_type_has_its_shape() {
    let checked = checked();
    let payload = checked.events[0].payload.as_ref().unwrap();
    let Shape::Object(everything) = resolve(&checked, payload) else {
        panic!("{payload:?}");
    };
    let found: Vec<_> = everything
        .properties
        .iter()
        .map(|it| {
            let shape = format!("{:?}", resolve(&checked, &it.ty));
            let kind = shape
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            (it.key.as_str(), kind.to_owned())
        })
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(key, kind)| (*key, kind.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("unit_enum", "Enum"),
            ("described_enum", "Enum"),
            ("optional_enum", "Enum"),
            ("internally_tagged", "Tagged"),
            ("adjacently_tagged", "Tagged"),
            ("externally_tagged", "Kinds"),
            ("untagged", "Kinds"),
            ("tuple", "Array"),
            ("pair", "Array"),
            ("array", "Array"),
            ("map", "Map"),
            ("numbered", "Map"),
            ("anything", "Any"),
            ("unsigned", "Integer"),
            ("unit", "Null"),
            ("recursive", "Object"),
            ("generic", "Object"),
            ("leaf", "String"),
        ]
    );
}

#[test]
fn a_tagged_enum_is_told_apart_by_its_tag() {
    let checked = checked();
    let payload = checked.events[1].payload.as_ref().unwrap();
    let Shape::Array(elements) = &payload.shape else {
        panic!("{payload:?}")
    };
    let Shape::Tagged(tagged) = resolve(&checked, elements) else {
        panic!("{elements:?}")
    };
    assert_eq!(tagged.tag, "type");
    let values: Vec<_> = tagged.branches.iter().flat_map(|it| &it.values).collect();
    assert_eq!(values, ["fields", "newtype", "unit"]);
}

#[test]
fn a_flattened_enum_is_a_choice_of_objects() {
    let checked = checked();
    let payload = checked.events[2].payload.as_ref().unwrap();
    let Shape::Tagged(tagged) = resolve(&checked, payload) else {
        panic!("{payload:?}")
    };
    assert_eq!(tagged.tag, "type");
    for branch in &tagged.branches {
        let Shape::Object(object) = resolve(&checked, &branch.ty) else {
            panic!("{branch:?}")
        };
        assert!(
            object
                .properties
                .iter()
                .any(|it| it.key == "id" && it.required),
            "{object:?}"
        );
    }
}
