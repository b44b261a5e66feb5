//! Texts that come often, each kept once.

use indexmap::IndexSet;
use serde::{Serialize, Serializer};

#[derive(Debug, Default)]
pub(super) struct Words(IndexSet<String>);

impl Words {
    /// The number of a text, from 0 in the order in which they came first.
    pub(super) fn number(&mut self, text: &str) -> usize {
        match self.0.get_index_of(text) {
            Some(number) => number,
            None => self.0.insert_full(text.to_owned()).0,
        }
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}
