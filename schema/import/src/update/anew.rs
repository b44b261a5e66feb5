//! The import that an update merges: with the choices of the last one, where none are made anew.

use stream_events_schema::{Dispatch, Document, Framing};

use super::options;
use crate::events::sentinels;
use crate::find::union;
use crate::run::Fresh;
use crate::{ImportError, Importer};

impl Importer {
    /// Imports anew with the choices of the last import; `base` or else `existing` says how it
    /// handled events and what it relaxed.
    pub(crate) fn anew(
        &self,
        existing: &Document,
        base: Option<&Document>,
    ) -> Result<Fresh, ImportError> {
        let last = base.unwrap_or(existing);
        let relaxations = last.source.as_ref().map(|source| &source.relaxations);
        let mut importer = self.for_existing(existing, last, base.is_some());
        // People who chose another framing recorded that.
        let is_chosen = base.is_none_or(|base| base.framing != existing.framing);
        importer.recorded_as = is_chosen.then_some(existing.framing);
        let mut fresh = importer.run(relaxations.map_or(&[], Vec::as_slice))?;
        for (event, entry) in &mut fresh.document.events {
            if let Some(known) = last.events.get(event) {
                entry.handle = known.handle;
                entry.when.clone_from(&known.when);
            }
        }
        // What ended the stream before was asked for by nobody, and does so still.
        fresh.document.end = last.end;
        options::set_handling(&mut fresh.document.events, self, |_, _, _| ());
        Ok(fresh)
    }

    /// With what is not set here taken from a document; `is_base` if the last one is what an import
    /// made, which nobody edited.
    fn for_existing(&self, existing: &Document, last: &Document, is_base: bool) -> Self {
        let mut importer = self.clone();
        let source = existing.source.as_ref();
        if importer.union.is_none() {
            importer.union = source.and_then(|source| source.union.clone());
        }
        for (event, schema) in source.iter().flat_map(|source| &source.more) {
            // One that the description no longer has is no event of its stream any more.
            let is_there = union::find(&self.files, Some(schema)).is_ok();
            if is_there && !importer.more.contains_key(event) {
                importer.more.insert(event.clone(), schema.clone());
            }
        }
        let envelope = &mut importer.options.envelope;
        *envelope = envelope.or(source.and_then(|source| source.envelope));
        if source.is_some_and(|source| source.descriptions == Some(false)) {
            importer.descriptions = false;
        }
        let found = union::find(&self.files, importer.union.as_deref());
        let framing = found.map_or(last.framing, |found| found.framing);
        if importer.options.dispatch.is_empty() {
            importer.options.dispatch = reframed(last, framing, is_base);
        }
        let can_come = |text: &String| sentinels::can_come(framing, text);
        for (text, sentinel) in last.sentinels.iter().filter(|(text, _)| can_come(text)) {
            let sentinels = &mut importer.options.sentinels;
            sentinels.entry(text.clone()).or_insert(*sentinel);
        }
        for (event, entry) in &last.events {
            let handles = &mut importer.handles;
            handles.entry(event.clone()).or_insert(entry.handle);
        }
        // What options may name beside what the union has.
        let known = existing.events.keys().chain(last.events.keys());
        importer.options.undeclared = known.cloned().collect();
        importer
    }
}

/// How messages were told apart, as far as they can be in another framing; in one that gives them
/// names, those come first, unless people chose that framing themselves.
fn reframed(last: &Document, framing: Framing, is_base: bool) -> Vec<Dispatch> {
    let mut dispatch = last.dispatch.clone();
    if !framing.has_names() {
        dispatch.retain(|entry| *entry != Dispatch::Event);
    } else if is_base && !last.framing.has_names() {
        let by_pointer = dispatch.iter().any(|it| matches!(it, Dispatch::Pointer(_)));
        dispatch.splice(..0, by_pointer.then_some(Dispatch::Event));
    }
    dispatch
}
