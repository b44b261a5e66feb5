//! The events of a recording, and what a document says of each.

use std::ops::ControlFlow;

use stream_events::{DecodeError, End, Message};
use stream_events_schema::interpret::{
    Became, Data, Interpreter, Meaning, Mismatch, NotFinal, Null, Reading, Traced, What,
};
use stream_events_schema::{Checked, Framing, Handle, Json, Sentinel, Unknown};

use super::by::By;
use super::columns::{Events, State};
use super::failure;
use super::model::{Note, NoteKind, Step};
use super::progress::Progress;
use super::words::Words;
use crate::io::Recording;

/// How many notes an event may have.
const MOST_NOTES: usize = 100;
/// How many bytes of a value are kept with the step that put it there.
const MOST_VALUE: usize = 16 * 1024;

/// What was read of a recording.
pub(super) struct Reader<'a, 'c> {
    recording: &'a Recording,
    document: &'c Checked,
    interpreter: &'a Interpreter<'c>,
    is_typed: bool,
    reading: Option<Reading<'a, 'c>>,
    /// Where the last event ended in the body.
    at: usize,
    clock: Clock<'a>,
    pub(super) events: Events,
    pub(super) names: Words,
    pub(super) words: Words,
    pub(super) notes: Vec<Note>,
    pub(super) steps: Vec<Step>,
    pub(super) course: Course,
}

/// What became of the stream so far. Events are known by their indices.
#[derive(Debug, Default)]
pub(super) struct Course {
    /// The one after which nothing is read any more.
    pub(super) over: Option<usize>,
    /// The first from which on a stream that ends is whole.
    pub(super) complete: Option<usize>,
    /// The one that failed, and what it says.
    pub(super) failure: Option<(usize, String)>,
    /// The type of the last event, if the document does not declare it.
    pub(super) unknown: Option<String>,
}

impl<'a, 'c> Reader<'a, 'c> {
    pub(super) fn new(
        recording: &'a Recording,
        by: &'c By,
        interpreter: &'a Interpreter<'c>,
    ) -> Self {
        let clock = Clock::new(recording);
        let is_text = by.document.framing != Framing::AwsEventStream;
        Self {
            recording,
            document: &by.document,
            interpreter,
            is_typed: by.is_typed,
            reading: Reading::new(interpreter).filter(|_| recording.is_success()),
            at: 0,
            events: Events::new(is_text, clock.has_times()),
            clock,
            names: Words::default(),
            words: Words::default(),
            notes: Vec::new(),
            steps: Vec::new(),
            course: Course::default(),
        }
    }

    /// Reads the stream to its end; how its framing ended.
    pub(super) fn read(&mut self, progress: &mut Progress) -> Result<End, DecodeError> {
        let (recording, document) = (self.recording, self.document);
        recording.walk(document, |message, end| {
            self.message(&message, usize::try_from(end).unwrap_or(usize::MAX));
            progress.at(self.at);
            ControlFlow::Continue(())
        })
    }

    fn message(&mut self, message: &Message<'_>, end: usize) {
        let (field, data) = (message.event_field(), message.data());
        let parsed;
        let meaning = match self.document.sentinels.get(data) {
            Some(sentinel) => Meaning::Sentinel(*sentinel),
            None => {
                parsed = Data::parse(data);
                let meaning = self.interpreter.event(field, &parsed);
                self.note_undeclared(&meaning, &parsed);
                meaning
            }
        };
        let event = self.events.count();
        let name = match &meaning {
            Meaning::Sentinel(_) => data,
            Meaning::Nothing => field.unwrap_or("message"),
            Meaning::Event { name, .. } => name,
            Meaning::Unknown { event_type, .. } => event_type,
        };
        let state = match self.course.over {
            Some(_) => State::After,
            None => self.state(event, name, &meaning, message),
        };
        self.course.unknown = match state {
            State::Unknown => Some(name.to_owned()),
            _ => None,
        };
        let name = self.names.number(name);
        self.push(name, state, data, end);
        if state != State::After {
            let traced = self.reading.as_mut().map(|it| it.trace(&meaning, data));
            self.note_steps(event, traced.unwrap_or_default());
        }
    }

