//! What an object's keywords say.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use indexmap::IndexMap;

/// What an object's keywords say.
#[derive(Debug, Clone)]
pub struct Fields<'a, P> {
    /// The properties; each is all of its subschemas.
    pub properties: IndexMap<&'a str, Vec<P>>,
    /// The properties that are always there.
    pub required: Vec<Required<'a>>,
    /// What other properties are: all of these subschemas.
    pub additional: Vec<P>,
    /// Whether there are no other properties; only told where there are no properties at all.
    pub closed: bool,
}

/// An entry of `required`.
#[derive(Debug, Clone)]
pub struct Required<'a> {
    /// The property.
    pub key: &'a str,
    /// The pointer to the schema with the list.
    pub schema: Rc<str>,
    /// The position in the list.
    pub index: usize,
}

impl<P> Default for Fields<'_, P> {
    /// An object about which nothing is said.
    fn default() -> Self {
        Self {
            properties: IndexMap::new(),
            required: Vec::new(),
            additional: Vec::new(),
            closed: false,
        }
    }
}

impl<P: Eq + Hash + Clone> Fields<'_, P> {
    /// Whether nothing is said but that it is an object.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.says_of_some() && self.required.is_empty() && !self.closed
    }

    /// Whether it is said of some property what it is.
    pub(super) fn says_of_some(&self) -> bool {
        !self.properties.is_empty() || !self.additional.is_empty()
    }

    fn requires(&self, key: &str) -> bool {
        self.required.iter().any(|it| it.key == key)
    }

    pub(super) fn meet(&mut self, other: &Self) {
        for (key, parts) in &other.properties {
            meet_parts(self.properties.entry(key).or_default(), parts);
        }
        let is_known = |mine: &[Required<'_>], it: &Required<'_>| {
            let same = |mine: &Required<'_>| mine.index == it.index && mine.schema == it.schema;
            mine.iter().any(same)
        };
        for it in &other.required {
            if !is_known(&self.required, it) {
                self.required.push(it.clone());
            }
        }
        meet_parts(&mut self.additional, &other.additional);
        self.closed = (self.closed || other.closed) && !self.says_of_some();
    }
}

impl<P: Eq + Hash + Clone> PartialEq for Fields<'_, P> {
    fn eq(&self, other: &Self) -> bool {
        self.closed == other.closed
            && self.properties.len() == other.properties.len()
            && self.properties.iter().all(|(key, parts)| {
                let other = other.properties.get(key);
                other.is_some_and(|other| same_parts(parts, other))
            })
            && self.required.iter().all(|it| other.requires(it.key))
            && other.required.iter().all(|it| self.requires(it.key))
            && same_parts(&self.additional, &other.additional)
    }
}

impl<P: Eq + Hash + Clone> Eq for Fields<'_, P> {}

impl<P: Eq + Hash + Clone> Hash for Fields<'_, P> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Neither the order of properties nor that of their parts makes a difference.
        let of = |value: &dyn Fn(&mut DefaultHasher)| {
            let mut hasher = DefaultHasher::new();
            value(&mut hasher);
            hasher.finish()
        };
        let sum = |parts: &[P]| {
            let hashes = parts.iter().map(|part| of(&|hasher| part.hash(hasher)));
            hashes.fold(0_u64, u64::wrapping_add)
        };
        let properties = self.properties.iter().map(|(key, parts)| {
            let parts = sum(parts);
            of(&|hasher| (key, parts).hash(hasher))
        });
        let properties = properties.fold(0_u64, u64::wrapping_add);
        (self.closed, properties, sum(&self.additional)).hash(state);
    }
}

pub(super) fn meet_parts<P: PartialEq + Clone>(known: &mut Vec<P>, parts: &[P]) {
    for part in parts {
        if !known.contains(part) {
            known.push(part.clone());
        }
    }
}

fn same_parts<P: PartialEq>(a: &[P], b: &[P]) -> bool {
    a.len() == b.len() && a.iter().all(|part| b.contains(part))
}
