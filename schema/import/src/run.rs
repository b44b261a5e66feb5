//! From a description to a document.

use crate::adjust::overlay::Relaxation;
use crate::adjust::{contradictions, prune, repair, suggest};
use crate::convert::converter::Converter;
use crate::error::ErrorKind;
use crate::events::declare;
use crate::find::{done, streams};
use crate::read::digest;
use crate::read::examples::{self, Example};
use crate::report::{FindingKind, Report};
use crate::{Imported, Importer};
use stream_events_schema::Schema;
use stream_events_schema::{Document, Event, Provenance};
use stream_events_schema::{End, Handle, Sentinel};

/// An import of which nothing is suggested yet.
pub(crate) struct Fresh {
    pub(crate) document: Document,
    pub(crate) report: Report,
    /// Whether the description says that `[DONE]` ends the stream.
    mentions_done: bool,
}

impl Fresh {
    pub(crate) fn finish(mut self) -> Imported {
        suggest::add(&self.document, self.mentions_done, &mut self.report);
        self.report.sort();
        Imported {
            document: self.document,
            report: self.report,
        }
    }
}

impl Importer {
    pub(crate) fn run(&self, relaxations: &[String]) -> Result<Fresh, ErrorKind> {
        let found = streams::find(&self.files, self.union.as_deref())?;
        let mut converter = Converter::new(&self.files, self.descriptions);
        let mut options = self.options.clone();
        for stream in &found.streams {
            examples::of_stream(&stream.media, &mut converter.examples);
            let Some(text) = stream.terminator else {
                continue;
            };
            if !options.sentinels.contains_key(text) {
                let what = format!(
                    "an extension says that `{text}` ends the stream; it may also just end, until \
                     `end` is `required`"
                );
                converter
                    .report
                    .add(FindingKind::Assumed, &stream.media.at, what);
                options.sentinels.insert(text.to_owned(), Sentinel::Finish);
            }
        }
        let events = declare::read(&mut converter, &options, &found.schema, found.item)?;
        converter.finish();
        let hash = digest::digest(&self.files, &converter.read);

        let mut document = Document {
            dispatch: events.dispatch,
            events: events.entries,
            sentinels: options.sentinels.clone(),
            ..Document::default()
        };
        document.sentinels.extend(events.sentinels);
        let asked = |text| self.options.sentinels.contains_key(text);
        let ends = |it: &Handle| matches!(it, Handle::Finish | Handle::Complete);
        let told = self.handles.values().any(ends) || document.sentinels.keys().any(asked);
        if !document.sentinels.is_empty() && !told {
            // Nobody has seen yet that it comes: a stream without it is not called cut off.
            document.end = Some(End::Optional);
        }
        self.add_more(&mut converter, &mut document)?;
        converter.finish();
        document.definitions = std::mem::take(&mut converter.definitions);
        self.set_handling(&mut document)?;
        options.drop_undeclared(&mut document);

        let mut report = std::mem::take(&mut converter.report);
        let broken = |diagnostics| ErrorKind::Broken { diagnostics };
        let mut checked = repair::repair(&mut document, &mut report).map_err(broken)?;
        let mut lines = Vec::new();
        for line in relaxations {
            match Relaxation::parse(line) {
                Some(relaxation) if !relaxation.apply(&mut document) => {}
                _ => lines.push(line.clone()),
            }
        }
        if !lines.is_empty() {
            checked = repair::repair(&mut document, &mut report).map_err(broken)?;
        }
        let shown = converter.examples.iter().chain(&self.recordings);
        let shown: Vec<&Example> = shown.collect();
        lines.extend(contradictions::relax(
            &mut document,
            checked,
            &shown,
            &mut report,
        )?);
        prune::prune(&mut document);
        let mentions_done = done::mentions_done(&self.files, &document, &found);
        document.source = Some(Provenance {
            file: Some(self.files.name.clone()),
            union: Some(found.union),
            descriptions: (!self.descriptions).then_some(false),
            hash: Some(hash),
            relaxations: lines,
        });
        Ok(Fresh {
            document,
            report,
            mentions_done,
        })
    }

    fn add_more<'a>(
        &'a self,
        converter: &mut Converter<'a>,
        document: &mut Document,
    ) -> Result<(), ErrorKind> {
        for (event, schema) in &self.more {
            let found = streams::find(&self.files, Some(schema))?;
            let payload = Schema::reference(&converter.define(&found.schema));
            let entry = Event {
                payload: Some(payload),
                ..Event::default()
            };
            document.events.insert(event.clone(), entry);
        }
        Ok(())
    }

    fn set_handling(&self, document: &mut Document) -> Result<(), ErrorKind> {
        let elsewhere = &self.options.undeclared;
        for event in self.handles.keys().chain(self.conditions.keys()) {
            if !document.events.contains_key(event) && !elsewhere.contains(event) {
                // Most of what the document had is there again.
                let gone = elsewhere
                    .iter()
                    .filter(|it| !document.events.contains_key(*it));
                let known = document.events.keys().chain(gone);
                return Err(ErrorKind::NoEvent {
                    event: event.clone(),
                    known: known.cloned().collect(),
                });
            }
        }
        for (event, entry) in &mut document.events {
            entry.handle = self.handles.get(event).copied().unwrap_or_default();
            // Conditions of an event that was there before may be on what only was there before.
            if !elsewhere.contains(event) {
                entry.when = self.conditions.get(event).cloned().unwrap_or_default();
            }
        }
        Ok(())
    }
}
