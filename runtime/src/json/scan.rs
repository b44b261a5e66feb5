//! Where values end, in a text that is known to be readable.

/// What some writers of JSON have for numbers that JSON has not.
pub(super) const NOT_JSON: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// The end of the white space from `at` on.
pub(super) fn space(text: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\t' | b'\r') = text.get(at) {
        at += 1;
    }
    at
}

/// The end of the string that starts at `at`; nothing if it has none.
pub(super) fn string(text: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        match text[at] {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

/// The end of the literal or number that starts at `at`.
pub(super) fn word(text: &[u8], at: usize) -> usize {
    let ends = |byte: &u8| {
        matches!(
            byte,
            b',' | b']' | b'}' | b':' | b'"' | b'[' | b'{' | ..=b' '
        )
    };
    let length = text[at..].iter().position(ends);
    length.map_or(text.len(), |length| at + length)
}

/// The end of the value that starts at `at`.
pub(super) fn value(text: &[u8], at: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = at;
    while at < text.len() {
        match text[at] {
            b'"' => at = string(text, at).unwrap_or(text.len()),
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            b',' | b':' | b' ' | b'\n' | b'\t' | b'\r' => at += 1,
            _ => at = word(text, at),
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// How many objects and arrays are in each other in this value.
pub(super) fn levels(value: &str) -> usize {
    let text = value.as_bytes();
    let (mut depth, mut deepest, mut at) = (0_usize, 0, 0);
    while at < text.len() {
        match text[at] {
            b'"' => {
                at = string(text, at).unwrap_or(text.len());
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        at += 1;
    }
    deepest
}

/// Whether `serde_json` would not even pass over this value: it has control characters in strings, or
/// numbers that are none.
pub(super) fn has_strays(value: &str) -> bool {
    let text = value.as_bytes();
    let mut at = 0;
    while at < text.len() {
        let end = match text[at] {
            b'"' => string(text, at).unwrap_or(text.len()),
            b'N' | b'I' => return true,
            _ => at + 1,
        };
        if text[at] == b'"' && text[at..end].iter().any(|byte| *byte < b' ') {
            return true;
        }
        at = end;
    }
    false
}
