//! What an import has to say.

use std::collections::HashSet;
use std::fmt;

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FindingKind {
    /// Something that was edited by hand and that the description changed too: the document stays
    /// as it is until somebody decides.
    Conflict,
    /// Something the description says has no place in a document; it was left out.
    Dropped,
    /// Something was put in other words that mean the same.
    Converted,
    /// Something was loosened, because an example or a recording contradicts it.
    Relaxed,
    /// The description leaves something open; this is how it was read.
    Assumed,
    /// Something an update kept although the description does not have it.
    Kept,
    /// Something an update took out, as the description no longer has it.
    Removed,
    /// Something of the document that an option put something else in the place of.
    Replaced,
    /// Something a person should decide.
    Suggestion,
}

impl FindingKind {
    /// All kinds of findings.
    pub const ALL: &[Self] = &[
        Self::Conflict,
        Self::Dropped,
        Self::Converted,
        Self::Relaxed,
        Self::Assumed,
        Self::Kept,
        Self::Removed,
        Self::Replaced,
        Self::Suggestion,
    ];

    /// The name it is reported under; it does not change.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Dropped => "dropped",
            Self::Converted => "converted",
            Self::Relaxed => "relaxed",
            Self::Assumed => "assumed",
            Self::Kept => "kept",
            Self::Removed => "removed",
            Self::Replaced => "replaced",
            Self::Suggestion => "suggestion",
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub fn documentation(self) -> &'static str {
        match self {
            Self::Conflict => "Something was edited by hand, and the description changed it too.",
            Self::Dropped => {
                "Something the description says has no place in a document; it was left out."
            }
            Self::Converted => "Something was put in other words.",
            Self::Relaxed => {
                "Something was loosened, because an example or a recording contradicts it."
            }
            Self::Assumed => "The description leaves something open; this is how it was read.",
            Self::Kept => "An update kept something although the description does not have it.",
            Self::Removed => "An update took something out, as the description no longer has it.",
            Self::Replaced => {
                "An option put something else in the place of what the document said."
            }
            Self::Suggestion => "Something a person should decide.",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing an import has to say.
///
/// `Display` is one line: `dropped: /components/schemas/A/not: …`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of thing it is.
    pub kind: FindingKind,
    /// Where: a JSON Pointer into the description, or, for what an update or an example changed or
    /// kept, into the document. Empty for the description as a whole.
    pub pointer: String,
    /// What it is.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.kind)?;
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        f.write_str(&self.message)
    }
}

/// All an import has to say, nothing twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    findings: Vec<Finding>,
    /// The same, while there are more to come.
    known: HashSet<Finding>,
}

impl Report {
    /// Goes over the findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// The findings of one kind.
    pub fn of(&self, kind: FindingKind) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.kind == kind)
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    pub(crate) fn add(
        &mut self,
        kind: FindingKind,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.extend([Finding {
            kind,
            pointer: pointer.into(),
            message: message.into(),
        }]);
    }

    pub(crate) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            if self.known.insert(finding.clone()) {
                self.findings.push(finding);
            }
        }
    }

    pub(crate) fn finish(&mut self) {
        self.findings.sort_by_key(|finding| finding.kind);
        self.known = HashSet::new();
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.findings.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{finding}")?;
        }
        Ok(())
    }
}
