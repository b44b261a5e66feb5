//! From a description to a document.

use crate::adjust::suggest::{self, Failures, Hints};
use crate::adjust::{contradictions, overlay, prune, repair, share, unify};
use crate::convert::converter::Converter;
use crate::error::ErrorKind;
use crate::events::{self, options::EventOptions, sentinels};
use crate::find::done;
use crate::find::name::asked_name;
use crate::find::streams::{self, Terminator};
use crate::find::union::{self, Found};
use crate::read::digest;
use crate::read::examples::{self, Example, Recording};
use crate::read::files::Files;
use crate::read::part::Part;
use crate::read::reader::Reader;
use crate::report::{FindingKind, Report};
use crate::{ImportError, Imported, Importer};
use stream_events_schema::{
    Document, End, Event, Framing, Handle, Http, Provenance, Relaxation, Schema, Sentinel,
};

/// An import of which nothing is suggested yet.
pub(crate) struct Fresh {
    pub(crate) document: Document,
    pub(crate) report: Report,
    hints: Hints,
}

impl Fresh {
    pub(crate) fn finish(mut self) -> Imported {
        suggest::add(&self.document, &self.hints, &mut self.report);
        self.report.finish();
        Imported {
            document: self.document,
            report: self.report,
        }
    }
}

impl Importer {
    pub(crate) fn run(&self, relaxations: &[Relaxation]) -> Result<Fresh, ImportError> {
        let unread = self.files.unread();
        match self.convert(relaxations) {
            Ok(mut fresh) => {
                fresh.report.extend(unread);
                Ok(fresh)
            }
            Err(kind) => Err(ImportError::from(kind).beside(unread)),
        }
    }

    fn convert(&self, relaxations: &[Relaxation]) -> Result<Fresh, ErrorKind> {
        let found = self.find()?;
        let mut converter = Converter::new(&self.files, self.descriptions);
        let mut document = self.declare(&mut converter, &found)?;
        let (definitions, reader) = converter.finish();
        document.definitions = definitions;
        let Reader {
            mut report,
            examples,
            used,
            ..
        } = reader;
        let broken = |diagnostics| ErrorKind::Broken { diagnostics };
        let checked = repair::repair(&mut document, &mut report).map_err(broken)?;
        unify::unify(&mut document, checked, &mut report)?;
        prune::prune(&mut document);
        share::share(&mut document);
        let mut relaxed = overlay::repeat(&mut document, relaxations);
        let checked = repair::repair(&mut document, &mut report).map_err(broken)?;
        let recorded = self.recorded(found.framing);
        let shown: Vec<_> = examples.iter().chain(&recorded).collect();
        relaxed.extend(contradictions::relax(
            &mut document,
            checked,
            &shown,
            &mut report,
        )?);
        prune::prune(&mut document);
        let hints = Hints {
            mentions_done: done::mentions_done(&self.files, &document, &found),
            failures: failures(&self.files, &found),
            schemas: self
                .files
                .names()
                .map(|(name, _)| name.to_owned())
                .collect(),
        };
        document.source = Some(Provenance {
            file: Some(self.files.name.clone()),
            // Where a file was had is for people to say.
            url: None,
            union: Some(found.union),
            more: self.more.clone(),
            envelope: self.options.envelope,
            descriptions: (!self.descriptions).then_some(false),
            hash: Some(digest::digest(&self.files, &used)),
            relaxations: relaxed,
        });
        Ok(Fresh {
            document,
            report,
            hints,
        })
    }

    /// The messages of the recordings.
    fn recorded(&self, framing: Framing) -> Vec<Example> {
        let framing = self.recorded_as.unwrap_or(framing);
        let messages = |it: &Recording| examples::messages(&it.stream, framing, &it.name);
        self.recordings.iter().flat_map(messages).collect()
    }

