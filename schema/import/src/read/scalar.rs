//! The scalars of YAML.

use granit_parser::{ScalarStyle, Tag};

use stream_events_schema::{Json, Number};

/// The core schema of YAML 1.2, in which `no` is a text.
pub(crate) fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Json {
    let is_text = match tag {
        Some(tag) => match tag.core_suffix() {
            Some(name) => name == "str",
            // `!`, and tags of one's own: whatever it looks like, it is a text.
            None => true,
        },
        None => style != ScalarStyle::Plain,
    };
    if is_text {
        return Json::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Json::Null,
        "true" | "True" | "TRUE" => Json::Boolean(true),
        "false" | "False" | "FALSE" => Json::Boolean(false),
        _ => number(text).map_or_else(|| Json::String(text.to_owned()), Json::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    let radix = |digits: &str, radix| i64::from_str_radix(digits, radix).ok();
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16).map(Number::Integer);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8).map(Number::Integer);
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let starts_well = digits
        .strip_prefix('.')
        .unwrap_or(digits)
        .starts_with(|c: char| c.is_ascii_digit());
    let spelt_well = digits
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    (starts_well && spelt_well).then(|| Number::parse(text))?
}
