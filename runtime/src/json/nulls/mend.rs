//! Strings with what JSON does not allow in them.

use std::borrow::Cow;

use crate::json::scan;

/// Why a word is read as null.
pub(super) const NO_NUMBER: &str = "no JSON, which is read as null";

/// What is wrong with a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrong {
    controls: bool,
    halves: bool,
}

impl Wrong {
    pub(super) fn reason(self) -> &'static str {
        match (self.controls, self.halves) {
            (true, true) => {
                "control characters, and half of a surrogate pair, which is read as U+FFFD"
            }
            (true, false) => "control characters in a string, which are read as they are",
            _ => "half of a surrogate pair, which is read as U+FFFD",
        }
    }
}

/// A quoted string as JSON has it; nothing if it is so already.
pub(super) fn string(quoted: &str) -> Option<(String, Wrong)> {
    let controls = quoted.bytes().any(|byte| byte < b' ');
    let escaped = escape_controls(quoted);
    let (text, halves) = without_halves(&escaped);
    let wrong = Wrong { controls, halves };
    (controls || halves).then(|| (text.into_owned(), wrong))
}

/// A value as JSON has it, and what was wrong with it first; nothing if it is so already.
pub(super) fn value(json: &str) -> Option<(String, &'static str)> {
    let text = json.as_bytes();
    let (mut mended, mut from, mut at) = (String::new(), 0, 0);
    let mut first = None;
    while at < text.len() {
        let end = match text[at] {
            b'"' => scan::string(text, at).unwrap_or(text.len()),
            b'N' | b'I' | b'-' => scan::word(text, at),
            _ => at + 1,
        };
        let token = &json[at..end];
        let change = match scan::NOT_JSON.contains(&token) {
            true => Some(("null".to_owned(), NO_NUMBER)),
            false if token.starts_with('"') => string(token).map(|(it, why)| (it, why.reason())),
            false => None,
        };
        if let Some((token, reason)) = change {
            mended.push_str(&json[from..at]);
            mended.push_str(&token);
            from = end;
            first.get_or_insert(reason);
        }
        at = end;
    }
    mended.push_str(&json[from..]);
    first.map(|reason| (mended, reason))
}

/// The same quoted string with its control characters escaped.
pub(in crate::json) fn escape_controls(quoted: &str) -> Cow<'_, str> {
    if !quoted.bytes().any(|byte| byte < b' ') {
        return Cow::Borrowed(quoted);
    }
    let mut text = String::with_capacity(quoted.len() + 16);
    for character in quoted.chars() {
        match character {
            '\0'..' ' => text.push_str(&format!("\\u{:04x}", u32::from(character))),
            other => text.push(other),
        }
    }
    Cow::Owned(text)
}

/// The same quoted string with U+FFFD for each half of a surrogate pair, and whether there was one.
fn without_halves(quoted: &str) -> (Cow<'_, str>, bool) {
    let mut text = String::new();
    let (mut at, mut from) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', &quoted.as_bytes()[at..]) {
        let escape = at + found;
        let unit = unit(quoted, escape);
        at = match unit {
            Some(0xD800..0xDC00) if is_low(quoted, escape + 6) => escape + 12,
            Some(0xD800..0xE000) => {
                text.push_str(&quoted[from..escape]);
                text.push_str("\\ufffd");
                from = escape + 6;
                from
            }
            Some(_) => escape + 6,
            None => escape + 2,
        };
    }
    if from == 0 {
        return (Cow::Borrowed(quoted), false);
    }
    text.push_str(&quoted[from..]);
    (Cow::Owned(text), true)
}

fn is_low(quoted: &str, at: usize) -> bool {
    matches!(unit(quoted, at), Some(0xDC00..0xE000))
}

/// The UTF-16 code unit that is escaped at `at`.
fn unit(quoted: &str, at: usize) -> Option<u16> {
    let digits = quoted.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn a_string_is_as_json_has_it() {
        for (quoted, mended) in [
            (r#""a""#, None),
            (r#""\n\u00e9\\ud83d\ud83d\ude00""#, None),
            (r#""a\ud83d""#, Some(r#""a\ufffd""#)),
            (r#""\ude00\ud83d!""#, Some(r#""\ufffd\ufffd!""#)),
            (
                r#""\ud83d\u0041\uD83D\uDE00""#,
                Some(r#""\ufffd\u0041\uD83D\uDE00""#),
            ),
            (r#""\ud83d\ud83d\ude00""#, Some(r#""\ufffd\ud83d\ude00""#)),
            ("\"a\nb\u{1}\"", Some(r#""a\u000ab\u0001""#)),
            ("\"\t\\udc00é\"", Some(r#""\u0009\ufffdé""#)),
        ] {
            let found = string(quoted).map(|(text, _)| text);
            assert_eq!(found.as_deref(), mended, "{quoted}");
            let text = found.as_deref().unwrap_or(quoted);
            assert!(serde_json::from_str::<String>(text).is_ok(), "{text}");
        }
    }
}