    fn push(&mut self, name: usize, state: State, data: &str, end: usize) {
        let body = self.recording.response.body();
        let mut end = end.min(body.len());
        // The line feed of a CR LF belongs to the line that it ends, and a separator to the record that it begins.
        if body[self.at..end].ends_with(b"\r") && body.get(end) == Some(&b'\n') {
            end += 1;
        } else if self.document.framing == Framing::JsonSeq && body[self.at..end].ends_with(b"\x1e")
        {
            end -= 1;
        }
        let raw = &body[self.at..end];
        let at = self.clock.at(end);
        self.events.push(name, state, raw, data, at);
        self.at = end;
    }

    fn state(
        &mut self,
        event: usize,
        name: &str,
        meaning: &Meaning<'c>,
        message: &Message<'_>,
    ) -> State {
        if message.is_failure() {
            return self.failed(event, name, message.data());
        }
        match meaning {
            Meaning::Sentinel(Sentinel::Finish) => {
                self.course.over = Some(event);
                State::Sentinel
            }
            Meaning::Sentinel(_) => State::Skipped,
            Meaning::Nothing => State::Alive,
            Meaning::Unknown { .. } | Meaning::Event { .. } if !self.is_typed => State::Event,
            Meaning::Unknown { unknown, .. } => match unknown {
                Unknown::Fail => self.failed(event, name, message.data()),
                Unknown::Skip | Unknown::Keep => State::Unknown,
            },
            Meaning::Event {
                handle,
                mismatches,
                nulls,
                ..
            } => match handle {
                Handle::Fail => self.failed(event, name, message.data()),
                Handle::Skip => State::Skipped,
                Handle::Yield | Handle::Finish | Handle::Complete => {
                    if *handle == Handle::Finish {
                        self.course.over = Some(event);
                    } else if *handle == Handle::Complete {
                        self.course.complete.get_or_insert(event);
                    }
                    self.fitting(event, mismatches, nulls)
                }
            },
        }
    }

    fn failed(&mut self, event: usize, name: &str, data: &str) -> State {
        let words = failure::words(self.document, name, data);
        self.note(event, NoteKind::Words, None, &words, None);
        self.course.failure = Some((event, words));
        self.course.over = Some(event);
        State::Failure
    }

    fn fitting(&mut self, event: usize, mismatches: &[Mismatch<'_>], nulls: &[Null<'_>]) -> State {
        let reason =
            |it: &Mismatch<'_>| format!("expected {}, found {}", it.expected(), it.found());
        for it in mismatches.iter().take(MOST_NOTES) {
            let place = Some(it.place());
            self.note(event, NoteKind::Unfitting, Some(&it.at), &reason(it), place);
        }
        for it in nulls.iter().take(MOST_NOTES) {
            let reason = match it.became {
                Became::Mended => "it is no clean JSON, and was mended".to_owned(),
                Became::Unknown => format!(
                    "{}, so the variant counts as one that is not declared",
                    it.mismatch
                ),
                _ => it.mismatch.to_string(),
            };
            let place = Some(it.mismatch.place());
            self.note(event, NoteKind::Null, Some(&it.at), &reason, place);
        }
        let all = mismatches.len().max(nulls.len());
        if let Some(more) = all.checked_sub(MOST_NOTES).filter(|it| *it > 0) {
            self.note(
                event,
                NoteKind::Words,
                None,
                &format!("and {more} more"),
                None,
            );
        }
        match (mismatches, nulls) {
            ([], []) => State::Event,
            ([], nulls) if nulls.iter().all(|it| it.became == Became::Mended) => State::Event,
            ([], _) => State::Partly,
            _ => State::Unfitting,
        }
    }

