//! JSON that comes as text, null, and variants.

use super::documents::{LETTER, MIXED};
use super::folded;

fn letter(events: &[(&str, &str)], value: &str, errors: &[&str]) {
    let (got, raised) = folded(LETTER, events);
    assert_eq!(
        (got.as_str(), raised),
        (value, errors.iter().map(|it| (*it).to_owned()).collect()),
        "{events:?}"
    );
}

#[test]
fn json_text_is_its_value_only_once_it_is_closed() {
    let begun = ("letter", r#"{ "form": { "to": "ann" } }"#);
    let sealed = ("sealed", "");
    let piece = |text: &'static str| ("form", text);
    letter(
        &[begun, piece(r#"{ "piece": "" }"#)],
        r#"{"form":{"to":"ann"}}"#,
        &[],
    );
    letter(
        &[begun, piece(r#"{ "piece": "" }"#), sealed],
        r#"{"form":{"to":"ann"}}"#,
        &[],
    );
    let half = piece(r#"{ "piece": "{\"n\"" }"#);
    letter(&[begun, half, sealed], r#"{"form":"{\"n\""}"#, &[]);
    let rest = piece(r#"{ "piece": ": 2}" }"#);
    letter(&[begun, half, rest], r#"{"form":"{\"n\": 2}"}"#, &[]);
    letter(&[begun, half, rest, sealed], r#"{"form":{"n":2}}"#, &[]);
    // A piece after the end opens it again.
    letter(
        &[begun, half, rest, sealed, half],
        r#"{"form":"{\"n\": 2}{\"n\""}"#,
        &[],
    );
    letter(
        &[begun, half, rest, sealed, piece(r#"{ "piece": "" }"#)],
        r#"{"form":{"n":2}}"#,
        &[],
    );
}

#[test]
fn what_is_cut_or_no_json_stays_text() {
    for text in [
        "{\"a\":",
        "{\"a\": tru",
        "N",
        "{\"a\": 01}",
        "{\"a\": 1..}",
        "--",
        "-",
        "{\"a\": 1e",
        "{\"a\": \"\\x",
        "{\"a\": \"\\u12",
        "{} x",
        " ",
        "{\"a\": \"\\ud800\"}",
    ] {
        let data = serde_json::json!({ "piece": text }).to_string();
        let (value, errors) = folded(
            LETTER,
            &[
                ("letter", r#"{ "form": {} }"#),
                ("form", &data),
                ("sealed", ""),
            ],
        );
        let expected = serde_json::json!({ "form": text });
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&value).unwrap(),
            expected,
            "{text}"
        );
        assert_eq!(errors, [""; 0]);
    }
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(300), "]".repeat(300));
    let data = serde_json::json!({ "piece": deep }).to_string();
    let (value, _) = folded(
        LETTER,
        &[
            ("letter", r#"{ "form": {} }"#),
            ("form", &data),
            ("sealed", ""),
        ],
    );
    assert!(value.starts_with(r#"{"form":"{"#), "{value}");
}

#[test]
fn nothing_and_null_change_what_rules_say_they_change() {
    letter(
        &[
            ("letter", r#"{ "stamp": 0 }"#),
            ("first_stamp", r#"{ "stamp": 3 }"#),
            ("first_stamp", r#"{ "stamp": 4 }"#),
        ],
        r#"{"stamp":3}"#,
        &[],
    );
    letter(
        &[("letter", r#"{ "stamp": 1 }"#), ("first_stamp", "{}")],
        r#"{"stamp":1}"#,
        &[],
    );
    letter(
        &[("letter", r#"{ "stamp": 1 }"#), ("stamp", "{}")],
        r#"{"stamp":null}"#,
        &[],
    );
    let wax = r#"{ "mark": { "type": "wax", "colour": "red" } }"#;
    letter(
        &[
            ("letter", r#"{ "stamp": 1 }"#),
            ("mark", wax),
            ("mark", "{}"),
        ],
        r#"{"stamp":1}"#,
        &[],
    );
    letter(
        &[
            ("letter", r#"{ "stamp": 1 }"#),
            ("mark", r#"{ "mark": { "type": "price" } }"#),
        ],
        r#"{"stamp":null}"#,
        &[],
    );
}

#[test]
fn a_rule_that_fails_makes_nothing_on_its_way() {
    letter(
        &[("letter", "{}"), ("page", r#"{ "at": 3, "word": "x" }"#)],
        "{}",
        &["gap"],
    );
}

#[test]
fn kinds_and_variants_decide_which_rule_acts() {
    letter(
        &[
            ("letter", "{}"),
            ("either", r#"{ "either": "a" }"#),
            ("either", r#"{ "either": 5 }"#),
            ("either", r#"{ "either": true }"#),
        ],
        r#"{"text":"a","stamp":5}"#,
        &[],
    );
    let piece = ("wax", r#"{ "piece": "red" }"#);
    letter(
        &[("letter", r#"{ "mark": { "type": "price" } }"#), piece],
        r#"{"mark":{"type":"price"}}"#,
        &["variant"],
    );
    letter(
        &[
            (
                "letter",
                r#"{ "mark": { "type": "ink", "colour": "blue" } }"#,
            ),
            piece,
        ],
        r#"{"mark":{"type":"ink","colour":"blue"}}"#,
        &[],
    );
    letter(&[("letter", "{}"), piece], "{}", &["variant"]);
    letter(
        &[
            (
                "letter",
                r#"{ "mark": { "type": "wax", "colour": "dark " } }"#,
            ),
            piece,
        ],
        r#"{"mark":{"type":"wax","colour":"dark red"}}"#,
        &[],
    );
}

#[test]
fn a_place_may_be_one_variant_of_a_union() {
    let begin =
        |either: &str, shape: &str| format!(r#"{{ "either": {either}, "shape": {shape} }}"#);
    let (disc, square) = (r#"{"type":"disc"}"#, r#"{"type":"square","side":3}"#);
    let text = begin(r#""a""#, square);
    let events = [
        ("begin", text.as_str()),
        ("text", "b"),
        ("swap", r#"{"type":"square","side":4}"#),
        ("swap", disc),
    ];
    let (value, errors) = folded(MIXED, &events);
    assert_eq!(
        (value.as_str(), errors.len()),
        (r#"{"either":"ab","shape":{"type":"square","side":4}}"#, 0)
    );

    let list = begin(r#"["a"]"#, disc);
    let (value, errors) = folded(MIXED, &[("begin", &list), ("item", "b")]);
    assert_eq!(
        (value.as_str(), errors.len()),
        (r#"{"either":["a","b"],"shape":{"type":"disc"}}"#, 0)
    );
    assert_eq!(
        folded(MIXED, &[("begin", &list), ("text", "b")]).1,
        ["variant"]
    );
    assert_eq!(
        folded(MIXED, &[("begin", &list), ("swap", square)]).1,
        ["variant"]
    );
}
