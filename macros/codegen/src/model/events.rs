//! Declared events.

use proc_macro2::Ident;
use stream_events_schema::{
    Check, Checked, Content, Diagnostic, Diagnostics, Event as Declared, Handle, Mismatch, Shape,
    Type, pointer,
};

use super::condition::Condition;
use super::event_name;
use super::item::{Docs, Ty};
use super::stored::Stored;
use super::types::Types;
use crate::names;
use crate::options::Overrides;
use crate::own::Own;

/// A declared event.
#[derive(Debug)]
pub(crate) struct Event {
    /// Its name on the wire.
    pub(crate) key: String,
    /// Its variant.
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    /// `None` where the data is of no interest.
    pub(crate) payload: Option<Ty>,
    pub(crate) content: Content,
    pub(crate) meaning: Meaning,
    /// Whether a payload that does not fit is kept, if that is not as for the other events.
    pub(crate) keeps_mismatch: Option<bool>,
    /// The tag to write before a payload that does not have it, or in place of none.
    pub(crate) tag: Option<String>,
    /// Whether that is done once its data is JSON, which may have it.
    pub(crate) tags_json: bool,
    /// Whether its payload is read by an impl of the user's own.
    pub(crate) own: bool,
    pub(crate) stored: Stored,
    /// Whether its payload can be read without serde, and is worth it.
    pub(crate) plain: bool,
    /// Whether it is read without what does not fit.
    pub(crate) reads_nulls: bool,
    /// Whether its payload is made of nothing but integers.
    pub(crate) integers: bool,
}

/// What becomes of an event.
#[derive(Debug)]
pub(crate) enum Meaning {
    Skip,
    Fail,
    Yield,
    /// The item after which the stream ends, if all conditions hold.
    Finish(Vec<Condition>),
    /// The item after which an end is no truncation, if all conditions hold.
    Complete(Vec<Condition>),
}

impl Event {
    /// Whether it is an item of the stream.
    pub(crate) fn is_item(&self) -> bool {
        !matches!(self.meaning, Meaning::Skip | Meaning::Fail)
    }
}

/// The events, whose variants have these names.
pub(super) fn lower(document: &Checked, types: &mut Types<'_>, idents: Vec<Ident>) -> Vec<Event> {
    let event_tag = event_name::properties(document).next();
    let lower = |((key, event), ident): ((&String, &Declared<Type>), Ident)| {
        let own = types.is_own(event);
        let event_tag = event_tag.as_deref();
        let event_tag = event_tag.filter(|_| !event_name::is_content(document, key));
        let tag = event_tag.filter(|tag| !own && !has(document, event, tag));
        let payload_type = event.payload.as_ref();
        let may_lack = |tag| payload_type.is_some_and(|it| lacks(document, it, tag));
        Event {
            key: key.clone(),
            docs: Docs::of(event.description.as_ref(), event.deprecated),
            payload: payload(key, event, &ident, types),
            content: event.content,
            meaning: meaning(event, types),
            keeps_mismatch: event
                .mismatch
                .filter(|it| *it != document.mismatch)
                .map(|it| it == Mismatch::Keep),
            reads_nulls: reads_nulls(document, event),
            own,
            stored: types.stored(document, (key, event), tag),
            tag: tag.map(str::to_owned),
            tags_json: tag.is_none() && event_tag.is_some_and(|tag| own || may_lack(tag)),
            ident,
            plain: false,
            integers: false,
        }
    };
    document.events.iter().zip(idents).map(lower).collect()
}

/// Whether null stands for what does not fit in the payload of an event.
fn reads_nulls(document: &Checked, event: &Declared<Type>) -> bool {
    let is_item = !matches!(event.handle, Handle::Skip | Handle::Fail);
    is_item
        && event.content == Content::Json
        && event.mismatch.unwrap_or(document.mismatch) == Mismatch::Null
}

