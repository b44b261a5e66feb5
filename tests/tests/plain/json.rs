//! Texts that are nearly, or just, the JSON of a payload.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What a token may be replaced by: other forms of the same, and what is wrong.
const TOKENS: &[&str] = &[
    "0",
    "7",
    "00",
    "01",
    "-0",
    "-1",
    "1.0",
    "0.5",
    "1e2",
    "1E2",
    "1.",
    "2147483648",
    "99999999999999999",
    "999999999999999999",
    "9999999999999999999",
    "18446744073709551616",
    "true",
    "false",
    "null",
    "nul",
    "truely",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "[]",
    "{}",
    "[null]",
    r#""""#,
    r#""a""#,
    r#""seven b""#,
    r#""eight by""#,
    r#""nine byte""#,
    r#""sixteen bytes yes""#,
    r#""\"""#,
    r#""\\""#,
    r#""\/\b\f\n\r\t""#,
    r#""a\nb\\\"c""#,
    r#""\u0041""#,
    r#""\u00e9\n""#,
    r#""\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\x""#,
    r#""\"#,
    "\"",
    "\"a\nb\"",
    "\"a\u{1f}b\"",
    "\"a\u{7f}\u{80}\u{e9}\u{20ac}\u{1f600}b\"",
    r#""type""#,
    r#""typ\u0065""#,
    r#""index""#,
    r#""text""#,
    r#""delta""#,
    r#""other""#,
    r#""text_delta""#,
    r#""input_json_delta""#,
    r#""unheard_of""#,
    r#""finish_reason""#,
    r#""stop""#,
    r#""count""#,
    r#""list""#,
];

const SPACES: &[&str] = &["", "", "", "", " ", "       ", "\n\t\r ", "\u{a0}", "\u{c}"];

/// A change of a text that is cut into tokens.
#[derive(Debug, Clone)]
enum Change {
    Replace(Index, &'static str),
    Repeat(Index),
    Remove(Index),
    Swap(Index, Index),
    Space(Index, &'static str),
    Cut(Index),
}

/// One of these texts after a few changes.
pub(crate) fn like(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    (select(texts), vec(change(), 0..4)).prop_map(|(text, changes)| {
        let mut tokens = tokens(text);
        for change in changes {
            apply(&change, &mut tokens);
        }
        tokens.concat()
    })
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<Index>;
    prop_oneof![
        6 => (place(), select(TOKENS)).prop_map(|(at, token)| Change::Replace(at, token)),
        1 => place().prop_map(Change::Repeat),
        1 => place().prop_map(Change::Remove),
        1 => (place(), place()).prop_map(|(one, other)| Change::Swap(one, other)),
        4 => (place(), select(SPACES)).prop_map(|(at, space)| Change::Space(at, space)),
        1 => place().prop_map(Change::Cut),
    ]
}

fn apply(change: &Change, tokens: &mut Vec<&'static str>) {
    let length = tokens.len();
    if length == 0 {
        return;
    }
    match change {
        Change::Replace(at, token) => tokens[at.index(length)] = *token,
        Change::Repeat(at) => {
            let at = at.index(length);
            // With its separators, so that a key or an element can come twice.
            let end = (at + 4).min(length);
            let again: Vec<_> = tokens[at..end].to_vec();
            tokens.splice(at..at, again);
        }
        Change::Remove(at) => drop(tokens.remove(at.index(length))),
        Change::Swap(one, other) => tokens.swap(one.index(length), other.index(length)),
        Change::Space(at, space) => tokens.insert(at.index(length), *space),
        Change::Cut(at) => tokens.truncate(at.index(length)),
    }
}

fn tokens(text: &'static str) -> Vec<&'static str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = match rest.as_bytes()[0] {
            b'"' => 2 + rest[1..].find('"').expect("templates close their strings"),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            _ => rest.find(['}', ']', ',', ':']).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}
