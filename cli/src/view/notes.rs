//! What is to be said of the events of a recording.

use serde::{Serialize, Serializer};
use stream_events_schema::Handle;
use stream_events_schema::interpret::{
    Became, Data, Interpreter, Meaning, Mismatch, Null, Traced, What,
};

use super::columns::State;
use super::words::Words;

/// How many notes an event may have.
const MOST_NOTES: usize = 100;
/// How many bytes of a value are kept with the step that put it there.
const MOST_VALUE: usize = 16 * 1024;

/// What is to be said of events, in their order.
#[derive(Default, Serialize)]
pub(super) struct Notes {
    /// Texts that notes and steps name by their numbers.
    words: Words,
    notes: Vec<Note>,
    steps: Vec<Step>,
}

/// What is to be said of an event.
struct Note {
    event: usize,
    kind: NoteKind,
    /// Where in its data.
    at: Option<usize>,
    reason: usize,
    /// Where the document says so.
    place: Option<usize>,
}

/// The page knows them by these numbers: `detail.js`.
#[derive(Debug, Clone, Copy)]
enum NoteKind {
    Unfitting,
    Null,
    Undeclared,
    Words,
    Fold,
}

impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = self.kind as u8;
        (self.event, kind, self.at, self.reason, self.place).serialize(serializer)
    }
}

/// What a rule did to the value that events add up to.
struct Step {
    event: usize,
    operation: usize,
    at: usize,
    /// What was put there, as JSON, or its beginning.
    value: Option<String>,
    /// How many bytes of it are left out.
    left: usize,
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            event,
            operation,
            at,
            value,
            left,
        } = self;
        match left {
            0 => (event, operation, at, value).serialize(serializer),
            _ => (event, operation, at, value, left).serialize(serializer),
        }
    }
}

impl Notes {
    /// Says something in words.
    pub(super) fn words(&mut self, event: usize, words: &str) {
        self.note(event, NoteKind::Words, None, words, None);
    }

    /// Whether an event fits, and what of it does not.
    pub(super) fn fitting(
        &mut self,
        event: usize,
        mismatches: &[Mismatch<'_>],
        nulls: &[Null<'_>],
    ) -> State {
        let reason =
            |it: &Mismatch<'_>| format!("expected {}, found {}", it.expected(), it.found());
        for it in mismatches.iter().take(MOST_NOTES) {
            let place = Some(it.place());
            self.note(event, NoteKind::Unfitting, Some(&it.at), &reason(it), place);
        }
        for it in nulls.iter().take(MOST_NOTES) {
            let mismatch = match it.mismatch.at == it.at {
                true => reason(&it.mismatch),
                false => it.mismatch.to_string(),
            };
            let (kind, reason) = match it.became {
                Became::Mended => {
                    let reason = "it is no clean JSON, and was mended";
                    (NoteKind::Words, reason.to_owned())
                }
                Became::Unknown => {
                    let reason =
                        format!("{mismatch}, so the variant counts as one that is not declared");
                    (NoteKind::Words, reason)
                }
                _ => (NoteKind::Null, mismatch),
            };
            let place = Some(it.mismatch.place());
            self.note(event, kind, Some(&it.at), &reason, place);
        }
        let all = mismatches.len().max(nulls.len());
        if let Some(more) = all.checked_sub(MOST_NOTES).filter(|it| *it > 0) {
            self.words(event, &format!("and {more} more"));
        }
        match (mismatches, nulls) {
            ([], []) => State::Event,
            ([], nulls) if nulls.iter().all(|it| it.became == Became::Mended) => State::Event,
            ([], _) => State::Partly,
            _ => State::Unfitting,
        }
    }

    /// What an event has that decodes though the document does not declare it.
    pub(super) fn undeclared<'c>(
        &mut self,
        event: usize,
        interpreter: &Interpreter<'c>,
        meaning: &Meaning<'c>,
        data: &Data<'_>,
    ) {
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
        let verdict = interpreter.decode(payload, data);
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

    /// What the rules of an event did.
    pub(super) fn steps(&mut self, event: usize, traced: Traced<'_>) {
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
