//! Events named by a property with a fixed value.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use crate::events::leaf::Item;
use crate::events::name::Naming;
use crate::read::examples::USUAL_TAGS;
use crate::read::part::Part;
use crate::report::FindingKind;
use stream_events_schema::Pointer;

impl<'a> Naming<'_, 'a> {
    /// Names events by a property that the description says tells them apart.
    pub(super) fn name_by_declared_tag(&mut self, items: &mut [Item<'a>]) {
        let known = self.pointer.clone();
        let declared = self.tags.iter().map(|tag| Pointer::new([tag]));
        let declared: Vec<Pointer> = declared.collect();
        for pointer in known.iter().chain(&declared) {
            if self.name_by(items, pointer) {
                // Names of schemas count where nothing else is said.
                self.tag_by_schema(items, pointer);
                self.name_by(items, pointer);
                return;
            }
        }
        for pointer in &declared {
            if self.tag_by_schema(items, pointer) {
                self.name_by(items, pointer);
                return;
            }
        }
    }

    /// Names events by a property that has a fixed value of its own in each, or in most.
    pub(super) fn name_by_likely_tag(&mut self, items: &mut [Item<'a>]) {
        let Some(pointer) = self.likely_tag(items) else {
            return;
        };
        let what = format!("`{pointer}` names the events: it has a fixed value in each");
        self.reader.report.add(FindingKind::Assumed, "", what);
        self.name_by(items, &pointer);
    }

    /// Names events by what a pointer leads to; `false` if it leads to no fixed value.
    pub(super) fn name_by(&mut self, items: &mut [Item<'a>], pointer: &Pointer) -> bool {
        let mut any = false;
        for item in items.iter_mut().filter(|item| item.names.is_empty()) {
            item.names = self.tag_values(item, pointer);
            any |= !item.names.is_empty();
        }
        if any && self.pointer.is_none() {
            self.pointer = Some(pointer.clone());
        }
        any
    }

    /// Lets the names of schemas tell events apart where `OpenAPI` has them do so; `false` if none.
    pub(super) fn tag_by_schema(&mut self, items: &[Item<'a>], pointer: &Pointer) -> bool {
        let tag = pointer.segments().concat();
        let nameless = items.iter().filter(|item| item.names.is_empty());
        let leaves = nameless.filter_map(|item| item.leaf.parts.last());
        // All of them, not only up to the first.
        leaves
            .filter(|leaf| self.mapped.has_tag(self.reader, leaf, &tag))
            .count()
            > 0
    }

    /// The fixed values that a pointer leads to in an item.
    pub(super) fn tag_values(&self, item: &Item<'a>, pointer: &Pointer) -> Vec<String> {
        let files = self.reader.files;
        if let [tag] = pointer.segments() {
            let mapped = |part: &Part<'a>| self.mapped.get(&part.at, tag);
            if let Some(values) = item.leaf.parts.iter().find_map(mapped) {
                return values.to_vec();
            }
        }
        let parts = files.along(&item.leaf.parts, pointer);
        let constants = parts.iter().filter_map(|part| files.constants(part));
        let fixed = constants.min_by_key(Vec::len).unwrap_or_default();
        fixed.into_iter().map(str::to_owned).collect()
    }

    /// The property that has the likeliest values to be names.
    fn likely_tag(&self, items: &[Item<'a>]) -> Option<Pointer> {
        let nameless = items.iter().filter(|item| item.names.is_empty());
        let mut likely: IndexMap<&str, Told> = IndexMap::new();
        let mut count = 0;
        for item in nameless {
            count += 1;
            let parts = item.leaf.parts.iter();
            let keys = parts.flat_map(|part| self.reader.files.properties(part));
            for key in keys.collect::<IndexSet<_>>() {
                self.add_values(item, key, likely.entry(key).or_default());
            }
        }
        let ranked = likely.iter().filter_map(|(key, told)| {
            let usual = USUAL_TAGS.iter().position(|it| it == key);
            let usual = usual.unwrap_or(USUAL_TAGS.len());
            Some(((told.rank(count)?, usual), key))
        });
        // The first of them, if several do as well.
        let (_, key) = ranked.min_by_key(|(rank, _)| *rank)?;
        Some(Pointer::new([*key]))
    }

    fn add_values(&self, item: &Item<'a>, key: &str, told: &mut Told) {
        let pointer = Pointer::new([key]);
        let files = self.reader.files;
        let parts = files.along(&item.leaf.parts, &pointer);
        told.null |= parts.iter().any(|part| files.may_be_null(part));
        let values = self.tag_values(item, &pointer);
        // The empty one names no event.
        if values.iter().filter(|value| !value.is_empty()).count() > 1 {
            told.several = true;
            told.optional |= !files.requires_along(&item.leaf.parts, &pointer);
        }
        if !values.is_empty() {
            told.items += 1;
            told.values.extend(values);
        }
    }
}

/// What a property can be in several objects.
#[derive(Default)]
struct Told {
    /// How many of them it has a fixed value in.
    items: usize,
    values: Vec<String>,
    /// Whether it may be null somewhere.
    null: bool,
    /// Whether it has several values somewhere, and whether it may be missing there.
    several: bool,
    optional: bool,
}

impl Told {
    /// How far it is from telling all of `count` objects apart; `None` if it does not.
    fn rank(&self, count: usize) -> Option<(usize, usize)> {
        let distinct = self.values.iter().collect::<HashSet<_>>().len();
        let lacking = count - self.items;
        let shared = self.values.len() - distinct;
        // One value that two objects have is a name of both; with more values, one does not
        // say which of them it is.
        let overlaps = self.several && (shared > 0 || self.optional);
        let tells = self.items > 1 && distinct > 1 && lacking * 2 < count;
        (tells && !self.null && !overlaps).then_some((lacking, shared))
    }
}