/// The names of an enum's variants. An event that is no item has none, and is called like itself.
pub(super) fn own_idents(document: &Checked, own: &Own) -> Vec<Ident> {
    let ident = |key: &String| match own.variant(key) {
        Some(variant) => variant.ident.clone(),
        None => names::variant_name(key),
    };
    document.events.keys().map(ident).collect()
}

/// The variants' names. Two events that would share one are a mistake that only the document's
/// author can mend: a number behind a variant would say nothing.
pub(super) fn idents(document: &Checked, overrides: &Overrides) -> Result<Vec<Ident>, Diagnostics> {
    let mut variants: Vec<(String, Option<&str>)> = vec![("Unknown".to_owned(), None)];
    let mut taken = Vec::new();
    let mut idents = Vec::with_capacity(document.events.len());
    for (index, (key, event)) in document.events.iter().enumerate() {
        let name = overrides.event_names.get(&index).or(event.name.as_ref());
        let name = name.cloned().unwrap_or_else(|| names::pascal(key));
        idents.push(names::ident(&name));
        if matches!(event.handle, Handle::Skip | Handle::Fail) {
            continue;
        }
        match variants.iter().find(|(variant, _)| *variant == name) {
            Some((_, other)) => taken.push(name_taken(key, &name, *other)),
            None => variants.push((name, Some(key))),
        }
    }
    document.diagnose(taken)?;
    Ok(idents)
}

fn name_taken(key: &str, name: &str, other: Option<&str>) -> Diagnostic {
    let message = match other {
        Some(other) => format!("`{other}` and `{key}` would both be `Event::{name}`"),
        None => format!("`Event::{name}` is for events that are not declared"),
    };
    Diagnostic::new(Check::NameTaken, pointer::child("/events", key), message)
        .at_key()
        .label("has the same Rust name")
        .help("give one of the two a `name` of its own, such as `\"name\": \"Other\"`")
}

fn payload(key: &str, event: &Declared<Type>, ident: &Ident, types: &mut Types<'_>) -> Option<Ty> {
    match (event.content, &event.payload) {
        // A failing event's payload is an arm of `Failure`.
        _ if matches!(event.handle, Handle::Skip | Handle::Fail) => None,
        (Content::Text, _) => types.payload(key, None, ident),
        (Content::Json, payload) => types.payload(key, Some(payload.as_ref()?), ident),
        _ => None,
    }
}

fn meaning(event: &Declared<Type>, types: &Types<'_>) -> Meaning {
    let conditions = || {
        let payload = event.payload.as_ref();
        let rules = event.when.iter();
        rules
            .filter_map(|(pointer, test)| Some(types.condition(payload?, pointer, test)))
            .collect()
    };
    match event.handle {
        Handle::Skip => Meaning::Skip,
        Handle::Fail => Meaning::Fail,
        Handle::Finish => Meaning::Finish(conditions()),
        Handle::Complete => Meaning::Complete(conditions()),
        _ => Meaning::Yield,
    }
}

/// Whether no object of this type has the property.
fn lacks(document: &Checked, ty: &Type, key: &str) -> bool {
    match &document.resolve(ty).shape {
        Shape::Object(object) => object.additional.is_none() && object.property(key).is_none(),
        Shape::Nullable(inner) => lacks(document, inner, key),
        Shape::Tagged(union) => {
            let mut branches = union.branches.iter();
            union.tag != key && branches.all(|it| lacks(document, &it.ty, key))
        }
        Shape::Kinds(kinds) => {
            let object = kinds.object.as_ref();
            object.is_some_and(|object| lacks(document, object, key))
        }
        _ => false,
    }
}

/// Whether the payload writes this property itself, or is nothing a property can be written into.
fn has(document: &Checked, event: &Declared<Type>, key: &str) -> bool {
    let Some(payload) = &event.payload else {
        return event.content != Content::None;
    };
    match &document.resolve(payload).shape {
        Shape::Object(object) => object.additional.is_some() || object.property(key).is_some(),
        _ => true,
    }
}
