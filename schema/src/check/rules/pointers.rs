//! Pointers of `errors` and `dispatch`, compared with the payloads they are for.

use std::collections::HashSet;

use crate::check::rules::reach::{Lead, Wanted, unsaid};
use crate::check::rules::when::Types;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::{Event, Stream};
use crate::pointer::{self, Pointer};
use crate::shape::{Shape, Type};
use crate::words::{Dispatch, Handle};

/// Notes the pointers of `errors` that find nothing in a failure.
///
/// They are looked for in what came, not in its type, and error bodies of which the document says
/// nothing are read by them too. So a pointer of several may be for one of those: it is noted only
/// if it is nearly one that a declared failure has, or if no declared failure has any of them.
pub(crate) fn errors(
    checked: &Stream<Type>,
    types: Types<'_>,
    open: &HashSet<String>,
    findings: &mut Findings,
) {
    let failing = checked
        .events
        .values()
        .filter(|it| it.handle == Handle::Fail);
    // What such an event has for its data may be anything.
    let others = failing.clone().any(|event| event.payload.is_none());
    let mut look = Look::new("no declared failure has anything", types, open, failing);
    look.payloads.extend(&checked.errors.body);
    let errors = &checked.errors;
    let types = errors.types.iter().enumerate();
    let types = types.filter_map(|(index, it)| Some((index, it.pointer()?)));
    let mut alternatives = vec![("/errors/type", types.collect::<Vec<_>>(), &TYPE)];
    let lists = [
        ("/errors/message", &errors.message_pointers, &STRING),
        ("/errors/status", &errors.status_pointers, &STATUS),
        ("/errors/retry_after", &errors.retry_after_pointers, &WAIT),
    ];
    let lists =
        lists.map(|(list, pointers, finds)| (list, pointers.iter().enumerate().collect(), finds));
    alternatives.extend(lists);
    for (list, pointers, finds) in alternatives {
        let entries: Vec<_> = pointers
            .into_iter()
            .map(|(index, pointer)| (format!("{list}/{index}"), pointer))
            .collect();
        look.alternatives(&entries, others, finds, findings);
    }
}

/// Notes the pointers of `dispatch` that find nothing in a payload.
///
/// A payload need not declare where its own name stands, and other entries may name the event. So
/// a pointer is noted if it is nearly one that a payload has, or if pointers alone name events and
/// no payload has any of them. Events without a payload do not count: pointers that are for them
/// only would name none of the others. What `has` points to may be there for nothing else: it is
/// noted only if it is nearly something that the payload of its event has.
pub(crate) fn dispatch(
    checked: &Stream<Type>,
    types: Types<'_>,
    open: &HashSet<String>,
    findings: &mut Findings,
) {
    let mut entries = Vec::new();
    for (index, entry) in checked.dispatch.iter().enumerate() {
        let place = format!("/dispatch/{index}");
        match entry {
            Dispatch::Pointer(pointer) => entries.push((place, pointer)),
            Dispatch::Has {
                pointer,
                event_type,
            } => {
                let named = checked.events.get(event_type).into_iter();
                let nothing = format!("the payload of `{event_type}` has nothing");
                let entry = (pointer::child(&place, "has"), pointer);
                let look = Look::new(nothing, types, open, named);
                look.alternatives(&[entry], true, &ANYTHING, findings);
            }
            Dispatch::Event | Dispatch::Always(_) => {}
        }
    }
    let others = entries.len() < checked.dispatch.len();
    let look = Look::new(
        "no event's payload has anything",
        types,
        open,
        checked.events.values(),
    );
    look.alternatives(&entries, others, &STRING, findings);
}

const STRING: Wanted = Wanted {
    fits: |shape| {
        unsaid(shape) || matches!(shape, Shape::String | Shape::Const(_) | Shape::Enum(_))
    },
    noun: "a string",
    any_element: false,
};
const TYPE: Wanted = Wanted {
    fits: |shape| (STRING.fits)(shape) || matches!(shape, Shape::Integer { .. } | Shape::Number),
    ..STRING
};
const STATUS: Wanted = Wanted {
    noun: "a number",
    ..TYPE
};
const WAIT: Wanted = Wanted {
    noun: "a number or a text",
    any_element: true,
    ..TYPE
};
const ANYTHING: Wanted = Wanted {
    fits: |_| true,
    noun: "a value",
    any_element: false,
};

/// The payloads that pointers are for.
struct Look<'a> {
    /// That it is not there; before "at `/pointer`".
    nothing: String,
    types: Types<'a>,
    open: &'a HashSet<String>,
    payloads: Vec<&'a Type>,
}

impl<'a> Look<'a> {
    fn new(
        nothing: impl Into<String>,
        types: Types<'a>,
        open: &'a HashSet<String>,
        events: impl Iterator<Item = &'a Event<Type>>,
    ) -> Self {
        Self {
            nothing: nothing.into(),
            types,
            open,
            payloads: events.filter_map(|it| it.payload.as_ref()).collect(),
        }
    }

    /// Notes those of some pointers, tried in turn, that will hardly find anything; with `others`
    /// if more is tried than these, or elsewhere.
    fn alternatives(
        &self,
        entries: &[(String, &Pointer)],
        others: bool,
        wanted: &Wanted,
        findings: &mut Findings,
    ) {
        let leads: Vec<_> = entries
            .iter()
            .map(|(_, pointer)| self.types.lead(&self.payloads, pointer, wanted))
            .collect();
        let all_lost = !others && leads.iter().all(|lead| self.is_lost(lead));
        for ((place, pointer), lead) in entries.iter().zip(leads) {
            let (message, label, help) = match lead {
                Lead::Nowhere {
                    meant: Some(meant), ..
                } if entries.iter().all(|(_, known)| **known != meant) => (
                    format!("{} at `{pointer}`", self.nothing),
                    "leads nowhere".to_owned(),
                    format!("did you mean `{meant}`?"),
                ),
                Lead::Nowhere { .. } if all_lost => (
                    format!("{} at `{pointer}`", self.nothing),
                    "leads nowhere".to_owned(),
                    "declare it, or point to something that is declared".to_owned(),
                ),
                Lead::Other(ty) if all_lost => (
                    format!("what is at `{pointer}` is not {}", wanted.noun),
                    format!("leads to {}", ty.pointer),
                    format!("point to {}", wanted.noun),
                ),
                _ => continue,
            };
            let diagnostic = Diagnostic::new(Check::LostPointer, place, message);
            findings.add(diagnostic.label(label).help(help));
        }
    }

    /// Whether no payload can have what is looked for, by all that is said.
    fn is_lost(&self, lead: &Lead<'_>) -> bool {
        match lead {
            Lead::Found => false,
            Lead::Other(_) => true,
            Lead::Nowhere { lacking, .. } => {
                let open = lacking.iter().any(|ty| self.open.contains(&ty.pointer));
                !lacking.is_empty() && !open
            }
        }
    }
}
