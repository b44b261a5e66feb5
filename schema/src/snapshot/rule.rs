//! One rule, as it is written.

use indexmap::IndexMap;

use crate::keywords::keywords;
use crate::snapshot::{Path, Source};

keywords! {
    /// One thing that an event does to the value. It has exactly one of `start`, `set`, `append`,
    /// `append_json`, `insert`, `close`, `ignore` and `apply`.
    #[derive(Default)]
    pub struct Rule as "Rule" {
        /// The value begins with this.
        "start" start: Option<Source>,
        /// What is at `to` becomes this. Null changes nothing, unless `nulls` says so.
        "set" set: Option<Source>,
        /// A string or a list that comes behind what is at `to`.
        "append" append: Option<Source>,
        /// A piece of JSON text for what is at `to`.
        "append_json" append_json: Option<Source>,
        /// A new element at `to`.
        "insert" insert: Option<Source>,
        /// What is here, and below it, is complete.
        "close" close: Option<Path>,
        /// These variants of a union change nothing. A variant that no rule names is a mistake.
        "ignore" ignore: Option<Path>,
        /// What the rules in `apply` read: each element of a list in turn, or a value if it is there.
        "for" each: Option<Source>,
        /// The part of the value that the rules in `apply` change.
        "in" within: Option<Path>,
        /// The object that is made at `in`, if nothing is there.
        "new" new: Option<IndexMap<String, Source>>,
        /// The rules of a scope: their sources are relative to `for`, their places to `in`.
        "apply" apply: Option<Vec<Rule>>,
        /// The place that is changed.
        "to" to: Option<Path>,
        /// Null and nothing are written, too: they make the place null.
        "nulls" nulls: bool,
        /// Only while the place holds null, `""`, 0, `[]` or `{}`.
        "once" once: bool,
        /// Fields that stay as they are where the new object has nothing in them.
        "keep" keep: Vec<String>,
        /// An element that is not there is inserted.
        "or_insert" or_insert: bool,
        /// Indices may skip numbers. The elements stand in the order of their indices.
        "sparse" sparse: bool,
        /// The name under which programs are told of this change.
        "emit" emit: Option<String> where "pattern" = "^[a-z][a-z0-9_]*$",
    }
}

impl Rule {
    /// The operations that it has: exactly one, if it is right.
    #[must_use]
    pub fn operations(&self) -> Vec<&'static str> {
        let operations = [
            ("start", self.start.is_some()),
            ("set", self.set.is_some()),
            ("append", self.append.is_some()),
            ("append_json", self.append_json.is_some()),
            ("insert", self.insert.is_some()),
            ("close", self.close.is_some()),
            ("ignore", self.ignore.is_some()),
            ("apply", self.apply.is_some()),
        ];
        let there = operations.into_iter().filter(|(_, is_there)| *is_there);
        there.map(|(name, _)| name).collect()
    }

    /// The keywords beside the operation that are written, in the order of [`Rule::KEYWORDS`].
    pub(crate) fn modifiers(&self) -> Vec<&'static str> {
        let modifiers = [
            ("for", self.each.is_some()),
            ("in", self.within.is_some()),
            ("new", self.new.is_some()),
            ("to", self.to.is_some()),
            ("nulls", self.nulls),
            ("once", self.once),
            ("keep", !self.keep.is_empty()),
            ("or_insert", self.or_insert),
            ("sparse", self.sparse),
            ("emit", self.emit.is_some()),
        ];
        let there = modifiers.into_iter().filter(|(_, is_there)| *is_there);
        there.map(|(name, _)| name).collect()
    }
}
