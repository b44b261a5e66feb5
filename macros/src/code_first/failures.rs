//! The arms of the failure enum.

use proc_macro2::Ident;
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::{DeriveInput, Type};

use super::container::Container;
use super::errors::Errors;
use super::set::{Arm, Failures};
use super::valid::failure_ident;

/// What failing events and failed responses are read as; `None` when nothing fails.
pub(super) fn failures(
    input: &DeriveInput,
    container: &Container,
    errors: &mut Errors,
) -> Option<Failures> {
    if container.fail.is_empty() && container.errors.body.is_none() {
        let idle = [
            container.failure.as_ref().map(|it| (it.span(), "failure")),
            container
                .derives
                .first()
                .map(|it| (syn::spanned::Spanned::span(it), "derive")),
        ];
        for (span, option) in idle.into_iter().flatten() {
            let message = format!(
                "`{option}` is about the failure enum, but nothing fails: declare what does, with \
                 `fail(\"name\" = Payload)`, or remove it",
            );
            errors.at(span, message);
        }
        return None;
    }
    let ident = failure_ident(&input.ident, container);
    let mut failures = Failures {
        ident,
        derives: container.derives.clone(),
        arms: Vec::new(),
        body: None,
    };
    let events = container.fail.iter().filter_map(|fail| {
        Some((
            fail.ty.as_ref()?,
            stream_events_codegen::variant_name(&fail.event.value()),
        ))
    });
    let body = container
        .errors
        .body
        .as_ref()
        .map(|ty| (ty, format_ident!("ErrorBody")));
    for (ty, hint) in events.chain(body) {
        if *ty.to_token_stream().to_string() == *failures.ident.unraw().to_string() {
            let message = format!(
                "the derive makes an enum `{}`: give it another name, with `failure = Name`",
                failures.ident,
            );
            errors.on(ty, message);
        }
        failures.add(ty, hint);
    }
    failures.body = match (&container.errors.body, failures.arms.as_slice()) {
        (Some(body), _) => failures.arm(body),
        (None, [_]) if container.fail.len() == 1 => Some(0),
        (None, _) => None,
    };
    Some(failures)
}

impl Failures {
    fn add(&mut self, ty: &Type, hint: Ident) {
        if self.arm(ty).is_some() {
            return;
        }
        let taken =
            |ident: &Ident| *ident == "Other" || self.arms.iter().any(|it| it.ident == *ident);
        let mut ident = last_segment(ty).filter(|it| !taken(it)).unwrap_or(hint);
        while taken(&ident) {
            ident = format_ident!("{ident}2");
        }
        self.arms.push(Arm {
            ident,
            ty: ty.clone(),
        });
    }

    /// The arm of this type.
    pub(super) fn arm(&self, ty: &Type) -> Option<usize> {
        let tokens = ty.to_token_stream().to_string();
        self.arms
            .iter()
            .position(|arm| arm.ty.to_token_stream().to_string() == tokens)
    }
}

/// The type's own name, if it is one for a variant.
fn last_segment(ty: &Type) -> Option<Ident> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let is_plain = last.arguments.is_none();
    let is_pascal = last.ident.to_string().starts_with(char::is_uppercase);
    (is_plain && is_pascal).then(|| last.ident.clone())
}
