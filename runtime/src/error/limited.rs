//! Text shown of what a server sent: bounded, whatever it sent.

use std::fmt::{self, Debug, Display, Formatter, Write};

/// The longest piece of a server's text that `Debug` or `Display` shows, in bytes.
pub(crate) const EXCERPT: usize = 200;

/// The beginning of `text`, at most [`EXCERPT`] bytes of it.
pub(crate) fn excerpt(text: &str) -> Excerpt<'_> {
    Excerpt(&text[..floor_char_boundary(text, EXCERPT)])
}

/// The beginning of a server's text.
///
/// Shown on one line: a message is one sentence, and what a server sends must neither forge lines
/// of a log nor steer a terminal.
pub(crate) struct Excerpt<'a>(&'a str);

impl Display for Excerpt<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|char| match char.is_control() {
            true => write!(f, "{}", char.escape_default()),
            false => f.write_char(char),
        })
    }
}

impl Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

/// `str::floor_char_boundary` (Rust 1.91) for the oldest compiler we build with.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Shows at most [`EXCERPT`] bytes of a value's `Debug`.
///
/// For values whose size the server decides, such as a typed failure. Always on one line: the
/// bound is on bytes, and indentation would spend them.
pub(crate) struct Limited<T>(pub(crate) T);

impl<T: Debug> Debug for Limited<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut cut = Cut {
            to: f,
            left: EXCERPT,
            cut: false,
        };
        let written = write!(cut, "{:?}", self.0);
        match cut.cut {
            // The error was ours, made to stop the value's own `Debug`.
            true => f.write_str("…"),
            false => written,
        }
    }
}

/// A writer that refuses everything beyond its budget.
struct Cut<'a, 'f> {
    to: &'a mut Formatter<'f>,
    left: usize,
    cut: bool,
}

impl Write for Cut<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let fits = floor_char_boundary(text, self.left);
        self.to.write_str(&text[..fits])?;
        self.left -= fits;
        match fits == text.len() {
            true => Ok(()),
            false => {
                self.cut = true;
                Err(fmt::Error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_characters() {
        let text = "é".repeat(EXCERPT);
        assert_eq!(excerpt(&text).to_string().len(), EXCERPT);
        let text = format!("a{text}");
        assert_eq!(excerpt(&text).to_string().len(), EXCERPT - 1);
        assert_eq!(excerpt("short").to_string(), "short");
    }

    #[test]
    fn an_excerpt_is_one_line_and_steers_no_terminal() {
        let text = "a\n2026 ERROR forged\r\u{1b}[2Jé";
        assert_eq!(
            excerpt(text).to_string(),
            r"a\n2026 ERROR forged\r\u{1b}[2Jé"
        );
        assert_eq!(format!("{:?}", excerpt("a\n")), r#""a\n""#);
    }

    #[test]
    fn debug_is_cut_and_says_so() {
        let shown = format!("{:?}", Limited("x".repeat(10_000)));
        assert!(shown.len() < EXCERPT + 5, "{shown}");
        assert!(shown.ends_with('…'));
        assert_eq!(format!("{:?}", Limited("short")), "\"short\"");
    }
}
