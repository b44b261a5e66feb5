//! What a check has to say, and all that was said about a document.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use crate::check_table::{Check, Severity};
use crate::printable;
use crate::source::{At, Source};

/// One mistake, or one thing worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The check that found it.
    pub check: Check,
    /// Where it is in the document, as a JSON Pointer.
    pub pointer: String,
    /// Which part of that place.
    pub at: At,
    /// What is wrong.
    pub message: String,
    /// A few words at the place itself.
    pub label: String,
    /// What to write instead.
    pub help: String,
    /// Where it is in the text, if the document was read from one.
    pub position: Option<Position>,
}

impl Diagnostic {
    /// A diagnostic about the value at a JSON Pointer.
    ///
    /// ```
    /// use stream_events_schema::{Check, Diagnostic};
    ///
    /// let diagnostic = Diagnostic::new(Check::NameTaken, "/events/ping", "`Ping` is taken")
    ///     .at_key()
    ///     .label("has the same name")
    ///     .help("give it another `name`");
    /// ```
    #[must_use]
    pub fn new(check: Check, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            check,
            pointer: pointer.into(),
            at: At::Value,
            message: message.into(),
            label: String::new(),
            help: String::new(),
            position: None,
        }
    }

    /// Makes it about the key there.
    #[must_use]
    pub fn at_key(mut self) -> Self {
        self.at = At::Key;
        self
    }

    /// Adds a few words for the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.check.severity()
    }
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

/// All that was found in a document, in the order of its text; nothing twice.
///
/// `Display` gives each a line, `file:line:column: error[check]: message`, with what to write
/// instead. With the feature `render`, `rendered` shows them with the source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    source: Option<Source>,
}

impl Diagnostics {
    /// The only thing there is to say about a text.
    pub(crate) fn one(mut item: Diagnostic, range: Range<usize>, source: &Source) -> Self {
        item.position = Some(source.places().position_of(range));
        Self {
            items: vec![item],
            source: Some(source.clone()),
        }
    }

    /// Goes over them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Those of them that are to be kept.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&Diagnostic) -> bool) -> Self {
        Self {
            items: self.iter().filter(|it| keep(it)).cloned().collect(),
            source: self.source.clone(),
        }
    }

    /// The text they are about, if there is one.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, item: &Diagnostic) -> fmt::Result {
        match (&self.source, item.position) {
            (Some(source), Some(Position { line, column, .. })) => {
                write!(f, "{}:{line}:{column}: ", printable(source.name()))?;
            }
            _ if !item.pointer.is_empty() => write!(f, "{}: ", printable(&item.pointer))?,
            _ => {}
        }
        let message = printable(&item.message);
        write!(f, "{}[{}]: {message}", item.severity(), item.check.name())?;
        if !item.label.is_empty() {
            write!(f, " ({})", printable(&item.label))?;
        }
        if !item.help.is_empty() {
            write!(f, "; {}", printable(&item.help))?;
        }
        Ok(())
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            self.line(f, item)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// Where the stages put what they find.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    items: Vec<(Diagnostic, Option<Range<usize>>)>,
    seen: HashSet<(Check, String, String)>,
}

impl Findings {
    /// Adds what was found at a place that is still to be looked up.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        self.put(diagnostic, None);
    }

    /// Adds what was found at a place that is known.
    pub(crate) fn add_at(&mut self, diagnostic: Diagnostic, range: Range<usize>) {
        self.put(diagnostic, Some(range));
    }

    fn put(&mut self, diagnostic: Diagnostic, range: Option<Range<usize>>) {
        let Diagnostic {
            check,
            pointer,
            message,
            ..
        } = &diagnostic;
        // A place that is known may be one of two with the same pointer: a key written twice.
        if self.seen.insert((*check, pointer.clone(), message.clone())) || range.is_some() {
            self.items.push((diagnostic, range));
        }
    }

    pub(crate) fn any_errors(&self) -> bool {
        self.items
            .iter()
            .any(|(item, _)| item.severity() == Severity::Error)
    }

    /// Only the errors, or else all the rest: what is said besides of a broken document would mislead.
    pub(crate) fn finish(mut self, source: Option<&Source>) -> Result<Diagnostics, Diagnostics> {
        let failed = self.any_errors();
        if failed {
            self.items
                .retain(|(item, _)| item.severity() == Severity::Error);
        }
        let diagnostics = self.positioned(source);
        if failed {
            Err(diagnostics)
        } else {
            Ok(diagnostics)
        }
    }

    fn positioned(self, source: Option<&Source>) -> Diagnostics {
        let (false, Some(source)) = (self.items.is_empty(), source) else {
            let items = self.items.into_iter().map(|(item, _)| item).collect();
            return Diagnostics {
                items,
                source: None,
            };
        };
        let places = source.places();
        let mut items: Vec<_> = self
            .items
            .into_iter()
            .map(|(mut item, range)| {
                item.position = match range {
                    Some(range) => Some(places.position_of(range)),
                    None => places.nearest(&item.pointer, item.at),
                };
                item
            })
            .collect();
        items.sort_by_key(|item| item.position.map(|position| position.start));
        Diagnostics {
            items,
            source: Some(source.clone()),
        }
    }
}
