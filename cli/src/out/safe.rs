//! Text of others', as a terminal may have it.

use std::borrow::Cow;

use stream_events_schema::printable;

/// A text with its line breaks and colours, but with nothing else that a terminal would obey:
/// documents, descriptions and the names of files are other people's.
pub(crate) fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            safe.push('\n');
        }
        let mut rest = line;
        while let Some(start) = rest.find('\u{1b}') {
            let (before, escape) = rest.split_at(start);
            safe.push_str(&printable(before));
            let length = colour(escape).unwrap_or('\u{1b}'.len_utf8());
            let (escape, after) = escape.split_at(length);
            safe.push_str(&match length {
                1 => printable(escape),
                _ => Cow::Borrowed(escape),
            });
            rest = after;
        }
        safe.push_str(&printable(rest));
    }
    safe
}

/// The length of the escape sequence of a colour or style at the beginning of a text.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let length = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    let is_colour = parameters[length..].starts_with('m');
    is_colour.then_some("\u{1b}[".len() + length + "m".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_lines_stay_and_nothing_else() {
        assert_eq!(safe("\u{1b}[1ma\u{1b}[0m\nb"), "\u{1b}[1ma\u{1b}[0m\nb");
        assert_eq!(safe("\u{1b}]0;title\u{7}"), "␛]0;title␇");
        assert_eq!(safe("a\u{1b}[2J\u{9b}2J\r\u{1b}"), "a␛[2J�2J␍␛");
        assert_eq!(safe("日本\u{202e}"), "日本�");
    }
}
