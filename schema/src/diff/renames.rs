//! Types that have another key and are otherwise what they were.

use super::types::{Comparison, find, is_named};
use crate::shape::{Definition, Shape};

impl<'a> Comparison<'a> {
    /// Pairs entries of `$defs` that are gone with new ones that generate the same.
    ///
    /// Only where there is no choice: of two new types that look the same none is the old one's
    /// successor.
    pub(super) fn find_renamed(&mut self) {
        let (old, new) = (self.old.definitions(), self.new.definitions());
        let gone = |it: &&Definition| find(new, &it.key).is_none() && tells(&it.ty.shape);
        let fresh = |it: &&Definition| find(old, &it.key).is_none() && tells(&it.ty.shape);
        let mut gone: Vec<&'a Definition> = old.iter().filter(gone).collect();
        let mut fresh: Vec<&'a Definition> = new.iter().filter(fresh).collect();
        // A type may only be the same once the types that it uses are known to be renamed.
        loop {
            let Some((was, is)) = self.pair(&gone, &fresh) else {
                return;
            };
            self.renamed.insert(&was.key, &is.key);
            gone.retain(|it| it.key != was.key);
            fresh.retain(|it| it.key != is.key);
        }
    }

    fn pair(
        &self,
        gone: &[&'a Definition],
        fresh: &[&'a Definition],
    ) -> Option<(&'a Definition, &'a Definition)> {
        gone.iter().find_map(|was| {
            let mut same = fresh.iter().filter(|is| self.same(&was.ty, &is.ty));
            let (first, second) = (same.next()?, same.next());
            let rivals = gone
                .iter()
                .filter(|it| self.same(&it.ty, &first.ty))
                .count();
            (second.is_none() && rivals == 1).then_some((*was, *first))
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
