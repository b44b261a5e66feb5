//! Elements of lists.

use super::documents::{DENSE, SHELF};
use super::{checked, folded, snapshot};

fn shelf(events: &[(&str, &str)], value: &str, errors: &[&str]) {
    let opened = [("open", "{}")].into_iter().chain(events.iter().copied());
    let opened: Vec<_> = opened.collect();
    let (got, raised) = folded(SHELF, &opened);
    assert_eq!(
        (got.as_str(), raised),
        (value, errors.iter().map(|it| (*it).to_owned()).collect()),
        "{events:?}"
    );
}

#[test]
fn elements_with_holes_between_them_stand_in_order() {
    shelf(
        &[
            ("put", r#"{ "at": 7, "book": "seven" }"#),
            ("put", r#"{ "at": 2, "book": "two" }"#),
            ("put", r#"{ "book": "next" }"#),
            ("swap", r#"{ "at": 8, "book": "eight" }"#),
            ("swap", r#"{ "at": 2, "book": "deux" }"#),
        ],
        r#"{"books":["deux","seven","eight"]}"#,
        &[],
    );
}

#[test]
fn what_is_not_there_or_there_twice_is_an_error_that_changes_nothing() {
    let three = ("put", r#"{ "at": 3, "book": "three" }"#);
    let kept = r#"{"books":["three"]}"#;
    shelf(
        &[three, ("swap", r#"{ "at": 1, "book": "x" }"#)],
        kept,
        &["gap"],
    );
    shelf(
        &[three, ("put", r#"{ "at": 3, "book": "x" }"#)],
        kept,
        &["occupied"],
    );
    shelf(
        &[("put", r#"{ "at": -4, "book": "x" }"#)],
        r#"{"books":[]}"#,
        &["no index"],
    );
    let dense = |events: &[(&str, &str)]| folded(DENSE, events);
    assert_eq!(
        dense(&[
            ("sit", r#"{ "seat": 0, "who": "ann" }"#),
            ("sit", r#"{ "seat": 2, "who": "bob" }"#),
        ]),
        (r#"{"seats":["ann"]}"#.to_owned(), vec!["gap".to_owned()])
    );
}

#[test]
fn an_element_is_inserted_once_and_set_after_that() {
    shelf(
        &[
            ("lay", r#"{ "at": 5, "book": "first" }"#),
            ("lay", r#"{ "at": 5, "book": "second" }"#),
        ],
        r#"{"books":["second"]}"#,
        &[],
    );
}

#[test]
fn after_a_whole_list_indices_are_positions() {
    let nine = ("put", r#"{ "at": 9, "book": "nine" }"#);
    shelf(
        &[
            nine,
            ("move", r#"{ "books": ["a", "b"] }"#),
            ("swap", r#"{ "at": 1, "book": "B" }"#),
        ],
        r#"{"books":["a","B"]}"#,
        &[],
    );
    // Of a list that stays as well.
    shelf(
        &[
            nine,
            ("move_kept", r#"{ "books": [], "room": 4 }"#),
            ("swap", r#"{ "at": 0, "book": "zero" }"#),
        ],
        r#"{"books":["zero"],"room":4}"#,
        &[],
    );
}

#[test]
fn what_is_appended_counts_on_from_the_last_index() {
    shelf(
        &[
            ("put", r#"{ "at": 3, "book": "three" }"#),
            ("push", r#"{ "books": ["four"] }"#),
            ("swap", r#"{ "at": 4, "book": "IV" }"#),
        ],
        r#"{"books":["three","IV"]}"#,
        &[],
    );
}

#[test]
fn nothing_happens_before_the_start_and_only_once_after_it() {
    let put = ("put", r#"{ "at": 0, "book": "x" }"#);
    let errors = |kind: &str| vec![kind.to_owned()];
    let (value, raised) = folded(SHELF, &[put, put, ("move", r#"{ "books": [] }"#)]);
    assert_eq!((value.as_str(), raised), ("", errors("before start")));
    // A start is a new beginning.
    let (value, raised) = folded(SHELF, &[put, ("open", "{}"), put]);
    assert_eq!(
        (value.as_str(), raised),
        (r#"{"books":["x"]}"#, errors("before start"))
    );
    shelf(
        &[("open", "{}"), put],
        r#"{"books":[]}"#,
        &["started twice"],
    );
}

#[test]
fn after_an_error_only_a_whole_value_counts() {
    shelf(
        &[
            ("swap", r#"{ "at": 0, "book": "x" }"#),
            ("put", r#"{ "at": 0, "book": "x" }"#),
            ("move", r#"{ "books": ["a"] }"#),
            ("put", r#"{ "at": 1, "book": "b" }"#),
        ],
        r#"{"books":["a","b"]}"#,
        &["gap"],
    );
}

#[test]
fn changes_tell_which_element_is_meant_and_what_it_became() {
    let checked = checked(SHELF);
    let mut snapshot = snapshot(&checked);
    snapshot.apply("open", "{}");
    let told = snapshot
        .apply("put", r#"{ "at": 4, "book": "four" }"#)
        .changes;
    assert_eq!(told[0].name, "put");
    assert_eq!(told[0].fields, [("at", 4.into())]);
    assert_eq!(told[0].value.as_str(), Some("four"));
    let next = snapshot.apply("put", r#"{ "book": "five" }"#).changes;
    assert_eq!(next[0].fields, [("at", 5.into())]);

    let checked = super::checked(DENSE);
    let mut snapshot = super::snapshot(&checked);
    snapshot.apply("join", r#"{ "seat": 9, "who": "ann" }"#);
    let told = snapshot
        .apply("join", r#"{ "seat": 9, "who": "bob" }"#)
        .changes;
    assert_eq!(told[0].fields, [("position", 1.into())]);
}

/// Two lists, of which one grows at its beginning after the other was told of.
#[test]
fn what_is_told_of_one_list_stays_where_another_grows() {
    let text = r##"{
        "snapshot": { "type": { "$ref": "#/$defs/Lists" }, "initial": { "a": [], "b": [] } },
        "events": {
            "put": { "payload": { "$ref": "#/$defs/Put" }, "apply": [
                { "insert": "/what", "to": "/a/{/a}", "sparse": true, "emit": "a" },
                { "insert": "/what", "to": "/b/{/b}", "sparse": true, "emit": "b" },
                { "insert": "/what", "to": "/a/{/c}", "sparse": true, "emit": "c" }
            ] }
        },
        "$defs": {
            "Lists": { "required": ["a", "b"], "properties": {
                "a": { "type": "array", "items": { "type": "string" } },
                "b": { "type": "array", "items": { "type": "string" } }
            } },
            "Put": { "required": ["what", "a", "b", "c"], "properties": {
                "what": { "type": "string" },
                "a": { "type": "integer" }, "b": { "type": "integer" }, "c": { "type": "integer" }
            } }
        }
    }"##;
    let checked = checked(text);
    let mut snapshot = snapshot(&checked);
    snapshot.apply("put", r#"{ "what": "x", "a": 1, "b": 9, "c": 2 }"#);
    let told = snapshot.apply("put", r#"{ "what": "y", "a": 3, "b": 0, "c": 0 }"#);
    assert_eq!(told.error, None);
    let values: Vec<_> = told.changes.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(values, [Some("y"), Some("y"), Some("y")]);
    let value = snapshot.value().unwrap().to_string();
    assert_eq!(value, r#"{"a":["y","x","x","y"],"b":["y","x"]}"#);
}
