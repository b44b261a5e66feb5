//! Options of the derive, which decide names, types and what is boxed.

use proc_macro2::Span;

use super::{Comparison, carrying, compare_with, lines, object, options, strings};
use crate::{Options, Target};

fn target<T>(place: &str, value: T) -> Target<T> {
    Target {
        place: place.to_owned(),
        span: Span::call_site(),
        value,
    }
}

fn replacing(place: &str) -> Options {
    Options {
        replacements: vec![target(place, quote::quote!(my::U))],
        ..options("Feed")
    }
}

fn deriving(derive: &str) -> Options {
    Options {
        derives: vec![derive.parse().unwrap()],
        ..options("Feed")
    }
}

fn with(options: &Options, old: &str, new: &str) -> Comparison {
    compare_with(&carrying(old), &carrying(new), options, options)
}

#[track_caller]
fn changes(options: &Options, old: &str, new: &str, expected: &[&str]) {
    assert_eq!(lines(&with(options, old, new)), expected, "\n{old}\n{new}");
}

#[test]
fn a_replaced_type_decides_what_is_boxed() {
    // `U` is large, but the user's own type for it is taken to be small.
    let document = |count: usize| {
        let reference = r##""u": { "$ref": "#/$defs/U" }"##;
        format!(
            "{}, {}",
            strings("T", count, reference),
            strings("U", 5, "")
        )
    };
    changes(
        &replacing("#/$defs/U"),
        &document(4),
        &document(5),
        &["boxed a breaking", "field-added T.f4 literals"],
    );
    changes(
        &options("Feed"),
        &document(4),
        &document(5),
        &["field-added T.f4 literals"],
    );
}

