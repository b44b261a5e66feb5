//! Mistakes in texts that are no documents.

use std::ops::Range;

use crate::diagnostic::Position;
use crate::printable;
use crate::source::Source;

/// Something wrong in a text that is no document, such as a configuration file. It is shown as the mistakes
/// of documents are.
///
/// ```
/// use stream_events_schema::{Mistake, Source};
///
/// let source = Source::new("settings.toml", "exhaustive = 1\n");
/// let mistake = Mistake {
///     range: 13..14,
///     message: "`exhaustive` is true or false".to_owned(),
///     label: "a number".to_owned(),
///     help: "write `exhaustive = true`".to_owned(),
/// };
/// assert_eq!(
///     mistake.line(&source),
///     "settings.toml:1:14: error: `exhaustive` is true or false (a number); write `exhaustive = true`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is in the text, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// A few words at the place itself; may be empty.
    pub label: String,
    /// What to write instead; may be empty.
    pub help: String,
}

impl Mistake {
    /// All of it in a line, for a log.
    #[must_use]
    pub fn line(&self, source: &Source) -> String {
        let Position { line, column, .. } = self.position(source);
        let name = printable(source.name());
        let mut text = format!(
            "{name}:{line}:{column}: error: {}",
            printable(&self.message)
        );
        if !self.label.is_empty() {
            text.push_str(&format!(" ({})", printable(&self.label)));
        }
        if !self.help.is_empty() {
            text.push_str(&format!("; {}", printable(&self.help)));
        }
        text
    }

    /// Where it is in the text.
    #[must_use]
    pub fn position(&self, source: &Source) -> Position {
        source.places().position_of(self.range.clone())
    }
}
