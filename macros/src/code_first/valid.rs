//! What is written → [`Set`], or every mistake in it.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use stream_events_schema::{Content, End, Handle, Mismatch, Unknown};
use syn::ext::IdentExt;
use syn::{DeriveInput, Fields, GenericArgument, LitStr, PathArguments, Type, parse_quote};

use super::container::Container;
use super::errors::Errors;
use super::failures;
use super::rules;
use super::set::{Condition, Event, Item, Meaning, Payload, Set, UnknownVariant};
use super::variant::{self, Variant};

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
    let unknown_variant = unknown_variant(variants, &mut errors);
    let unknown = unknown(input, container, unknown_variant.as_ref(), &mut errors);
    let failures = failures::failures(input, container, &mut errors);
    let mut events = Vec::new();
    for variant in variants.iter().filter(|variant| variant.unknown.is_none()) {
        events.extend(self::events(variant, &mut errors));
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

/// The variant of events that are not declared, with where it is called so.
fn unknown_variant(
    variants: &[Variant<'_>],
    errors: &mut Errors,
) -> Option<(UnknownVariant, Span)> {
    let mut found: Option<(UnknownVariant, Span)> = None;
    for variant in variants {
        let Some(span) = variant.unknown else {
            continue;
        };
        if let Some((first, _)) = &found {
            let message = format!(
                "`{}` is the variant of unknown events already: there can be one only",
                first.ident,
            );
            errors.at(span, message);
            continue;
        }
        if let Some(name) = variant.names.first() {
            let message = "the variant of unknown events has no name on the wire: it is for all \
                           that are not declared";
            errors.at(name.span(), message);
        }
        let options = [
            variant.content.map(|it| (it.span, "content")),
            variant.handle.map(|it| (it.span, "handle")),
            variant.when.as_ref().map(|it| (it.0, "when")),
        ];
        for (span, option) in options.into_iter().flatten() {
            let message = format!(
                "`{option}` says nothing about unknown events: they are kept as they came, and \
                 the stream goes on",
            );
            errors.at(span, message);
        }
        let ty = match &variant.syntax.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed[0].ty.clone(),
            _ => {
                let message = format!(
                    "the variant of unknown events keeps them: write `{}(UnknownEvent)`",
                    variant.ident(),
                );
                errors.on(variant.ident(), message);
                // Whatever its shape, it is there.
                parse_quote!(UnknownEvent)
            }
        };
        if !is_unknown_event(&ty) {
            errors.on(
                &ty,
                "the variant of unknown events keeps an `UnknownEvent`: write that here",
            );
        }
        found = Some((
            UnknownVariant {
                ident: variant.ident().clone(),
                ty,
            },
            span,
        ));
    }
    found
}

/// Whether the type says that it is an `UnknownEvent`, or one in a box. (Another type would be one
/// error where the variant is made, and one more where its event type is asked for.)
fn is_unknown_event(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    match &last.arguments {
        PathArguments::None => last.ident == "UnknownEvent",
        PathArguments::AngleBracketed(arguments) if last.ident == "Box" => {
            matches!(arguments.args.first(), Some(GenericArgument::Type(ty)) if is_unknown_event(ty))
        }
        _ => false,
    }
}

/// What becomes of events that are not declared. Kept where there is a variant for them; if not,
/// dropping what an API sends is for a person to decide.
fn unknown(
    input: &DeriveInput,
    container: &Container,
    variant: Option<&(UnknownVariant, Span)>,
    errors: &mut Errors,
) -> Unknown {
    let keeps_misfits = container.mismatch.filter(|it| it.value == Mismatch::Keep);
    match (container.unknown, variant, keeps_misfits) {
        (None, Some(_), _) => return Unknown::Keep,
        (None, None, _) => {
            let message = "what becomes of an event that is not declared? Add a variant that keeps \
                           it, `#[event(unknown)] Unknown(UnknownEvent)`, or write `unknown = \
                           \"skip\"` or `unknown = \"fail\"` in `#[stream_events(..)]`";
            errors.on(&input.ident, message);
        }
        (Some(word), None, _) if word.value == Unknown::Keep => {
            let message = "to keep unknown events add a variant for them: `#[event(unknown)] \
                           Unknown(UnknownEvent)`";
            errors.at(word.span, message);
        }
        (Some(word), Some((variant, span)), None) if word.value != Unknown::Keep => {
            let message = format!(
                "`{}` is never made, since unknown events are not kept: remove the variant, or \
                 remove `unknown = ..`",
                variant.ident,
            );
            errors.at(*span, message);
        }
        _ => {}
    }
    if let (None, Some(word)) = (variant, keeps_misfits)
        && container
            .unknown
            .is_some_and(|it| it.value != Unknown::Keep)
    {
        let message = "to keep misfits add a variant for them: `#[event(unknown)] \
                       Unknown(UnknownEvent)`";
        errors.at(word.span, message);
    }
    container.unknown.map_or(Unknown::Keep, |it| it.value)
}

/// The events of a variant: one for each of its names.
fn events(variant: &Variant<'_>, errors: &mut Errors) -> Vec<Event> {
    let Some(payload) = payload(variant, errors) else {
        return Vec::new();
    };
    let handle = handle(variant, errors);
    let item = Item {
        variant: variant.ident().clone(),
        only_name: variant.names.len() == 1,
        when: when(variant, &payload, handle, errors),
        payload,
        handle,
        description: variant::description(&variant.syntax.attrs),
        deprecated: variant
            .syntax
            .attrs
            .iter()
            .any(|it| it.path().is_ident("deprecated")),
    };
    let event = |name: &LitStr| Event {
        name: name.value(),
        meaning: Meaning::Item(Box::new(item.clone())),
    };
    variant.names.iter().map(event).collect()
}

fn payload(variant: &Variant<'_>, errors: &mut Errors) -> Option<Payload> {
    let ident = variant.ident();
    let content = variant.content;
    match (&variant.syntax.fields, content.map(|it| it.value)) {
        (Fields::Unit, None | Some(Content::None)) => Some(Payload::None),
        (Fields::Unit, Some(content)) => {
            let example = if content == Content::Text {
                "String"
            } else {
                "Payload"
            };
            let message = format!(
                "`{ident}` has nowhere to put its data: write `{ident}({example})`, or `content = \
                 \"none\"` if the data is of no interest",
            );
            errors.on(ident, message);
            None
        }
        (Fields::Unnamed(fields), _) if fields.unnamed.is_empty() => {
            errors.on(
                &variant.syntax.fields,
                format!("write `{ident}` without parentheses"),
            );
            None
        }
        (Fields::Unnamed(fields), _) if fields.unnamed.len() > 1 => {
            let message = format!(
                "an event has one payload: put these into a struct of your own and write \
                 `{ident}({ident})`",
            );
            errors.on(&variant.syntax.fields, message);
            None
        }
        (Fields::Unnamed(_), Some(Content::None)) => {
            let span = content.map_or(Span::call_site(), |it| it.span);
            let message = format!(
                "data that is of no interest is not kept: write `{ident}` without a payload, or \
                 remove `content`",
            );
            errors.at(span, message);
            None
        }
        (Fields::Unnamed(fields), content) => {
            let ty = fields.unnamed[0].ty.clone();
            Some(if content == Some(Content::Text) {
                Payload::Text(ty)
            } else {
                Payload::Json(ty)
            })
        }
        (Fields::Named(fields), _) => {
            let message = format!(
                "an event has one payload: put these fields into a struct that implements \
                 `Deserialize` and write `{ident}({ident})`",
            );
            errors.on(fields, message);
            None
        }
    }
}

fn handle(variant: &Variant<'_>, errors: &mut Errors) -> Handle {
    let Some(handle) = variant.handle else {
        return Handle::Yield;
    };
    let name = variant
        .names
        .first()
        .map_or_else(String::new, LitStr::value);
    let message = match handle.value {
        Handle::Skip => format!(
            "an event that is skipped has no variant: remove this one and write `skip({name:?})` \
             in `#[stream_events(..)]`",
        ),
        Handle::Fail => format!(
            "a failure is no item of the stream and has no variant: remove this one and write \
             `fail({name:?} = Payload)` in `#[stream_events(..)]`",
        ),
        _ => return handle.value,
    };
    errors.at(handle.span, message);
    Handle::Yield
}

fn when(
    variant: &Variant<'_>,
    payload: &Payload,
    handle: Handle,
    errors: &mut Errors,
) -> Vec<Condition> {
    let Some((span, conditions)) = &variant.when else {
        return Vec::new();
    };
    let handle_failed = variant.handle.is_some_and(|it| it.value != handle);
    if handle == Handle::Yield && !handle_failed {
        let message = "`when` says when an end applies: add `handle = \"finish\"` or `handle = \
                       \"complete\"`, or remove it";
        errors.at(*span, message);
    }
    if !matches!(payload, Payload::Json(_)) {
        let message = "`when` looks into JSON, which this event's data is not";
        errors.at(*span, message);
    }
    if conditions.is_empty() {
        errors.at(*span, "what must hold? Write `when(\"/pointer\")`");
    }
    let mut seen: Vec<String> = Vec::new();
    for condition in conditions {
        let pointer = condition.pointer.value();
        if seen.contains(&pointer) {
            errors.at(
                condition.pointer.span(),
                format!("`{pointer}` is listed twice"),
            );
        } else {
            rules::pointer(&condition.pointer, errors);
        }
        if condition.values.as_ref().is_some_and(Vec::is_empty) {
            let message = "an empty list can never hold: list strings, or write the pointer alone \
                           for \"it is there and not null\"";
            errors.at(condition.pointer.span(), message);
        }
        seen.push(pointer);
    }
    conditions.iter().map(condition).collect()
}

fn condition(condition: &variant::Condition) -> Condition {
    let values = condition.values.as_ref();
    Condition {
        pointer: condition.pointer.value(),
        values: values.map(|values| values.iter().map(LitStr::value).collect()),
    }
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
