//! A document that passed every check.

use std::ops::Deref;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::document::Stream;
use crate::format::Format;
use crate::shape::{DefinitionId, Type};
use crate::snapshot::checked::Fold;
use crate::source::Source;

/// A document in which every check holds: what it says is behind [`Deref`].
///
/// Only [`check`](crate::check()) makes one, so whatever takes a `Checked` cannot meet a dangling
/// reference, an unsupported construct or a rule that contradicts another. `dispatch` and `end` are
/// never left to their defaults, and `$schema` and `source`, which say nothing about the stream, are
/// left out.
///
/// ```
/// let checked = stream_events_schema::read("feed.json", r#"{
///     "title": "Feed",
///     "events": { "ping": { "handle": "skip" } }
/// }"#)?;
/// assert_eq!(checked.title.as_deref(), Some("Feed"));
/// assert!(checked.events.contains_key("ping"));
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
#[derive(Debug, Clone)]
pub struct Checked {
    pub(crate) stream: Stream<Type>,
    /// By where they stand.
    pub(crate) formats: IndexMap<String, Format>,
    /// What its rules mean.
    pub(crate) fold: Option<Fold>,
    pub(crate) notes: Diagnostics,
    /// For what later stages have to say.
    pub(crate) source: Option<Source>,
}

impl Deref for Checked {
    type Target = Stream<Type>;

    fn deref(&self) -> &Stream<Type> {
        &self.stream
    }
}

/// Two documents are equal if they mean the same, wherever they were read from.
impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        self.stream == other.stream
    }
}

impl Checked {
    /// What is worth knowing though the document can be used: warnings of likely mistakes, such as a
    /// pointer that finds nothing, and notes, such as that a union is kept as raw JSON.
    #[must_use]
    pub fn notes(&self) -> &Diagnostics {
        &self.notes
    }

    /// What its `snapshot` and the rules of its events mean, if it has a snapshot.
    ///
    /// ```
    /// let checked = stream_events_schema::read("feed.json", r##"{
    ///     "snapshot": { "type": { "$ref": "#/$defs/Text" }, "initial": { "text": "" } },
    ///     "events": {
    ///         "more": { "content": "text", "apply": [{ "append": "", "to": "/text" }] }
    ///     },
    ///     "$defs": {
    ///         "Text": { "required": ["text"], "properties": { "text": { "type": "string" } } }
    ///     }
    /// }"##)?;
    /// let fold = checked.fold().unwrap();
    /// assert_eq!(fold.events["more"].len(), 1);
    /// # Ok::<(), stream_events_schema::Diagnostics>(())
    /// ```
    #[must_use]
    pub fn fold(&self) -> Option<&Fold> {
        self.fold.as_ref()
    }

    /// Turns what a later stage has to say about this document into diagnostics with places in
    /// its text; `Ok` if there is no error among it.
    ///
    /// # Errors
    ///
    /// The errors among `diagnostics`.
    pub fn diagnose(
        &self,
        diagnostics: impl IntoIterator<Item = Diagnostic>,
    ) -> Result<(), Diagnostics> {
        let mut findings = Findings::default();
        for diagnostic in diagnostics {
            findings.add(diagnostic);
        }
        findings.finish(self.source.as_ref()).map(|_| ())
    }

    /// The `format` of a string or a number, unless its values are listed.
    ///
    /// ```
    /// let checked = stream_events_schema::read("feed.json", r#"{
    ///     "events": { "tick": { "payload": { "type": "string", "format": "date-time" } } }
    /// }"#)?;
    /// let payload = checked.events["tick"].payload.as_ref();
    /// assert_eq!(payload.and_then(|it| checked.format(it)), Some("date-time"));
    /// assert_eq!(checked.formats(), ["date-time"]);
    /// # Ok::<(), stream_events_schema::Diagnostics>(())
    /// ```
    #[must_use]
    pub fn format(&self, ty: &Type) -> Option<&str> {
        let format = self.formats.get(&ty.pointer)?;
        format.is_of(ty).then_some(&format.name)
    }

    /// All formats that the document names, each once.
    #[must_use]
    pub fn formats(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for format in self.formats.values() {
            if !names.contains(&format.name.as_str()) {
                names.push(&format.name);
            }
        }
        names
    }

    /// The entry of `$defs` that a [`Shape::Ref`](crate::Shape::Ref) points to.
    ///
    /// # Panics
    ///
    /// If `id` comes from another document.
    #[must_use]
    pub fn definition(&self, id: DefinitionId) -> &Type {
        &self.definitions[id.0]
    }

    /// Its key in `$defs`.
    ///
    /// # Panics
    ///
    /// If `id` comes from another document.
    #[must_use]
    pub fn definition_key(&self, id: DefinitionId) -> &str {
        let (key, _) = self
            .definitions
            .get_index(id.0)
            .expect("an id of this document");
        key
    }
}
