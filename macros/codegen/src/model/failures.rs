//! What failing events and failed responses are read as.

use proc_macro2::Ident;
use stream_events_schema::{Checked, Content, Handle};

use super::item::Ty;
use super::types::Types;
use crate::names::{self, Scope};

/// The arms of the failure enum.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    /// One for each distinct type.
    pub(crate) arms: Vec<FailureArm>,
    /// Whether anything can fail at all.
    pub(crate) any: bool,
    /// The arm of a failed response's body.
    pub(crate) body: Option<usize>,
    /// The failing events with a JSON payload.
    pub(crate) events: Vec<FailingEvent>,
}

/// A failing event with a JSON payload.
#[derive(Debug)]
pub(crate) struct FailingEvent {
    /// Its name on the wire.
    pub(crate) key: String,
    /// The position of its arm.
    pub(crate) arm: usize,
    /// The method that makes its message.
    pub(crate) method: Ident,
}

#[derive(Debug)]
pub(crate) struct FailureArm {
    pub(crate) ident: Ident,
    pub(crate) ty: Ty,
    /// Whether it is made of nothing but integers.
    pub(crate) integers: bool,
}

pub(super) fn lower(document: &Checked, types: &mut Types<'_>) -> Failures {
    let mut failures = Failures::default();
    let mut scope = Scope::with(&["Other"]);
    let mut methods = Scope::with(&[]);
    for (key, event) in &document.events {
        if event.handle != Handle::Fail {
            continue;
        }
        failures.any = true;
        if event.content != Content::Json {
            continue;
        }
        let name = names::pascal(event.name.as_ref().unwrap_or(key));
        if let Some(ty) = types.failure(key, event.payload.as_ref(), &name) {
            let arm = failures.arm(&mut scope, ty, &name);
            let method = methods.fresh(&format!("write_{}", names::snake(&name)));
            failures.events.push(FailingEvent {
                key: key.clone(),
                arm,
                method: names::ident(&method),
            });
        }
    }
    if let Some(body) = types.body(document.errors.body.as_ref(), "ErrorBody") {
        failures.any = true;
        failures.body = Some(failures.arm(&mut scope, body, "ErrorBody"));
    } else if let [failing] = failures.events.as_slice() {
        failures.body = Some(failing.arm);
    }
    failures
}

impl Failures {
    /// The arm of a type: called like the type, or else by the hint.
    fn arm(&mut self, scope: &mut Scope, ty: Ty, hint: &str) -> usize {
        if let Some(arm) = self.arms.iter().position(|it| it.ty == ty) {
            return arm;
        }
        let name = match &ty {
            Ty::Item(_, ident) => Some(ident.to_string()),
            Ty::Own(own) => own.name.clone().filter(|name| !scope.has(name)),
            _ => None,
        };
        let name = name.as_deref().unwrap_or(hint);
        self.arms.push(FailureArm {
            ident: names::ident(&scope.fresh(name)),
            ty,
            integers: false,
        });
        self.arms.len() - 1
    }

    /// The arm of this failing event.
    pub(crate) fn of(&self, event: &str) -> Option<&FailureArm> {
        let failing = self.events.iter().find(|it| it.key == event)?;
        Some(&self.arms[failing.arm])
    }

    /// The arms that the text of a failed response is tried as: that of the body, or else each.
    pub(crate) fn tried(&self) -> &[FailureArm] {
        match self.body {
            Some(body) => &self.arms[body..=body],
            None => &self.arms,
        }
    }
}
