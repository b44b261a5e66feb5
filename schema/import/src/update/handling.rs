//! How events are handled: what was asked for wins.

use indexmap::IndexMap;

use super::merge::Merge;
use crate::report::FindingKind;
use stream_events_schema::Event;
use stream_events_schema::pointer;
use stream_events_schema::{Handle, Test};

impl Merge<'_, '_> {
    pub(crate) fn handle(&mut self, events: &mut IndexMap<String, Event>) {
        for (event, entry) in events {
            if let Some(handle) = self.asked.handles.get(event) {
                self.set(event, entry, *handle);
            }
            if let Some(when) = self.asked.conditions.get(event) {
                self.conditions(event, entry, when);
            }
        }
    }

    fn set(&mut self, event: &str, entry: &mut Event, handle: Handle) {
        let before = std::mem::replace(&mut entry.handle, handle);
        // The default is nothing that somebody wrote.
        if before != handle && before != Handle::Yield {
            self.replaced(event, "handle", &format!("`{}`", before.keyword()));
        }
        if !matches!(handle, Handle::Finish | Handle::Complete) {
            // Nothing else has conditions.
            self.conditions(event, entry, &IndexMap::new());
        }
    }

    fn conditions(&mut self, event: &str, entry: &mut Event, when: &IndexMap<String, Test>) {
        let before = std::mem::replace(&mut entry.when, when.clone());
        if before != *when && !before.is_empty() {
            let tests = before.iter().map(|(pointer, test)| match test {
                Test::Present => format!("`{pointer}`"),
                Test::OneOf(values) => format!("`{pointer}={}`", values.join("|")),
            });
            self.replaced(event, "when", &tests.collect::<Vec<_>>().join(", "));
        }
    }

    fn replaced(&mut self, event: &str, keyword: &str, before: &str) {
        let place = pointer::child(&pointer::child("/events", event), keyword);
        let what = format!("it was {before}");
        self.report.add(FindingKind::Replaced, place, what);
    }
}
