//! The text of a document.

use crate::places::Places;

/// The text of a document with the name it is reported under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// A text and its name, usually the path of its file.
    ///
    /// A byte order mark is dropped: editors hide it, so positions do not count it.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self {
            name: name.into(),
            text,
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where everything in it stands.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places::new(self)
    }
}

/// Which part of a member a diagnostic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum At {
    /// Its key; the value where there is none, as in an array.
    Key,
    /// Its value.
    Value,
}
