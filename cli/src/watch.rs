//! A stream that is read by a document while it comes.

use std::ops::ControlFlow;

use bytes::Bytes;
use stream_events::recording::RecordedEnd;
use stream_events::{FailureInfo, FailureRules, Message};
use stream_events_schema::Checked;
use stream_events_schema::interpret::{Course, Interpreter, Meaning};

use crate::exit::{Exit, Failure};
use crate::failure;
use crate::io::Messages;
use crate::live::INTERRUPTED;
use crate::out::count;

/// A stream, how far it was read, and how it goes on.
pub(crate) struct Watch<'i, 'd> {
    document: &'d Checked,
    messages: Messages<'d>,
    read: Read<'i, 'd>,
    /// How many bytes came, and the first of those behind the last message.
    length: u64,
    rest: Vec<u8>,
    /// Why its bytes are none of its framing.
    malformed: Option<String>,
}

/// How much is kept of what is behind the last message. A failure, or the beginning of a page, is shorter.
const MAX_REST: usize = 16 * 1024;

/// What came of a stream so far.
struct Read<'i, 'd> {
    course: Course<'i, 'd>,
    rules: FailureRules,
    counts: Counts,
    failure: Option<FailureInfo>,
}

#[derive(Default)]
struct Counts {
    events: usize,
    unknown: usize,
    unfitting: usize,
}

impl<'i, 'd> Watch<'i, 'd> {
    pub(crate) fn new(interpreter: &'i Interpreter<'d>) -> Self {
        Self {
            document: interpreter.document(),
            messages: Messages::new(interpreter.document()),
            length: 0,
            rest: Vec::new(),
            read: Read {
                course: Course::new(interpreter),
                rules: rules(interpreter.document()),
                counts: Counts::default(),
                failure: None,
            },
            malformed: None,
        }
    }

