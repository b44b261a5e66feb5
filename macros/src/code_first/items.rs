//! The events that are items of the stream.

use proc_macro2::Span;
use stream_events_schema::{Content, Handle, Pointer};
use syn::{Fields, LitStr};

use super::errors::Errors;
use super::rules;
use super::set::{Condition, Event, Item, Meaning, Payload};
use super::variant::{self, Variant};

/// The events of a variant: one for each of its names.
pub(super) fn events(variant: &Variant<'_>, errors: &mut Errors) -> Vec<Event> {
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
    let mut read: Vec<Condition> = Vec::new();
    for condition in conditions {
        let pointer = rules::pointer(&condition.pointer, errors);
        let is_known = |pointer: &Pointer| read.iter().any(|it| it.pointer == *pointer);
        if let Some(pointer) = pointer.as_ref().filter(|it| is_known(it)) {
            errors.at(
                condition.pointer.span(),
                format!("`{pointer}` is listed twice"),
            );
        }
        if condition.values.as_ref().is_some_and(Vec::is_empty) {
            let message = "an empty list can never hold: list strings, or write the pointer alone \
                           for \"it is there and not null\"";
            errors.at(condition.pointer.span(), message);
        }
        let values = condition.values.as_ref();
        read.extend(pointer.map(|pointer| Condition {
            pointer,
            values: values.map(|values| values.iter().map(LitStr::value).collect()),
        }));
    }
    read
}