#[test]
fn what_a_replaced_type_is_made_of_is_the_users_business() {
    let document = |fields: &str| {
        format!(
            r#"{}, "U": {{ "type": "object", "required": ["x"], "properties": {{ {fields} }} }}"#,
            object("T", r##""u": { "$ref": "#/$defs/U" }"##)
        )
    };
    let old = document(r#""x": { "type": "string" }"#);
    let new = document(r#""x": { "type": "integer" }"#);
    changes(&replacing("#/$defs/U"), &old, &new, &[]);
    changes(
        &options("Feed"),
        &old,
        &new,
        &["type-changed U.x breaking, behaviour forward backward"],
    );
}

#[test]
fn an_option_about_what_is_gone_breaks_the_derive() {
    let old = format!(
        "{}, {}",
        object("T", r#""x": true"#),
        object("U", r#""y": true"#)
    );
    let new = object("T", r#""x": true"#);
    changes(
        &replacing("#/$defs/U"),
        &old,
        &new,
        &["option-target document breaking", "type-removed U breaking"],
    );
    // Of what is new only the new derive says something.
    changes(&replacing("#/$defs/U"), &new, &old, &["type-added U none"]);
}

#[test]
fn an_option_about_nothing_is_an_error() {
    let read = |text: &str| stream_events_schema::read("a.json", text).unwrap();
    let document = read(&carrying(&object("T", r#""x": true"#)));
    let options = replacing("#/$defs/Tt");
    let derived = crate::Derived {
        document: &document,
        options: &options,
    };
    let error = crate::diff(derived, derived).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document has no \"#/$defs/Tt\": did you mean \"#/$defs/T\"?"
    );
}

#[test]
fn a_name_that_is_asked_for_stays() {
    let renaming = Options {
        renames: vec![target("#/$defs/U", "V".to_owned())],
        ..options("Feed")
    };
    let document =
        |fields: &str| format!("{}, {}", object("T", fields), object("U", r#""y": true"#));
    // `T.v` would be `TV`; a type `V` of the document's own would have had to give way.
    changes(
        &renaming,
        &document(r#""x": true"#),
        &format!(
            "{}, {}",
            document(r#""x": true"#),
            object("V", r#""z": true"#)
        ),
        &["type-added V none"],
    );
}

#[test]
fn a_trait_that_a_type_can_no_longer_have() {
    let old = object("T", r#""x": { "type": "string" }"#);
    let new = object(
        "T",
        r#""x": { "type": "string" }, "y": { "type": "number" }"#,
    );
    for derive in ["Eq", "Hash", "::core::cmp::Eq"] {
        changes(
            &deriving(derive),
            &old,
            &new,
            &["field-added T.y literals", "derive T.y breaking"],
        );
    }
    changes(
        &deriving("PartialOrd"),
        &old,
        &new,
        &["field-added T.y literals"],
    );
    changes(&options("Feed"), &old, &new, &["field-added T.y literals"]);
    let any = object("T", r#""x": { "type": "string" }, "y": true"#);
    changes(
        &deriving("Ord"),
        &old,
        &any,
        &["field-added T.y literals", "derive T.y breaking"],
    );
    changes(&deriving("Eq"), &old, &any, &["field-added T.y literals"]);
}

#[test]
fn an_enum_has_no_default_and_no_copy() {
    let old = object("T", r#""x": { "type": "boolean" }"#);
    let new = object(
        "T",
        r#""x": { "type": "boolean" }, "y": { "enum": ["a", "b"] }"#,
    );
    for derive in ["Default", "Copy"] {
        changes(
            &deriving(derive),
            &old,
            &new,
            &["field-added T.y literals", "derive T.y breaking"],
        );
    }
    // What did not compile before is not broken now.
    changes(
        &deriving("Default"),
        &new,
        &format!("{new}, \"U\": {{ \"enum\": [\"c\"] }}"),
        &["type-added U none"],
    );
}

#[test]
fn a_trait_of_which_nothing_is_known_is_had_by_what_had_it() {
    let own = deriving("my::Trait");
    let old = object("T", r#""x": { "type": "string" }"#);
    let any = object("T", r#""x": { "type": "string" }, "y": true"#);
    changes(
        &own,
        &old,
        &any,
        &["field-added T.y literals", "derive T.y breaking"],
    );
    let more = object("T", r#""x": { "type": "string" }, "y": true, "z": true"#);
    changes(&own, &any, &more, &["field-added T.z literals"]);
}

#[test]
fn what_is_exhaustive_is_broken_by_an_addition() {
    let exhaustive = Options {
        exhaustive: true,
        ..options("Feed")
    };
    let old = object("T", r#""x": { "enum": ["a", "b"] }"#);
    let new = object("T", r#""x": { "enum": ["a", "b", "c"] }, "y": true"#);
    changes(
        &exhaustive,
        &old,
        &new,
        &[
            "field-added T.y breaking, literals",
            "value-added T.x[c] breaking, matches",
        ],
    );
    let event = |more: &str| format!(r#"{{ "events": {{ "a": {{ "content": "none" }}{more} }} }}"#);
    let (old, new) = (event(""), event(r#", "b": { "content": "none" }"#));
    let added = compare_with(&old, &new, &exhaustive, &exhaustive);
    assert_eq!(lines(&added), ["event-added b breaking, matches"]);
    let removed = compare_with(&new, &old, &exhaustive, &exhaustive);
    assert_eq!(lines(&removed), ["event-removed b breaking"]);
}

#[test]
fn a_format_decides_a_type_only_where_it_is_asked_for() {
    let formatted = |formats: &[&str]| Options {
        formats: formats
            .iter()
            .map(|format| target(format, quote::quote!(my::Time)))
            .collect(),
        ..options("Feed")
    };
    let with = |format: &str| {
        let text = format!(r#""x": {{ "type": "string", "format": "{format}" }}, "y": true"#);
        object("T", &text)
    };
    let (time, date) = (with("date-time"), with("date"));
    changes(&options("Feed"), &time, &date, &[]);
    changes(
        &formatted(&["date-time", "date"]),
        &time,
        &date,
        &[
            "option-target document breaking",
            "rust-name document[date] breaking",
            "description document[date] none",
        ],
    );
    // A new first place for it, and a new type of its name.
    let more = format!("{}, {time}", with("date-time").replace("\"T\"", "\"S\""));
    changes(
        &formatted(&["date-time"]),
        &time,
        &more,
        &["type-added S none"],
    );
}

#[test]
fn the_title_names_what_generate_makes() {
    let titled = |title: &str| {
        format!(r#"{{ "title": "{title}", "events": {{ "a": {{ "content": "text" }} }} }}"#)
    };
    let (old, new) = (titled("Feed"), titled("News feed"));
    let asked = compare_with(&old, &new, &options("Feed"), &options("Feed"));
    assert_eq!(lines(&asked), ["title document none"]);
    let made = compare_with(&old, &new, &options("Feed"), &options("NewsFeed"));
    assert_eq!(lines(&made), ["title document breaking"]);
    assert!(
        made.diff.changes()[0]
            .reason
            .ends_with("`NewsFeed`, `news_feed` and `NewsFeedStream`, which were `Feed`, `feed` and `FeedStream`"),
        "{}",
        made.diff.changes()[0].reason
    );
}
