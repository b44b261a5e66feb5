//! What is written about an enum → the document that says the same, and what it has of its own.

use quote::format_ident;
use stream_events_codegen::{Errors, Options, Own, OwnVariant, error_name};
use syn::ext::IdentExt;
use syn::{DeriveInput, Ident, LitStr};

use super::container::Container;
use super::node::{Member, Node, Text};
use super::variant::{self, Variant};
use super::{payload, unknown};

/// What an enum declares.
pub(super) struct Declared {
    /// The document.
    pub(super) text: Text,
    pub(super) own: Own,
    pub(super) options: Options,
}

/// What an enum declares, and the mistakes that no document could have.
pub(super) fn declared(
    input: &DeriveInput,
    container: &Container,
    variants: &[Variant<'_>],
    errors: &mut Errors,
) -> Declared {
    payload::generics(input, variants, errors);
    let unknown = unknown::variant(variants, errors);
    let kept = unknown.as_ref().map(|(ident, _, span)| (*ident, *span));
    unknown::check(input, container, variants, kept, errors);
    let declared: Vec<_> = variants.iter().filter(|it| it.unknown.is_none()).collect();
    for variant in &declared {
        payload::check(variant, errors);
    }
    let text = Text::new(&document(input, container, &declared));
    let failures = container.fail.iter();
    let failures = failures.filter_map(|it| Some((it.event.value(), it.ty.clone()?)));
    let failure = container.failure.clone();
    let own = Own {
        text: text.json.clone(),
        variants: declared.iter().map(|it| own_variant(it)).collect(),
        unknown: unknown.map(|(ident, ty, _)| (ident.clone(), ty)),
        failures: failures.collect(),
        body: container.aside.body.clone(),
        failure: failure.unwrap_or_else(|| format_ident!("{}Failure", input.ident.unraw())),
        write: container.write.is_some(),
    };
    failure_enum(container, &own, errors);
    let options = Options {
        visibility: input.vis.clone(),
        error: error_alias(&input.ident, container, &own),
        derives: container.derives(),
        exhaustive: container.exhaustive.is_some(),
        runtime: container.runtime(),
        ..Options::new(input.ident.clone())
    };
    Declared { text, own, options }
}

/// The document. What stands nowhere in the source has the place of the enum's name.
fn document(input: &DeriveInput, container: &Container, variants: &[&Variant<'_>]) -> Node {
    let span = input.ident.span();
    let mut keywords = container.keywords.clone();
    if keywords.iter().all(|it| it.key != "title") {
        let title = Node::text(input.ident.unraw().to_string(), span);
        keywords.insert(0, Member::new("title", span, title));
    }
    if let Some(description) = variant::description(&input.attrs) {
        let description = Node::text(description, span);
        keywords.push(Member::new("description", span, description));
    }
    let events = variants.iter().flat_map(|it| it.events());
    let events = events.chain(container.events()).collect();
    keywords.push(Member::new("events", span, Node::object(events, span)));
    Node::object(keywords, span)
}

fn own_variant(variant: &Variant<'_>) -> OwnVariant {
    OwnVariant {
        ident: variant.ident().clone(),
        names: variant.names.iter().map(LitStr::value).collect(),
        payload: variant.payload().cloned(),
    }
}

/// Sees that what is said about the failure enum is about something, and that its name is free.
fn failure_enum(container: &Container, own: &Own, errors: &mut Errors) {
    if !container.fail.is_empty() || container.aside.body.is_some() {
        for ty in own.failures.iter().map(|(_, ty)| ty).chain(&own.body) {
            if payload::is_called(ty, &own.failure) {
                let message = format!(
                    "the derive makes an enum `{}`: give it another name, with `failure = Name`",
                    own.failure,
                );
                errors.on(ty, message);
            }
        }
        return;
    }
    let derive = container.derives.first();
    let derive = derive.map(|it| (syn::spanned::Spanned::span(it), "derive"));
    let idle = [
        container.failure.as_ref().map(|it| (it.span(), "failure")),
        derive,
        container.exhaustive.map(|it| (it, "exhaustive")),
    ];
    for (span, option) in idle.into_iter().flatten() {
        let message = format!(
            "`{option}` is about the failure enum, but nothing fails: declare what does, with \
             `fail(\"name\" = Payload)`, or remove it",
        );
        errors.at(span, message);
    }
}

/// What the alias of the stream's error is called. A payload of that name leaves no room for it.
fn error_alias(set: &Ident, container: &Container, own: &Own) -> Option<Ident> {
    if container.error.is_some() {
        return container.error.clone();
    }
    let name = error_name(&set.unraw());
    let items = own.variants.iter().filter_map(|it| it.payload.as_ref());
    let failures = own.failures.iter().map(|(_, ty)| ty);
    let mut payloads = items.chain(failures).chain(&own.body);
    (!payloads.any(|ty| payload::names(ty, &name))).then_some(name)
}
