//! Recorded messages read by a document: what it does not say of them.

use indexmap::IndexMap;
use stream_events_schema::interpret::{
    Data, Interpreter, Meaning, Mismatch, Undeclared, What as Unsaid, Why,
};
use stream_events_schema::{
    Checked, Content, Dispatch, Handle, Json, Relaxation, Shape, Type, pointer,
};

use super::difference::{Difference, DifferenceKind, excerpt};
use super::infer::Inferred;
use super::{Recorded, What};
use crate::adjust::overlay;
use crate::read::json;

/// All that was found, in the order in which it came.
pub(super) struct Observed {
    found: IndexMap<(DifferenceKind, String, String), Found>,
}

/// One thing that was found.
pub(super) struct Found {
    pub(super) difference: Difference,
    /// What would let it in.
    pub(super) change: Change,
}

impl Found {
    /// The variant that a union does not have.
    pub(super) fn variant(&self) -> Option<&str> {
        match &self.change {
            Change::Variant { tag, .. } => Some(tag),
            _ => None,
        }
    }
}

/// What a document says anew.
pub(super) enum Change {
    Event {
        name: String,
        data: Samples,
    },
    Property {
        owner: String,
        key: String,
        values: Inferred,
    },
    Value {
        owner: String,
        value: String,
    },
    Variant {
        owner: String,
        key: String,
        tag: String,
        values: Inferred,
    },
    Loosen(Relaxation),
    /// There is no such document.
    None,
}

/// The data of an event.
#[derive(Default)]
pub(super) struct Samples {
    pub(super) json: Inferred,
    /// Whether some data is no JSON.
    pub(super) any_text: bool,
}

impl Observed {
    pub(super) fn of(checked: &Checked, recorded: &[Recorded]) -> Self {
        let mut observer = Observer {
            interpreter: Interpreter::new(checked),
            observed: Self {
                found: IndexMap::new(),
            },
        };
        for recorded in recorded {
            observer.recorded(recorded);
        }
        observer.observed
    }

    pub(super) fn found(&self) -> impl Iterator<Item = &Found> {
        self.found.values()
    }

    pub(super) fn into_differences(self) -> Vec<Difference> {
        let found = self.found.into_values();
        found.map(|found| found.difference).collect()
    }
}

struct Observer<'c> {
    interpreter: Interpreter<'c>,
    observed: Observed,
}

impl<'c> Observer<'c> {
    fn recorded(&mut self, recorded: &Recorded) {
        let recording = &recorded.recording;
        match &recorded.what {
            What::Message { event, data } => self.message(recording, event.as_deref(), data),
            What::Body(body) => {
                if let Some(ty) = self.body_type() {
                    self.payload(recording, ty, body);
                }
            }
            What::Fault {
                kind,
                message,
                example,
            } => {
                let pointer = match kind {
                    DifferenceKind::End => "/end",
                    _ => "",
                };
                let (pointer, message) = (pointer.to_owned(), message.clone());
                self.found(
                    difference(*kind, pointer, message, example, recording),
                    Change::None,
                );
            }
        }
    }

    fn message(&mut self, recording: &str, event: Option<&str>, data: &str) {
        match self.interpreter.message(event, data) {
            Meaning::Sentinel(_) | Meaning::Nothing => {}
            Meaning::Unknown { event_type, .. } => self.event(recording, event_type, data),
            Meaning::Event { event, .. } => {
                let is_read = event.content == Content::Json && event.handle != Handle::Skip;
                if let Some(ty) = event.payload.as_ref().filter(|_| is_read) {
                    self.payload(recording, ty, data);
                }
            }
        }
    }