    fn find(&self) -> Result<Found<'_>, ErrorKind> {
        let found = union::find(&self.files, self.union.as_deref());
        found.map_err(|mut error| {
            if let ErrorKind::Undescribed(undescribed) = &mut error {
                let recorded = self.recorded(undescribed.framing);
                let recorded = examples::event_names(&recorded);
                undescribed.events.extend(recorded);
            }
            error
        })
    }

    /// The events of a stream and those that were added to it; their types wait to be converted.
    fn declare<'a>(
        &'a self,
        converter: &mut Converter<'a>,
        found: &Found<'a>,
    ) -> Result<Document, ErrorKind> {
        let more = |schema: &'a String| union::find(&self.files, Some(schema));
        let more: Vec<_> = self.more.values().map(more).collect::<Result<_, _>>()?;
        for root in more.iter().chain([found]) {
            converter.discover(&root.schema);
        }
        let mut options = self.options.clone();
        options.added = self.more.keys().cloned().collect();
        options.framing = found.framing;
        declared_by_streams(&mut converter.reader, found, &mut options);
        let events = events::read(converter, &options, &found.schema, found.item)?;
        let mut document = Document {
            framing: found.framing,
            http: http(found),
            dispatch: events.dispatch,
            events: events.entries,
            sentinels: options.sentinels.clone(),
            ..Document::default()
        };
        document.sentinels.extend(events.sentinels);
        let asked = |text| self.options.sentinels.contains_key(text);
        let ends = |it: &Handle| matches!(it, Handle::Finish | Handle::Complete);
        let told = self.handles.values().any(ends) || document.sentinels.keys().any(asked);
        let finishes = document.events.values().any(|event| ends(&event.handle));
        if (finishes || !document.sentinels.is_empty()) && !told {
            // Nobody has seen yet that it comes: a stream without it is not called cut off.
            document.end = Some(End::Optional);
        }
        for (event, found) in self.more.keys().zip(&more) {
            let entry = Event {
                payload: Some(Schema::reference(&converter.define(&found.schema))),
                ..Event::default()
            };
            document.events.insert(event.clone(), entry);
        }
        self.set_handling(&mut document)?;
        options.drop_undeclared(&mut document);
        Ok(document)
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
            // How an event was handled before may go by what it no longer has.
            if !elsewhere.contains(event) {
                let asked = self.handles.get(event).copied();
                entry.handle = asked.unwrap_or(entry.handle);
                entry.when = self.conditions.get(event).cloned().unwrap_or_default();
            }
        }
        Ok(())
    }
}

/// What media types a response may have, where they are not those that the framing has anyway.
fn http(found: &Found<'_>) -> Http {
    let own = found.framing.media_types();
    let is_own = |name: &String| own.contains(&name.as_str());
    Http {
        media_types: match found.media_types.iter().all(is_own) {
            true => Vec::new(),
            false => found.media_types.clone(),
        },
        ..Http::default()
    }
}

/// What the description says beside the schema: examples of the stream, a text that ends it.
fn declared_by_streams<'a>(reader: &mut Reader<'a>, found: &Found<'a>, options: &mut EventOptions) {
    if let Some(list) = &found.list {
        let what = "an array describes the stream: its elements are the messages";
        reader.report.add(FindingKind::Assumed, &list.at, what);
        reader.used.insert(list.at.clone());
        examples::of_stream(list, found.framing, &mut reader.examples);
    }
    for other in &found.others {
        let what = format!(
            "the same also comes as `{}`: ask for `{}` to have it so",
            other.media_type.name, other.union
        );
        reader.report.add(FindingKind::Assumed, &other.at, what);
    }
    for stream in &found.streams {
        reader.used.insert(stream.media.at.clone());
        let produced = stream.produced.iter().map(|it| it.at.clone());
        reader.used.extend(produced);
        examples::of_stream(&stream.media, found.framing, &mut reader.examples);
        let Some(Terminator { text, extension }) = stream.terminator else {
            continue;
        };
        if options.sentinels.contains_key(text) {
            continue;
        }
        let at = &stream.media.at;
        if !sentinels::can_come(found.framing, text) {
            let what = format!(
                "`{text}` ({extension}) is no message of `{}`",
                found.framing.keyword()
            );
            reader.dropped(at, &what);
            continue;
        }
        if found.streams.iter().any(|it| it.end() != Some(text)) {
            let what = format!(
                "`{text}` ends the stream of `{}`, but not all streams with this schema: ask for \
                 that operation, or use `--sentinel '{text}'`",
                stream.operation
            );
            reader.report.add(FindingKind::Suggestion, at, what);
            continue;
        }
        let what = format!(
            "`{text}` ends the stream ({extension}); set `end: required` to report its absence as \
             truncation"
        );
        reader.report.add(FindingKind::Assumed, at, what);
        options.sentinels.insert(text.to_owned(), Sentinel::Finish);
    }
}

/// The streams that the same operations declare for where they fail.
fn failures(files: &Files, found: &Found<'_>) -> Vec<Failures> {
    let target = |part: &Part<'_>| files.follow(part).map_or(part.at.clone(), |it| it.at);
    let schema = target(&found.schema);
    let mut all = Vec::new();
    for stream in &found.streams {
        for (failure, statuses) in streams::failures(files, &stream.whole, found.framing) {
            if failure.at != schema {
                all.push(Failures {
                    operation: stream.operation.clone(),
                    statuses: statuses.join(", "),
                    schema: asked_name(files, &failure).unwrap_or(failure.at),
                });
            }
        }
    }
    all
}
