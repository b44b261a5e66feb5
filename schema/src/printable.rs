//! Text of others', as it may be printed.

use std::borrow::Cow;

/// A text in one line and without anything that a terminal would obey: control characters are
/// shown as their pictures, and those that turn the direction of text as `�`.
///
/// ```
/// use stream_events_schema::printable;
///
/// assert_eq!(printable("日本語, naïve"), "日本語, naïve");
/// assert_eq!(printable("a\u{1b}[31m\nb\u{9b}"), "a␛[31m␊b�");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|character| match character {
        '\0'..' ' => char::from_u32(u32::from(character) + 0x2400).unwrap_or('�'),
        '\u{7f}' => '␡',
        _ if is_obeyed(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    });
    Cow::Owned(shown.collect())
}

fn is_obeyed(character: char) -> bool {
    let turns = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    turns || character.is_control()
}