    /// What the body of a failed response is read as.
    fn body_type(&self) -> Option<&'c Type> {
        let document = self.interpreter.document();
        let mut failing = document.events.values();
        let mut failing = failing.by_ref().filter(|it| it.handle == Handle::Fail);
        match (&document.errors.body, failing.next(), failing.next()) {
            (Some(body), ..) => Some(body),
            (None, Some(only), None) => only.payload.as_ref(),
            _ => None,
        }
    }

    fn event(&mut self, recording: &str, name: String, data: &str) {
        let pointer = pointer::child("/events", &name);
        let message = format!("the event `{name}` is not declared");
        let difference = difference(DifferenceKind::Event, pointer, message, data, recording);
        let change = Change::Event {
            name,
            data: Samples::default(),
        };
        if let Change::Event { data: samples, .. } = self.found(difference, change) {
            match json::json(data) {
                Ok(json) => samples.json.add(&json),
                Err(_) => samples.any_text = true,
            }
        }
    }

    fn payload(&mut self, recording: &str, ty: &'c Type, text: &str) {
        let data = Data::parse(text);
        let verdict = self.interpreter.decode(ty, &data);
        if verdict.mismatches.is_empty() && verdict.undeclared.is_empty() {
            return;
        }
        let json = json::json(text).ok();
        for mismatch in &verdict.mismatches {
            self.mismatch(recording, mismatch, json.as_ref(), text);
        }
        let json = json.unwrap_or(Json::Null);
        for undeclared in &verdict.undeclared {
            if !self.names_event(&undeclared.at) {
                self.undeclared(recording, undeclared, &json);
            }
        }
    }

    /// Whether the event's own name is looked for here, which a payload need not declare.
    fn names_event(&self, at: &str) -> bool {
        let mut entries = self.interpreter.document().dispatch.iter();
        entries.any(|entry| match entry {
            Dispatch::Pointer(pointer) => pointer.as_str() == at,
            _ => false,
        })
    }

    fn mismatch(
        &mut self,
        recording: &str,
        mismatch: &Mismatch<'_>,
        json: Option<&Json>,
        text: &str,
    ) {
        let place = match &mismatch.why {
            Why::Missing { property } => {
                let properties = pointer::child(mismatch.place(), "properties");
                pointer::child(&properties, &property.key)
            }
            _ => mismatch.place().to_owned(),
        };
        let message = format!(
            "expected {}, found {}",
            mismatch.expected(),
            mismatch.found()
        );
        let found = json.and_then(|json| at(json, &mismatch.at));
        let example = found.map_or_else(|| text.to_owned(), Json::to_string);
        let difference = difference(DifferenceKind::Type, place, message, &example, recording);
        let relaxation = overlay::relaxation(mismatch, recording);
        self.found(difference, relaxation.map_or(Change::None, Change::Loosen));
    }

    fn undeclared(&mut self, recording: &str, undeclared: &Undeclared<'_>, json: &Json) {
        let (place, ty) = (&undeclared.at, undeclared.ty);
        let value = at(json, place).unwrap_or(&Json::Null);
        let owner = ty.pointer.clone();
        let (kind, pointer, message, change) = match &undeclared.what {
            Unsaid::Property { key } => (
                DifferenceKind::Field,
                pointer::child(&pointer::child(&owner, "properties"), key),
                format!("the property `{key}` is not declared"),
                Change::Property {
                    owner,
                    key: key.clone(),
                    values: Inferred::default(),
                },
            ),
            Unsaid::Value { value } => (
                DifferenceKind::Value,
                owner.clone(),
                format!("`{}` is none of the known values", excerpt(value)),
                Change::Value {
                    owner,
                    value: value.clone(),
                },
            ),
            Unsaid::Variant { tag } => {
                let key = self.tag_of(ty);
                (
                    DifferenceKind::Variant,
                    owner.clone(),
                    format!("no variant has `{}` for its `{key}`", excerpt(tag)),
                    Change::Variant {
                        owner,
                        key,
                        tag: tag.clone(),
                        values: Inferred::default(),
                    },
                )
            }
            _ => return,
        };
        let difference = difference(kind, pointer, message, &value.to_string(), recording);
        if let Change::Property { values, .. } | Change::Variant { values, .. } =
            self.found(difference, change)
        {
            values.add(value);
        }
    }

    /// The property that tells the branches of a union apart.
    fn tag_of(&self, ty: &Type) -> String {
        match &ty.shape {
            Shape::Tagged(union) => union.tag.clone(),
            _ => String::new(),
        }
    }

    /// Counts what was found; the change that it stands for.
    fn found(&mut self, difference: Difference, change: Change) -> &mut Change {
        let key = (
            difference.kind,
            difference.pointer.clone(),
            difference.message.clone(),
        );
        let found = self.observed.found.entry(key);
        let found = found.or_insert(Found { difference, change });
        found.difference.count += 1;
        &mut found.change
    }
}

fn difference(
    kind: DifferenceKind,
    pointer: String,
    message: String,
    example: &str,
    recording: &str,
) -> Difference {
    Difference {
        kind,
        pointer,
        count: 0,
        message,
        example: excerpt(example),
        recording: recording.to_owned(),
    }
}

/// The value at a JSON Pointer.
fn at<'j>(json: &'j Json, place: &str) -> Option<&'j Json> {
    let segments = pointer::segments(place).ok()?;
    segments.iter().try_fold(json, |json, segment| match json {
        Json::Object(members) => members.get(segment.as_ref()),
        Json::Array(elements) => elements.get(segment.parse::<usize>().ok()?),
        _ => None,
    })
}