    /// Reads these bytes, and shows each message with what it means; it breaks off where programs stop reading.
    pub(crate) fn feed(
        &mut self,
        bytes: Bytes,
        mut see: impl FnMut(&Message<'_>, &Meaning<'_>) -> Result<(), Failure>,
    ) -> Result<ControlFlow<()>, Failure> {
        if self.is_over() {
            return Ok(ControlFlow::Break(()));
        }
        let mut seen = Ok(());
        let (begun, came) = (self.length, bytes.clone());
        let mut behind = None;
        let fed = self.messages.feed(bytes, &mut |message, end| {
            behind = usize::try_from(end.saturating_sub(begun)).ok();
            let meaning = self.read.message(&message);
            seen = see(&message, &meaning);
            match seen.is_err() || self.read.course.is_over() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        self.length += came.len() as u64;
        self.keep_rest(&came, behind);
        seen?;
        Ok(fed.unwrap_or_else(|error| {
            self.malformed = Some(error.to_string());
            ControlFlow::Break(())
        }))
    }

    /// The bytes ended like this; shows a last message that no blank line follows.
    pub(crate) fn finish(
        &mut self,
        end: &RecordedEnd,
        mut see: impl FnMut(&Message<'_>, &Meaning<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut seen = Ok(());
        if !self.is_over() {
            self.messages
                .finish(*end == RecordedEnd::Clean, &mut |message, _| {
                    self.rest.clear();
                    let meaning = self.read.message(&message);
                    seen = see(&message, &meaning);
                    ControlFlow::Continue(())
                });
        }
        seen
    }

    /// Whether nothing more is read.
    pub(crate) fn is_over(&self) -> bool {
        self.read.course.is_over() || self.malformed.is_some()
    }

    /// The failure that ended it.
    pub(crate) fn failure(&self) -> Option<&FailureInfo> {
        self.read.failure.as_ref()
    }

    /// What the body of a failed response says.
    pub(crate) fn refusal(&self, body: &str) -> FailureInfo {
        FailureInfo::read(body, &self.read.rules)
    }

    /// How it ended, in words.
    pub(crate) fn ended(&self, end: &RecordedEnd) -> String {
        let is_clean = *end == RecordedEnd::Clean;
        if let Some(malformed) = &self.malformed {
            return format!("its bytes cannot be read: {malformed}");
        }
        if matches!(end, RecordedEnd::Clean | RecordedEnd::Cut)
            && let Some(text) = self.in_place_of_events()
        {
            return text;
        }
        match end {
            _ if self.read.failure.is_some() => "it failed".to_owned(),
            _ if self.read.course.is_over() => "it ended as declared".to_owned(),
            RecordedEnd::Clean if self.read.course.is_whole(is_clean) => "it ended".to_owned(),
            RecordedEnd::Clean => "it ended without its declared end".to_owned(),
            RecordedEnd::Cut => "it was cut".to_owned(),
            RecordedEnd::Failed(reason) => reason.clone(),
            _ => "it ended in another way".to_owned(),
        }
    }

    /// Keeps what of these bytes is behind the last message, which ends after so many of them, if one does.
    fn keep_rest(&mut self, came: &[u8], behind: Option<usize>) {
        if behind.is_some() {
            self.rest.clear();
        }
        let more = &came[behind.unwrap_or(0)..];
        let room = MAX_REST - self.rest.len();
        self.rest.extend_from_slice(&more[..more.len().min(room)]);
    }

    /// What came where events should have.
    fn in_place_of_events(&self) -> Option<String> {
        if self.is_over() {
            return None;
        }
        let has_messages = self.read.counts.events > 0;
        failure::in_place_of_events(self.document, &self.rest, has_messages)
    }

    /// `12 events, 1 unknown, 2 that do not fit`.
    pub(crate) fn counted(&self) -> String {
        let Counts {
            events,
            unknown,
            unfitting,
        } = self.read.counts;
        let mut text = count(events, "event");
        if unknown > 0 {
            text.push_str(&format!(", {unknown} unknown"));
        }
        match unfitting {
            0 => {}
            1 => text.push_str(", 1 that does not fit"),
            more => text.push_str(&format!(", {more} that do not fit")),
        }
        text
    }

    /// Whether it ended as it should.
    pub(crate) fn is_well(&self, end: &RecordedEnd) -> bool {
        self.exit(end) != Exit::Trouble
    }

    pub(crate) fn events(&self) -> usize {
        self.read.counts.events
    }

    /// Whether all is well, as an exit code.
    pub(crate) fn exit(&self, end: &RecordedEnd) -> Exit {
        let is_interrupted = matches!(end, RecordedEnd::Failed(reason) if reason == INTERRUPTED);
        let is_whole = self.read.course.is_whole(*end == RecordedEnd::Clean)
            || is_interrupted && self.read.failure.is_none();
        if self.malformed.is_some() || !is_whole || self.in_place_of_events().is_some() {
            return Exit::Trouble;
        }
        match self.read.counts.unknown + self.read.counts.unfitting {
            0 => Exit::Fine,
            _ => Exit::Found,
        }
    }
}

impl<'d> Read<'_, 'd> {
    fn message(&mut self, message: &Message<'_>) -> Meaning<'d> {
        let meaning = self.course.message(message.event_field(), message.data());
        match &meaning {
            Meaning::Sentinel(_) | Meaning::Nothing => {}
            Meaning::Event { mismatches, .. } => {
                self.counts.events += 1;
                self.counts.unfitting += usize::from(!mismatches.is_empty());
            }
            Meaning::Unknown { .. } => {
                self.counts.events += 1;
                self.counts.unknown += 1;
            }
        }
        if self.course.failure().is_some() {
            self.failure = Some(FailureInfo::of_event(message, &self.rules));
        }
        meaning
    }
}

/// How failures are read. Its texts stay as long as the command runs: in programs they are part of the code.
fn rules(document: &Checked) -> FailureRules {
    let errors = &document.errors;
    let texts = |texts: Vec<String>| -> &'static [&'static str] {
        let texts = texts.into_iter().map(|it| &*it.leak());
        texts.collect::<Vec<_>>().leak()
    };
    let statuses = errors.type_status.iter();
    let statuses = statuses.map(|(name, status)| (&*name.clone().leak(), *status));
    FailureRules::new(
        texts(errors.types.iter().map(ToString::to_string).collect()),
        texts(
            errors
                .message_pointers
                .iter()
                .map(ToString::to_string)
                .collect(),
        ),
        statuses.collect::<Vec<_>>().leak(),
        texts(
            errors
                .status_pointers
                .iter()
                .map(ToString::to_string)
                .collect(),
        ),
    )
}
