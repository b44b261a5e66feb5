//! Changes of values: what a decoder may or may not take.

use super::chance::Chance;
use super::node::{Node, quoted};

/// What a value may be replaced by.
const LEAVES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "7",
    "1.0",
    "1e2",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "1e308",
    "1e400",
    "-1e400",
    "0e400",
    r#""""#,
    r#""a""#,
    r#""word""#,
    r#""line""#,
    r#""user""#,
    r#""a\n""#,
    r#""\ud83d""#,
    r#""\ud83d\u0041""#,
    "[]",
    "{}",
    "[null]",
    "[1e400]",
    r#"{"type":null}"#,
    r#"{"type":1}"#,
    r#"{"type":"new","a":[1]}"#,
    r#"{"\ud83d":1}"#,
    "\"a\u{1}\"",
    "NaN",
    "-Infinity",
    "[NaN]",
    "{\"a\u{1}\":\"\\ude00\"}",
    // These are not JSON.
    "01",
    "1.",
    ".5",
    "+1",
    "nul",
    "truely",
    "'a'",
    r#""\x""#,
    r#""a"#,
    "[1,]",
    "{a:1}",
    "[1 2]",
    "}",
    "",
];

/// How many of them are not JSON, at the end.
const MALFORMED: usize = 14;

/// Changes a value here and there.
pub(crate) fn mutate(node: &mut Node, chance: &mut Chance) {
    if chance.one_in(150) {
        nest(node, chance);
    }
    for _ in 0..chance.below(3) {
        let index = chance.below(node.count());
        change(node.at_mut(index), chance);
    }
}

/// Puts a value into itself, about as often as values may nest: where it is of a type that contains
/// itself, what comes of it is one too.
fn nest(node: &mut Node, chance: &mut Chance) {
    let outer = node.clone();
    let place = chance.below(outer.count());
    for _ in 0..chance.below(50) + 40 {
        let mut around = outer.clone();
        *around.at_mut(place) = std::mem::replace(node, Node::leaf("null"));
        *node = around;
    }
}

fn change(node: &mut Node, chance: &mut Chance) {
    let place = chance.below(8);
    match (place, &mut *node) {
        (0..=3, Node::Object(members)) if !members.is_empty() => members_of(members, chance),
        (0, Node::Array(elements)) if !elements.is_empty() => {
            let index = chance.below(elements.len());
            elements.remove(index);
        }
        (1, Node::Array(elements)) => elements.push(leaf(chance)),
        (4, _) => *node = Node::nested(chance.below(12) + 118),
        _ => *node = leaf(chance),
    }
}

fn members_of(members: &mut Vec<(String, Node)>, chance: &mut Chance) {
    let index = chance.below(members.len());
    match chance.below(8) {
        0 | 1 => drop(members.remove(index)),
        2 => {
            // Twice, the same or something else.
            let mut again = members[index].clone();
            if chance.one_in(2) {
                again.1 = leaf(chance);
            }
            let at = chance.below(members.len() + 1);
            members.insert(at, again);
        }
        3 => {
            let other = chance.below(members.len());
            members.swap(index, other);
        }
        4 => {
            let value = if chance.one_in(3) {
                Node::nested(130)
            } else {
                leaf(chance)
            };
            let key = chance.word(&["new", "type", "kind", "error", ""]);
            members.insert(index, (quoted(key), value));
        }
        // The same key, spelt otherwise.
        5 => {
            let key: String = serde_json::from_str(&members[index].0).unwrap_or_default();
            if let Some(first) = key.chars().next().filter(char::is_ascii) {
                let rest = quoted(&key[1..]);
                members[index].0 = format!("\"\\u{:04x}{}", u32::from(first), &rest[1..]);
            }
        }
        6 => {
            let key = chance.word(&[r#""\ud83d""#, r#""new""#, "new", "\"\""]);
            members[index].0 = key.to_owned();
        }
        _ => members[index].1 = leaf(chance),
    }
}

fn leaf(chance: &mut Chance) -> Node {
    let leaves = match chance.one_in(8) {
        true => LEAVES,
        false => &LEAVES[..LEAVES.len() - MALFORMED],
    };
    Node::leaf(chance.word(leaves))
}

/// Breaks a text, or leaves it as it is.
pub(crate) fn break_off(text: &mut String, chance: &mut Chance) {
    if chance.one_in(24) {
        let mut end = chance.below(text.len() + 1);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    } else if chance.one_in(40) {
        text.push_str(chance.word(&[" ", "\n", "x", " {}", "]", "\u{feff}", ","]));
    } else if chance.one_in(60) {
        text.insert_str(0, chance.word(&["\u{feff}", " \n", "x", "//\n", "[", ","]));
    }
}
