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
    /// The arm of each failing event with a JSON payload.
    pub(crate) events: Vec<(String, usize)>,
}

#[derive(Debug)]
pub(crate) struct FailureArm {
    pub(crate) ident: Ident,
    pub(crate) ty: Ty,
}

pub(super) fn lower(document: &Checked, types: &mut Types<'_>) -> Failures {
    let mut failures = Failures::default();
    let mut scope = Scope::with(&["Other"]);
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
            failures.events.push((key.clone(), arm));
        }
    }
    if let Some(body) = types.body(document.errors.body.as_ref(), "ErrorBody") {
        failures.any = true;
        failures.body = Some(failures.arm(&mut scope, body, "ErrorBody"));
    } else if let [(_, arm)] = failures.events.as_slice() {
        failures.body = Some(*arm);
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
        });
        self.arms.len() - 1
    }

    /// The arm of this failing event.
    pub(crate) fn of(&self, event: &str) -> Option<&FailureArm> {
        let (_, arm) = self.events.iter().find(|(key, _)| key == event)?;
        Some(&self.arms[*arm])
    }

    /// The arms that the text of a failed response is tried as: that of the body, or else each.
    pub(crate) fn tried(&self) -> &[FailureArm] {
        match self.body {
            Some(body) => &self.arms[body..=body],
            None => &self.arms,
        }
    }
}
