//! What becomes of events that are not declared.

use proc_macro2::Span;
use stream_events_codegen::Errors;
use syn::{DeriveInput, GenericArgument, Ident, PathArguments, Type, parse_quote};

use super::container::Container;
use super::variant::Variant;

/// The variant of events that are not declared, with where it is called so.
pub(super) fn variant<'a>(
    variants: &[Variant<'a>],
    errors: &mut Errors,
) -> Option<(&'a Ident, Type, Span)> {
    let mut unknown = variants
        .iter()
        .filter_map(|variant| Some((variant, variant.unknown?)));
    let (variant, span) = unknown.next()?;
    let ident = variant.ident();
    for (_, span) in unknown {
        let message =
            format!("`{ident}` is the variant of unknown events already: there can be one only",);
        errors.at(span, message);
    }
    if let Some(name) = variant.names.first() {
        let message = "the variant of unknown events has no name on the wire: it is for all that \
                       are not declared";
        errors.at(name.span(), message);
    }
    for keyword in &variant.keywords {
        let message = format!(
            "`{}` says nothing about unknown events: they are kept as they came, and the stream \
             goes on",
            keyword.key,
        );
        errors.at(keyword.span, message);
    }
    let ty = variant.payload().cloned().unwrap_or_else(|| {
        let message =
            format!("the variant of unknown events keeps them: write `{ident}(UnknownEvent)`",);
        errors.on(ident, message);
        // Whatever its shape, it is there.
        parse_quote!(UnknownEvent)
    });
    if !is_unknown_event(&ty) {
        let message = "the variant of unknown events keeps an `UnknownEvent`: write that here";
        errors.on(&ty, message);
    }
    Some((ident, ty, span))
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

/// Why what does not fit cannot be null in the payloads of an enum.
const NULL_IS_FOR_DOCUMENTS: &str = "`mismatch = \"null\"` is for documents only: in types of your own null \
    may mean something else, and where in a type a value stands cannot be told inside of `flatten` \
    and `untagged`. Write `\"error\"` or `\"keep\"`";

/// Sees that there is a variant for what is kept, and that it is said what is not: to drop what an API
/// sends is for a person to decide.
pub(super) fn check(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant<'_>],
    variant: Option<(&Ident, Span)>,
    errors: &mut Errors,
) {
    const WRITE: &str = "`#[event(unknown)] Unknown(UnknownEvent)`";
    let is_said = container.keywords.iter().any(|it| it.key == "unknown");
    let unknown = container.word("unknown");
    let kept = |(word, span): (&str, Span)| (word == "keep").then_some(span);
    let container_mismatch = container.word("mismatch").and_then(kept);
    let of_variants = variants.iter().filter_map(|it| it.word("mismatch"));
    let for_documents = |(word, span): (&str, Span)| (word == "null").then_some(span);
    let nulls = of_variants.clone().chain(container.word("mismatch"));
    for span in nulls.filter_map(for_documents) {
        errors.at(span, NULL_IS_FOR_DOCUMENTS);
    }
    let mismatch = container_mismatch.or_else(|| of_variants.filter_map(kept).next());
    match (variant, unknown) {
        (None, None) if !is_said => {
            let message = format!(
                "what becomes of an event that is not declared? Add a variant that keeps it, \
                 {WRITE}, or write `unknown = \"skip\"` or `unknown = \"fail\"` in \
                 `#[stream_events(..)]`",
            );
            errors.on(&input.ident, message);
        }
        (None, Some(unknown)) => {
            if let Some(span) = kept(unknown) {
                let message = format!("to keep unknown events add a variant for them: {WRITE}");
                errors.at(span, message);
            } else if let Some(span) = mismatch {
                let message = format!("to keep what does not fit add a variant for it: {WRITE}");
                errors.at(span, message);
            }
        }
        (Some((ident, span)), Some(("skip" | "fail", _))) if mismatch.is_none() => {
            let message = format!(
                "`{ident}` is never made, since unknown events are not kept: remove the variant, or \
                 remove `unknown = ..`",
            );
            errors.at(span, message);
        }
        _ => {}
    }
}
