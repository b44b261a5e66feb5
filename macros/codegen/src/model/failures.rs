//! What failing events and failed responses are read as.

use proc_macro2::Ident;
use stream_events_schema::{Checked, Content, Handle, Type};

use super::item::Ty;
use super::lower::Lower;
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

pub(super) fn lower(document: &Checked, lower: &mut Lower<'_>) -> Failures {
    let mut failures = Failures::default();
    let mut scope = Scope::with(&["Other"]);
    for (key, event) in &document.events {
        if event.handle != Handle::Fail {
            continue;
        }
        failures.any = true;
        if let (Content::Json, Some(payload)) = (event.content, &event.payload) {
            let name = names::pascal(event.name.as_ref().unwrap_or(key));
            let arm = failures.arm(lower, &mut scope, payload, &name);
            failures.events.push((key.clone(), arm));
        }
    }
    if let Some(body) = &document.errors.body {
        failures.any = true;
        failures.body = Some(failures.arm(lower, &mut scope, body, "ErrorBody"));
    } else if let [(_, arm)] = failures.events.as_slice() {
        failures.body = Some(*arm);
    }
    failures
}

impl Failures {
    fn arm(&mut self, lower: &mut Lower<'_>, scope: &mut Scope, ty: &Type, hint: &str) -> usize {
        let ty = lower.ty(ty, hint);
        if let Some(arm) = self.arms.iter().position(|it| it.ty == ty) {
            return arm;
        }
        let name = match &ty {
            Ty::Item(_, ident) => ident.to_string(),
            _ => hint.to_owned(),
        };
        self.arms.push(FailureArm {
            ident: names::ident(&scope.fresh(&name)),
            ty,
        });
        self.arms.len() - 1
    }

    /// The arm of this failing event.
    pub(crate) fn of(&self, event: &str) -> Option<&FailureArm> {
        let (_, arm) = self.events.iter().find(|(key, _)| key == event)?;
        Some(&self.arms[*arm])
    }
}
