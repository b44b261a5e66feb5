//! `snapshot` of a document.

use indexmap::IndexMap;

use crate::check::fold::event::Together;
use crate::check::fold::place::Base;
use crate::check::fold::walk::{Lost, Spot};
use crate::check::fold::{Checking, Types, changes, lists};
use crate::check_table::Check;
use crate::checked::Checked;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::Document;
use crate::parse::Unread;
use crate::pointer;
use crate::shape::{Shape, Type};
use crate::snapshot::checked::{Fold, Rule};
use crate::snapshot::{Restart, Snapshot};
use crate::tags::Tags;

/// Checks the rules of a document; `None` if it has no snapshot, or none that is understood.
pub(crate) fn check(
    document: &Document,
    checked: &Checked,
    unread: &Unread,
    findings: &mut Findings,
) -> Option<Fold> {
    let Some(snapshot) = &checked.snapshot else {
        without(document, unread, findings);
        return None;
    };
    let Some(ty) = &snapshot.ty else {
        if !unread.touches("/snapshot") {
            let message = "`snapshot` lacks `type`";
            let diagnostic = Diagnostic::new(Check::MissingKeyword, "/snapshot", message)
                .label("what do the events add up to?")
                .help("add `\"type\": { \"$ref\": \"#/$defs/Name\" }`");
            findings.add(diagnostic);
        }
        return None;
    };
    let tags = Tags::of(checked);
    let text = Type {
        shape: Shape::String,
        description: None,
        deprecated: false,
        name: None,
        pointer: String::new(),
    };
    let mut checking = Checking {
        document,
        types: Types {
            document: checked,
            tags: &tags,
        },
        unread,
        findings,
        text: &text,
    };
    checking.section(snapshot, ty);
    let base = Base {
        spot: Spot::whole(ty),
        at: Vec::new(),
        elements: Vec::new(),
    };
    let mut together = Together::default();
    let mut events = IndexMap::new();
    for (index, name) in document.events.keys().enumerate() {
        if let Some(rules) = checking.event(index, &base, &mut together) {
            events.insert(name.clone(), rules);
        }
    }
    checking.begins(snapshot, together.starts);
    Some(checking.together(ty, snapshot, events, &together))
}

/// Reports rules in a document without a snapshot.
fn without(document: &Document, unread: &Unread, findings: &mut Findings) {
    if unread.touches("/snapshot") {
        return;
    }
    for (name, event) in &document.events {
        if event.apply.is_some() {
            let place = pointer::child(&pointer::child("/events", name), "apply");
            let message = "`apply` says what an event does to the snapshot, and there is none";
            let diagnostic = Diagnostic::new(Check::ApplyWithoutItem, place, message)
                .at_key()
                .label("never followed")
                .help("add `\"snapshot\": { \"type\": { … } }` to the document, or remove `apply`");
            findings.add(diagnostic);
        }
    }
}

impl<'t> Checking<'t, '_> {
    fn section(&mut self, snapshot: &Snapshot<Type>, ty: &'t Type) {
        if let Restart::Same(pointer) = &snapshot.restart {
            let mut spot = Spot::whole(ty);
            for key in pointer.segments() {
                match self.types.field(&spot, key) {
                    Ok(found) => spot = Spot::whole(found.ty),
                    Err(lost) => {
                        self.report(lost, "/snapshot/restart/same");
                        break;
                    }
                }
            }
            if pointer.segments().is_empty() {
                let lost = Lost::because(
                    Check::RuleField,
                    "`same` compares a field of the value, and this is the whole",
                    "no field",
                    "write `\"/id\"`, or whatever tells one value from another",
                );
                self.report(lost, "/snapshot/restart/same");
            }
        }
        if let Some(initial) = &snapshot.initial
            && !self.unread.touches("/snapshot/initial")
            && let Err(misfit) = self.types.holds(ty, initial)
        {
            let message = format!("`initial` is no value of the snapshot's type: {misfit}");
            let help = format!("write a value of the type at {}", ty.pointer);
            let lost = Lost::because(Check::SnapshotInitial, message, "does not fit", help);
            self.report(lost, "/snapshot/initial");
        }
    }

    /// Whether the value begins in one way.
    fn begins(&mut self, snapshot: &Snapshot<Type>, starts: bool) {
        let (pointer, message, help) = match (&snapshot.initial, starts) {
            (Some(_), true) => (
                "/snapshot/initial",
                "the value is there before the first event, and some event starts it",
                "remove `initial`, or the rules with `start`",
            ),
            (None, false) => (
                "/snapshot",
                "nothing starts the value",
                "add a rule such as `{ \"start\": \"/message\" }` to the event that brings it, or \
                 give it an `initial` value",
            ),
            _ => return,
        };
        // What could not be read may start it.
        if self.unread.touches("/events") || self.unread.touches("/snapshot") {
            return;
        }
        let lost = Lost::because(Check::SnapshotStart, message, "begins twice or never", help);
        self.report(lost, pointer);
    }

    /// What the rules of all events say together.
    fn together(
        &mut self,
        ty: &Type,
        snapshot: &Snapshot<Type>,
        mut events: IndexMap<String, Vec<Rule>>,
        together: &Together<'t>,
    ) -> Fold {
        lists::sparse(&together.inserted, self.findings);
        let mut rules = Vec::new();
        for event in events.values() {
            lists::flat(event, &mut rules);
        }
        let json_texts = lists::json_texts(&rules);
        lists::into_json_text(&rules, &json_texts, self.findings);
        let closed = lists::all_closed(&rules);
        let changes = changes::changes(&together.emitted, &json_texts, self.types, self.findings);
        for rules in events.values_mut() {
            lists::open(rules, &closed);
        }
        Fold {
            ty: ty.clone(),
            restart: snapshot.restart.clone(),
            initial: snapshot.initial.clone(),
            events,
            changes,
            json_texts,
        }
    }
}
