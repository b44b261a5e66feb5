//! The types of payloads, as far as their tokens tell.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use stream_events_codegen::Errors;
use syn::{DeriveInput, Fields, GenericParam, Type};

use super::variant::Variant;

/// Sees that the enum has no parameters. A lifetime is there for a payload that borrows.
pub(super) fn generics(input: &DeriveInput, variants: &[Variant<'_>], errors: &mut Errors) {
    let parameters = &input.generics.params;
    let others = parameters.iter();
    let others = others.filter(|it| !matches!(it, GenericParam::Lifetime(_)));
    if others.count() > 0 {
        let message = "a set of events has no parameters: write the types out in its payloads";
        errors.on(&input.generics, message);
        return;
    }
    for parameter in parameters {
        let GenericParam::Lifetime(parameter) = parameter else {
            continue;
        };
        let lifetime = &parameter.lifetime;
        let borrows = |variant: &&Variant<'_>| {
            let payload = variant.payload();
            payload.is_some_and(|ty| names(ty, &lifetime.ident))
        };
        let message = match variants.iter().find(borrows) {
            Some(variant) => format!(
                "the payload of `{}` borrows for `{lifetime}`, but an event outlives the text that \
                 it is read from: it needs a payload that implements `DeserializeOwned`, with \
                 `String` in place of `&str`",
                variant.ident(),
            ),
            None => format!(
                "an event outlives the text that it is read from, so its payload implements \
                 `DeserializeOwned`: remove `{lifetime}`",
            ),
        };
        errors.on(lifetime, message);
    }
}

/// Sees that a variant has room for what its event is: one payload, or none.
pub(super) fn check(variant: &Variant<'_>, errors: &mut Errors) {
    let (ident, fields) = (variant.ident(), &variant.syntax.fields);
    if let Some((handle @ ("skip" | "fail"), span)) = variant.word("handle") {
        errors.at(span, variant.no_variant(handle));
    }
    let content = variant.word("content");
    match (fields, content) {
        (Fields::Unit, Some((content @ ("json" | "text"), _))) => {
            let example = if content == "text" {
                "String"
            } else {
                "Payload"
            };
            let message = format!(
                "`{ident}` has nowhere to put its data: write `{ident}({example})`, or `content = \
                 \"none\"` if the data is of no interest",
            );
            errors.on(ident, message);
        }
        (Fields::Unit, _) => {}
        (Fields::Unnamed(fields), _) if fields.unnamed.is_empty() => {
            errors.on(fields, format!("write `{ident}` without parentheses"));
        }
        (Fields::Unnamed(fields), _) if fields.unnamed.len() > 1 => {
            let message = format!(
                "an event has one payload: put these into a struct of your own and write \
                 `{ident}({ident})`",
            );
            errors.on(fields, message);
        }
        (Fields::Unnamed(_), Some(("none", span))) => {
            let message = format!(
                "data that is of no interest is not kept: write `{ident}` without a payload, or \
                 remove `content`",
            );
            errors.at(span, message);
        }
        (Fields::Unnamed(_), _) => {}
        (Fields::Named(fields), _) => {
            let message = format!(
                "an event has one payload: put these fields into a struct that implements \
                 `Deserialize` and write `{ident}({ident})`",
            );
            errors.on(fields, message);
        }
    }
}

/// Whether a type is this name and nothing else.
pub(super) fn is_called(ty: &Type, name: &Ident) -> bool {
    *name == ty.to_token_stream().to_string()
}

/// Whether a type, or one inside it, has this name.
pub(super) fn names(ty: &Type, name: &Ident) -> bool {
    fn any(tokens: TokenStream, name: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == *name,
            TokenTree::Group(group) => any(group.stream(), name),
            _ => false,
        })
    }
    any(ty.to_token_stream(), name)
}
