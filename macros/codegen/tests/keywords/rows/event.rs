//! Keywords of an event.

use super::{event, row};
use crate::row::Row;

const OBJECT: &str =
    r#""payload": { "type": "object", "properties": { "done": { "type": "string" } } }"#;

/// Two documents whose event is handled like this.
fn handled(old: &str, new: &str) -> (String, String) {
    let of = |handle: &str| event(&format!(r#"{{ "handle": "{handle}", {OBJECT} }}"#));
    (of(old), of(new))
}

fn when(handle: &str, old: &str, new: &str) -> (String, String) {
    let of = |when: &str| {
        event(&format!(
            r#"{{ "handle": "{handle}", {OBJECT}, "when": {when} }}"#
        ))
    };
    (of(old), of(new))
}

fn changed(old: &str, new: &str) -> (String, String) {
    let of = |members: &str| event(&format!("{{ {members} }}"));
    (of(old), of(new))
}

const NARROW: &str = r#"{ "/done": ["yes"] }"#;
const WIDE: &str = r#"{ "/done": true }"#;

pub(super) fn rows() -> Vec<Row> {
    let text = r#""content": "text""#;
    let with = |more: &str| changed(text, &format!("{text}, {more}"));
    vec![
        row(
            "Event.name",
            "any",
            with(r#""name": "Note""#),
            "breaking source",
        ),
        row(
            "Event.description",
            "any",
            with(r#""description": "It.""#),
            "none",
        ),
        row(
            "Event.deprecated",
            "any",
            with(r#""deprecated": true"#),
            "none",
        ),
        row(
            "Event.handle",
            "from `yield` to `skip`",
            handled("yield", "skip"),
            "breaking behaviour source",
        ),
        row(
            "Event.handle",
            "from `skip` to `yield`",
            handled("skip", "yield"),
            "behaviour matches",
        ),
        row(
            "Event.handle",
            "from `yield` to `complete`",
            handled("yield", "complete"),
            "behaviour forward",
        ),
        row(
            "Event.handle",
            "from `complete` to `yield`",
            handled("complete", "yield"),
            "behaviour backward",
        ),
        row(
            "Event.handle",
            "from `complete` to `finish`",
            handled("complete", "finish"),
            "behaviour backward",
        ),
        row(
            "Event.handle",
            "from `finish` to `complete`",
            handled("finish", "complete"),
            "behaviour forward",
        ),
        row(
            "Event.handle",
            "between `yield` and `finish`",
            handled("yield", "finish"),
            "behaviour forward backward",
        ),
        row(
            "Event.handle",
            "from an item to `fail`",
            handled("yield", "fail"),
            "breaking behaviour source forward backward",
        ),
        row(
            "Event.when",
            "holds more often, `complete`",
            when("complete", NARROW, WIDE),
            "behaviour forward",
        ),
        row(
            "Event.when",
            "holds less often, `complete`",
            when("complete", WIDE, NARROW),
            "behaviour backward",
        ),
        row(
            "Event.when",
            "from `true` to values of which some say nothing, `complete`",
            when("complete", WIDE, r#"{ "/done": ["", "yes"] }"#),
            "behaviour forward backward",
        ),
        row(
            "Event.when",
            "any, `finish`",
            when("finish", NARROW, WIDE),
            "behaviour forward backward",
        ),
        row(
            "Event.content",
            "from `json` to `text` or `none`",
            changed(OBJECT, text),
            "breaking behaviour source forward",
        ),
        row(
            "Event.content",
            "from `text` or `none` to `json`",
            changed(text, OBJECT),
            "breaking behaviour source backward",
        ),
        row(
            "Event.content",
            "between `text` and `none`",
            changed(text, r#""content": "none""#),
            "breaking behaviour source",
        ),
        row(
            "Event.payload",
            "another type",
            changed(
                r#""payload": { "type": "integer" }"#,
                r#""payload": { "type": "string" }"#,
            ),
            "breaking behaviour source forward backward",
        ),
        row(
            "Event.mismatch",
            "between `error` and `keep`",
            changed(
                r#""payload": { "type": "integer" }"#,
                r#""payload": { "type": "integer" }, "mismatch": "keep""#,
            ),
            "behaviour",
        ),
        row(
            "Event.mismatch",
            "to `null`, or from it",
            changed(
                r#""payload": { "type": "integer" }"#,
                r#""payload": { "type": "integer" }, "mismatch": "null""#,
            ),
            "behaviour",
        ),
    ]
}
