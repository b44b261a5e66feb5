//! Values of a document's types.

use stream_events_schema::{Checked, Object, Property, Shape, Tagged, Type};

use super::chance::Chance;
use super::node::{Node, quoted};

/// Values nest about as deep; then they become as small as their types let them.
const DEPTH: usize = 6;

const STRINGS: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""yes""#,
    r#""a longer text, of more bytes than a short one""#,
    r#""ä€😀""#,
    r#""\"\\\/\b\f\n\r\t""#,
    r#""\u0041\ud83d\ude00""#,
];

const INTEGERS: &[&str] = &["0", "1", "7", "123456789012345678", "9223372036854775807"];

const NUMBERS: &[&str] = &[
    "0",
    "1.5",
    "-0",
    "-3",
    "1e3",
    "1.0",
    "18446744073709551616",
    "0.1e-7",
];

/// What nothing is said about.
const ANYTHING: &[&str] = &[
    "null",
    "true",
    "-1.5",
    r#""a""#,
    r#"{"a":[1,{"b":null}],"a":"twice"}"#,
    "[[],{}]",
];

pub(crate) struct Values<'c> {
    pub(crate) document: &'c Checked,
}

impl Values<'_> {
    /// A value of this type.
    pub(crate) fn of(&self, ty: &Type, chance: &mut Chance) -> Node {
        self.value(ty, DEPTH, chance)
    }

    fn value(&self, ty: &Type, depth: usize, chance: &mut Chance) -> Node {
        let deeper = depth.saturating_sub(1);
        match &ty.shape {
            Shape::Ref(id) => self.value(self.document.definition(*id), depth, chance),
            Shape::Null => Node::leaf("null"),
            Shape::Boolean => Node::leaf(chance.word(&["true", "false"])),
            Shape::Integer { unsigned: true } if chance.one_in(4) => {
                Node::leaf("18446744073709551615")
            }
            Shape::Integer { unsigned: false } if chance.one_in(4) => {
                Node::leaf(chance.word(&["-1", "-9223372036854775808"]))
            }
            Shape::Integer { .. } => Node::leaf(chance.word(INTEGERS)),
            Shape::Number => Node::leaf(chance.word(NUMBERS)),
            Shape::String => Node::leaf(chance.word(STRINGS)),
            Shape::Const(value) => Node::string(value),
            Shape::Enum(values) if !chance.one_in(6) => Node::string(&chance.pick(values).value),
            Shape::Enum(_) => Node::leaf(chance.word(STRINGS)),
            Shape::Nullable(_) if depth == 0 || chance.one_in(4) => Node::leaf("null"),
            Shape::Nullable(inner) => self.value(inner, depth, chance),
            Shape::Object(object) => Node::Object(self.members(object, depth, chance)),
            Shape::FreeForm if depth > 0 && !chance.one_in(3) => {
                Node::Object(vec![(quoted("free"), anything(chance))])
            }
            Shape::Map(values) => {
                let count = if depth == 0 { 0 } else { chance.below(3) };
                let keys = ["a", "a/b", ""].iter().take(count);
                let member = |key: &&str| (quoted(key), self.value(values, deeper, chance));
                Node::Object(keys.map(member).collect())
            }
            Shape::FreeForm => Node::Object(Vec::new()),
            Shape::Array(items) => {
                let count = if depth == 0 { 0 } else { chance.below(4) };
                Node::Array(
                    (0..count)
                        .map(|_| self.value(items, deeper, chance))
                        .collect(),
                )
            }
            Shape::Tagged(union) => self.tagged(union, depth, chance),
            Shape::Kinds(kinds) => {
                let branches: Vec<_> = kinds.branches().collect();
                self.value(chance.pick::<&Type>(&branches), deeper, chance)
            }
            _ => anything(chance),
        }
    }

    fn members(&self, object: &Object, depth: usize, chance: &mut Chance) -> Vec<(String, Node)> {
        let mut members = Vec::new();
        for property in &object.properties {
            if self.is_there(property, depth, chance) {
                let value = self.value(&property.ty, depth.saturating_sub(1), chance);
                members.push((quoted(&property.key), value));
            }
        }
        if chance.one_in(6) {
            let value = match &object.additional {
                Some(additional) => self.value(additional, depth.saturating_sub(1), chance),
                None => anything(chance),
            };
            members.push((quoted("new"), value));
        }
        if chance.one_in(6) {
            let (one, other) = (
                chance.below(members.len() + 1),
                chance.below(members.len() + 1),
            );
            if one < members.len() && other < members.len() {
                members.swap(one, other);
            }
        }
        members
    }

    fn is_there(&self, property: &Property, depth: usize, chance: &mut Chance) -> bool {
        match property.required {
            true => !chance.one_in(40),
            false => depth > 0 && chance.one_in(2),
        }
    }

    fn tagged(&self, union: &Tagged, depth: usize, chance: &mut Chance) -> Node {
        let branch = chance.pick(&union.branches);
        let mut node = self.value(&branch.ty, depth.saturating_sub(1), chance);
        let tag = chance.pick(&branch.values);
        node.set(&[&union.tag], tag);
        if let Node::Object(members) = &mut node
            && chance.one_in(2)
        {
            // First, as it mostly comes, or last.
            let key = quoted(&union.tag);
            members.sort_by_key(|(known, _)| *known != key);
            if chance.one_in(3) {
                members.reverse();
            }
        }
        node
    }
}

pub(crate) fn anything(chance: &mut Chance) -> Node {
    Node::leaf(chance.word(ANYTHING))
}
