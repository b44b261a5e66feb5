//! What is written → [`Set`], or every mistake in it.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use stream_events_schema::{End, Handle, Mismatch};
use syn::ext::IdentExt;
use syn::{DeriveInput, LitStr};

use super::container::Container;
use super::errors::Errors;
use super::set::{Event, Meaning, Set};
use super::variant::{self, Variant};
use super::{failures, items, rules, unknown};

pub(super) fn set(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant<'_>],
) -> syn::Result<Set> {
    let mut errors = Errors::default();
    if !input.generics.params.is_empty() {
        let message = "a set of events has no parameters: write the types out in its payloads";
        errors.on(&input.generics, message);
    }
    let names = names(input, container, variants, &mut errors);
    let unknown_variant = unknown::variant(variants, &mut errors);
    let unknown = unknown::unknown(input, container, unknown_variant.as_ref(), &mut errors);
    let failures = failures::failures(input, container, &mut errors);
    let mut events = Vec::new();
    for variant in variants.iter().filter(|variant| variant.unknown.is_none()) {
        events.extend(items::events(variant, &mut errors));
    }
    events.extend(container.skip.iter().map(|name| Event {
        name: name.value(),
        meaning: Meaning::Skip,
    }));
    events.extend(container.fail.iter().map(|fail| Event {
        name: fail.event.value(),
        meaning: Meaning::Fail(failures.as_ref().and_then(|it| it.arm(fail.ty.as_ref()?))),
    }));
    let end_required = end(container, variants, &mut errors);
    let set = Set {
        ident: input.ident.clone(),
        visibility: input.vis.to_token_stream(),
        runtime: runtime(container),
        name: container
            .name
            .as_ref()
            .map_or(input.ident.unraw().to_string(), LitStr::value),
        description: variant::description(&input.attrs),
        dispatch: rules::dispatch(container, &names, &mut errors),
        events,
        unknown,
        unknown_variant: unknown_variant.map(|(it, _)| it),
        mismatch: container.mismatch.map_or(Mismatch::Error, |it| it.value),
        end: container.end.map(|it| it.value),
        end_required,
        sentinels: rules::sentinels(container, &mut errors),
        errors: rules::errors(container, &mut errors),
        request_id: rules::request_id(container, &mut errors),
        resume: rules::resume(container, &mut errors),
        failures,
    };
    errors.into_result().map(|()| set)
}

pub(super) fn runtime(container: &Container) -> TokenStream {
    container
        .runtime
        .clone()
        .unwrap_or_else(|| quote!(::stream_events))
}

/// All declared names; a name means one thing.
fn names(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant<'_>],
    errors: &mut Errors,
) -> Vec<String> {
    let of_variants = variants.iter().flat_map(|variant| {
        variant
            .names
            .iter()
            .map(move |name| (name, format!("`{}`", variant.ident())))
    });
    let skipped = container
        .skip
        .iter()
        .map(|name| (name, "`skip(..)`".to_owned()));
    let failing = container
        .fail
        .iter()
        .map(|fail| (&fail.event, "`fail(..)`".to_owned()));
    let mut known: HashMap<String, String> = HashMap::new();
    let mut names = Vec::new();
    for (name, place) in of_variants.chain(skipped).chain(failing) {
        let text = name.value();
        if text.is_empty() {
            let message = "an event cannot have the empty name: an empty `event` field counts as \
                           none";
            errors.at(name.span(), message);
        } else if let Some(other) = known.get(&text) {
            let message = if *other == place {
                format!("the event `{text}` is declared twice in {other}: remove one of the two")
            } else {
                format!(
                    "the event `{text}` is declared by {other} already: an event means one thing",
                )
            };
            errors.at(name.span(), message);
        } else {
            known.insert(text.clone(), place);
            names.push(text);
        }
    }
    let any_mistake = variants.iter().any(|variant| !variant.names.is_empty());
    if names.is_empty() && !any_mistake && container.skip.is_empty() && container.fail.is_empty() {
        let message = "no event is declared: add a variant for each, such as \
                       `#[event(\"update\")] Update(Update)`";
        errors.on(&input.ident, message);
    }
    names
}

/// Whether a stream must say that it is over.
fn end(container: &Container, variants: &[Variant<'_>], errors: &mut Errors) -> bool {
    let ends = |variant: &Variant<'_>| {
        variant
            .handle
            .is_some_and(|it| matches!(it.value, Handle::Finish | Handle::Complete))
    };
    let can_end = variants.iter().any(ends) || rules::finishing_sentinel(container);
    match container.end {
        None => can_end,
        Some(end) => {
            if end.value == End::Required && !can_end {
                let message = "nothing brings the end that is required, so every stream would be \
                               reported as truncated: give the last event `handle = \"finish\"`, \
                               declare `sentinels(\"[DONE]\" = \"finish\")`, or remove `end`";
                errors.at(end.span, message);
            }
            end.value == End::Required
        }
    }
}

/// What the failure enum is called.
pub(super) fn failure_ident(input: &Ident, container: &Container) -> Ident {
    container
        .failure
        .clone()
        .unwrap_or_else(|| format_ident!("{}Failure", input.unraw()))
}