    /// What an event has that decodes though the document does not declare it.
    fn note_undeclared(&mut self, meaning: &Meaning<'c>, data: &Data<'_>) {
        let Meaning::Event {
            event: declared, ..
        } = meaning
        else {
            return;
        };
        let payload = declared.payload.as_ref();
        let Some(payload) = payload.filter(|_| declared.handle != Handle::Skip) else {
            return;
        };
        let event = self.events.count();
        let verdict = self.interpreter.decode(payload, data);
        for it in verdict.undeclared.iter().take(MOST_NOTES) {
            let reason = match &it.what {
                What::Property { .. } => "the property is passed over".to_owned(),
                What::Value { value } => format!("the value \"{value}\" is kept as a text"),
                What::Variant { tag } => format!("the variant \"{tag}\" is kept as it came"),
                _ => continue,
            };
            let place = Some(it.ty.pointer.as_str());
            self.note(event, NoteKind::Undeclared, Some(&it.at), &reason, place);
        }
    }

    fn note_steps(&mut self, event: usize, traced: Traced<'_>) {
        for step in traced.steps {
            let mut value = step.value.map(|it| it.to_string());
            let left = value.as_mut().map_or(0, |it| shorten(it, MOST_VALUE));
            self.steps.push(Step {
                event,
                operation: self.words.number(step.operation),
                at: self.words.number(&step.at),
                value,
                left,
            });
        }
        if let Some(error) = traced.error {
            let reason = error.kind.to_string();
            self.note(event, NoteKind::Fold, None, &reason, Some(&error.rule));
        }
    }

    fn note(
        &mut self,
        event: usize,
        kind: NoteKind,
        at: Option<&str>,
        reason: &str,
        place: Option<&str>,
    ) {
        let mut number = |text: &str| self.words.number(text);
        let note = Note {
            event,
            kind,
            at: at.map(&mut number),
            reason: number(reason),
            place: place.map(number),
        };
        self.notes.push(note);
    }

    /// What is left of the body.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.recording.response.body()[self.at..]
    }

    /// Shows what is left of the body as one more row, and says why it is no event.
    pub(super) fn push_rest(&mut self, name: &str, state: State, reason: &str) {
        let event = self.events.count();
        self.note(event, NoteKind::Words, None, reason, None);
        let end = self.recording.response.body().len();
        let text = String::from_utf8_lossy(self.rest());
        let name = self.names.number(name);
        let data = match self.document.framing {
            Framing::AwsEventStream => "",
            _ => &*text,
        };
        self.push(name, state, data, end);
    }

    /// What the events add up to, if the document says; `whole` if the stream was not cut.
    pub(super) fn value(&self, whole: bool) -> Option<(Result<Json, NotFinal>, u64)> {
        let reading = self.reading.as_ref()?;
        let whole = reading.is_complete() || whole;
        let value = reading.finish(self.recording.is_clean && whole);
        Some((value, reading.snapshot().losses().count()))
    }
}

/// Cuts a text, and says how many bytes are left out.
fn shorten(text: &mut String, most: usize) -> usize {
    let length = text.len();
    if length <= most {
        return 0;
    }
    let end = (0..=most).rev().find(|it| text.is_char_boundary(*it));
    text.truncate(end.unwrap_or_default());
    length - text.len()
}

/// When the bytes came. It is asked for places that only grow.
struct Clock<'a> {
    recording: &'a Recording,
    chunk: usize,
    /// Where that chunk ends.
    end: usize,
}

impl<'a> Clock<'a> {
    fn new(recording: &'a Recording) -> Self {
        let first = recording.response.chunks().first();
        Self {
            recording,
            chunk: 0,
            end: first.map_or(0, |it| it.bytes.len()),
        }
    }

    /// Whether the times are known, and not just that the body came.
    fn has_times(&self) -> bool {
        match self.recording.response.chunks() {
            [] => false,
            [chunk] => !chunk.at.is_zero(),
            _ => true,
        }
    }

    /// When the byte before `end` came, in microseconds.
    fn at(&mut self, end: usize) -> u64 {
        let chunks = self.recording.response.chunks();
        while self.end < end && self.chunk + 1 < chunks.len() {
            self.chunk += 1;
            self.end += chunks[self.chunk].bytes.len();
        }
        let at = chunks.get(self.chunk).map(|it| it.at).unwrap_or_default();
        u64::try_from(at.as_micros()).unwrap_or(u64::MAX)
    }
}
