//! What is read of a description, and what there is to say about it.

use std::collections::BTreeSet;

use crate::read::examples::{self, Example};
use crate::read::files::Files;
use crate::read::part::Part;
use crate::report::{FindingKind, Report};

/// Reads schemas, and takes down what it read.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) files: &'a Files,
    /// Whether descriptions are taken over.
    pub(crate) describes: bool,
    pub(crate) report: Report,
    pub(crate) examples: Vec<Example>,
    /// The places of all that the document is made of.
    pub(crate) used: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(files: &'a Files, describes: bool) -> Self {
        Self {
            files,
            describes,
            report: Report::default(),
            examples: Vec::new(),
            used: BTreeSet::new(),
        }
    }

    /// What a schema that only refers to another one stands for.
    pub(crate) fn alias(&self, part: &Part<'a>) -> Part<'a> {
        self.files.alias(part)
    }

    /// Takes down what a schema shows of its values; `to` is its place in the document.
    pub(crate) fn collect_examples(&mut self, part: &Part<'a>, to: &str) {
        let properties = self.files.properties(part);
        examples::collect(part, &properties, to, &mut self.examples);
    }

    pub(crate) fn dropped(&mut self, at: &str, what: &str) {
        self.report.add(FindingKind::Dropped, at, what);
    }
}
