//! What becomes of events that are not declared.

use proc_macro2::Span;
use stream_events_schema::{Mismatch, Unknown};
use syn::{DeriveInput, Fields, GenericArgument, PathArguments, Type, parse_quote};

use super::container::Container;
use super::errors::Errors;
use super::set::UnknownVariant;
use super::variant::Variant;

/// The variant of events that are not declared, with where it is called so.
pub(super) fn variant(
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
pub(super) fn unknown(
    input: &DeriveInput,
    container: &Container,
    variant: Option<&(UnknownVariant, Span)>,
    errors: &mut Errors,
) -> Unknown {
    let keeps_mismatches = container.mismatch.filter(|it| it.value == Mismatch::Keep);
    match (container.unknown, variant, keeps_mismatches) {
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
    if let (None, Some(word)) = (variant, keeps_mismatches)
        && container
            .unknown
            .is_some_and(|it| it.value != Unknown::Keep)
    {
        let message = "to keep mismatches add a variant for them: `#[event(unknown)] \
                       Unknown(UnknownEvent)`";
        errors.at(word.span, message);
    }
    container.unknown.map_or(Unknown::Keep, |it| it.value)
}
