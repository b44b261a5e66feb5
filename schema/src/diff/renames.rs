//! Types that have another key and are otherwise what they were.

use super::types::{Comparison, is_named};
use crate::shape::{Shape, Type};

/// An entry of `$defs`.
type Definition<'a> = (&'a String, &'a Type);

impl<'a> Comparison<'a> {
    /// Pairs entries of `$defs` that are gone with new ones that generate the same.
    ///
    /// Only where there is no choice: of two new types that look the same none is the old one's
    /// successor.
    pub(super) fn find_renamed(&mut self) {
        let (old, new) = (&self.old.definitions, &self.new.definitions);
        let gone = |(key, ty): &Definition<'_>| !new.contains_key(*key) && tells(&ty.shape);
        let fresh = |(key, ty): &Definition<'_>| !old.contains_key(*key) && tells(&ty.shape);
        let mut gone: Vec<Definition<'a>> = old.iter().filter(gone).collect();
        let mut fresh: Vec<Definition<'a>> = new.iter().filter(fresh).collect();
        // A type may only be the same once the types that it uses are known to be renamed.
        loop {
            let Some((was, is)) = self.pair(&gone, &fresh) else {
                return;
            };
            self.renamed.insert(was, is);
            gone.retain(|(key, _)| *key != was);
            fresh.retain(|(key, _)| *key != is);
        }
    }

    fn pair(
        &self,
        gone: &[Definition<'a>],
        fresh: &[Definition<'a>],
    ) -> Option<(&'a str, &'a str)> {
        gone.iter().find_map(|(key, was)| {
            let mut same = fresh.iter().filter(|(_, is)| self.same(was, is));
            let ((first, ty), second) = (same.next()?, same.next());
            let rivals = gone.iter().filter(|(_, it)| self.same(it, ty)).count();
            (second.is_none() && rivals == 1).then_some((key.as_str(), first.as_str()))
        })
    }
}

/// Whether a shape says enough to be recognised by.
fn tells(shape: &Shape) -> bool {
    match shape {
        Shape::Object(object) => !object.properties.is_empty(),
        shape => is_named(shape),
    }
}
