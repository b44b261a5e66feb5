//! Mistakes in texts that are no documents.

use std::fmt;
use std::ops::Range;

use crate::diagnostic::Position;
use crate::printable;
use crate::source::Source;

/// Something wrong in a text that is no document, such as a configuration file.
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

/// The mistakes of a text that is no document. They are shown as the mistakes of documents are.
///
/// `Display` gives each a line, `file:line:column: error: message`, with what to write instead. With the feature
/// `render`, `rendered` shows them with the text.
///
/// ```
/// use stream_events_schema::{Mistake, Mistakes, Source};
///
/// let source = Source::new("settings.toml", "exhaustive = 1\n");
/// let mistake = Mistake {
///     range: 13..14,
///     message: "`exhaustive` is true or false".to_owned(),
///     label: "a number".to_owned(),
///     help: "write `exhaustive = true`".to_owned(),
/// };
/// assert_eq!(
///     Mistakes::new(source, vec![mistake]).to_string(),
///     "settings.toml:1:14: error: `exhaustive` is true or false (a number); write `exhaustive = true`"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes {
    source: Source,
    items: Vec<(Mistake, Position)>,
}

impl Mistakes {
    /// The mistakes of a text, which stay in their order.
    #[must_use]
    pub fn new(source: Source, mistakes: Vec<Mistake>) -> Self {
        let places = source.places();
        let items = mistakes.into_iter().map(|it| {
            let position = places.position_of(it.range.clone());
            (it, position)
        });
        let items = items.collect();
        Self { source, items }
    }

    /// Goes over them, each with its place.
    pub fn iter(&self) -> impl Iterator<Item = (&Mistake, Position)> {
        self.items.iter().map(|(mistake, at)| (mistake, *at))
    }

    /// The text they are about.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = printable(self.source.name());
        for (index, (mistake, Position { line, column, .. })) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            let message = printable(&mistake.message);
            write!(f, "{name}:{line}:{column}: error: {message}")?;
            if !mistake.label.is_empty() {
                write!(f, " ({})", printable(&mistake.label))?;
            }
            if !mistake.help.is_empty() {
                write!(f, "; {}", printable(&mistake.help))?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}
