//! Events named by a property with a fixed value.

use std::collections::HashSet;

use crate::events::leaf::Item;
use crate::events::name::Naming;
use crate::read::part::Part;
use crate::report::FindingKind;
use stream_events_schema::Pointer;

impl<'a> Naming<'_, 'a> {
    pub(super) fn name_by_tag(&mut self, items: &mut [Item<'a>]) {
        let wished: Vec<Pointer> = self.wished_pointers().cloned().collect();
        let declared: Vec<Pointer> = self.tags.iter().map(|tag| Pointer::new([tag])).collect();
        let chosen = wished.iter().chain(&declared).find(|pointer| {
            items
                .iter()
                .any(|item| item.names.is_empty() && !self.tag_values(item, pointer).is_empty())
        });
        let chosen = chosen.or_else(|| declared.iter().find(|it| self.tag_by_schema(items, it)));
        let (pointer, is_declared) = match chosen {
            Some(pointer) => (pointer.clone(), declared.contains(pointer)),
            None => match self.infer(items) {
                Some(pointer) => (pointer, false),
                None => return,
            },
        };
        if is_declared {
            self.tag_by_schema(items, &pointer);
        }
        for item in items.iter_mut().filter(|item| item.names.is_empty()) {
            item.names = self.tag_values(item, &pointer);
        }
        self.pointer = Some(pointer);
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

    /// A property with a fixed value of its own in every event, or in most.
    pub(super) fn infer(&mut self, items: &[Item<'a>]) -> Option<Pointer> {
        const USUAL: &[&str] = &[
            "type",
            "event",
            "event_type",
            "eventType",
            "method",
            "kind",
            "op",
        ];
        let nameless: Vec<_> = items.iter().filter(|item| item.names.is_empty()).collect();
        let mut candidates: Vec<Pointer> = Vec::new();
        for item in &nameless {
            for part in &item.leaf.parts {
                for key in self.reader.files.properties(part) {
                    let pointer = Pointer::new([key]);
                    if !candidates.contains(&pointer) {
                        candidates.push(pointer);
                    }
                }
            }
        }
        let rank = |pointer: &Pointer| {
            let told: Vec<_> = nameless
                .iter()
                .map(|item| self.tag_values(item, pointer))
                .collect();
            let values: Vec<_> = told.iter().flatten().collect();
            let distinct: HashSet<_> = values.iter().collect();
            let lacking = told.iter().filter(|values| values.is_empty()).count();
            let usual = USUAL.iter().position(|it| pointer.segments() == [*it]);
            let enough = distinct.len() > 1 || nameless.len() == 1 && usual.is_some();
            let most = lacking * 2 < nameless.len();
            let shared = values.len() - distinct.len();
            (enough && most).then_some((lacking, shared, usual.unwrap_or(USUAL.len())))
        };
        let best = candidates
            .iter()
            .filter_map(|it| Some((rank(it)?, it)))
            .min_by_key(|it| it.0)?;
        let pointer = best.1.clone();
        let what = format!("`{pointer}` names the events: it has a fixed value in each");
        self.reader.report.add(FindingKind::Assumed, "", what);
        Some(pointer)
    }
}
