//! The events of a recording, and what a document says of each.

use std::ops::ControlFlow;

use stream_events::{DecodeError, End, Message};
use stream_events_schema::interpret::{Data, Interpreter, Meaning, NotFinal, Reading};
use stream_events_schema::{Checked, Framing, Handle, Json, Sentinel, Unknown};

use super::by::By;
use super::clock::Clock;
use super::columns::{Events, State};
use super::notes::Notes;
use super::progress::Progress;
use super::words::Words;
use crate::failure;
use crate::io::Recording;

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
    pub(super) notes: Notes,
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
            notes: Notes::default(),
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
                let event = self.events.count();
                self.notes
                    .undeclared(event, self.interpreter, &meaning, &parsed);
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
            self.notes.steps(event, traced.unwrap_or_default());
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
                    self.notes.fitting(event, mismatches, nulls)
                }
            },
        }
    }

    fn failed(&mut self, event: usize, name: &str, data: &str) -> State {
        let words = failure::words(self.document, name, data);
        self.notes.words(event, &words);
        self.course.failure = Some((event, words));
        self.course.over = Some(event);
        State::Failure
    }

    /// What is left of the body.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.recording.response.body()[self.at..]
    }

    /// Shows what is left of the body as one more row, and says why it is no event.
    pub(super) fn push_rest(&mut self, name: &str, state: State, reason: &str) {
        let event = self.events.count();
        self.notes.words(event, reason);
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
