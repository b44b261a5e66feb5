//! Which payloads are read without serde.
//!
//! What reads them is compiled beside serde's own reader, so it is for what streams are made of:
//! small payloads of strings, numbers and each other.

use super::events::Event;
use super::item::{Item, ItemKind, PlainReading, Reading, Ty};

/// The most types that a payload may be made of. Deltas have a few; a payload with more of them
/// comes once or twice a stream.
const MAX_TYPES: usize = 24;

/// Marks the payloads and what they are made of.
pub(super) fn mark(items: &mut [Item], events: &mut [Event]) {
    let mut search = Search {
        items,
        found: vec![None; items.len()],
    };
    for index in 0..items.len() {
        search.item(index);
    }
    let plain: Vec<bool> = search.found.iter().map(|it| *it == Some(true)).collect();
    for event in events.iter_mut().filter(|event| event.is_item()) {
        let Some(payload) = &event.payload else {
            continue;
        };
        let mut parts = Vec::new();
        collect(items, &plain, payload, &mut parts);
        event.plain = is_plain(payload, &plain) && parts.len() <= MAX_TYPES;
        if event.plain {
            for part in parts {
                mark_item(&mut items[part], &plain);
            }
        }
    }
}

fn mark_item(item: &mut Item, plain: &[bool]) {
    item.plain = true;
    match &mut item.kind {
        ItemKind::Struct(it) => {
            for field in &mut it.fields {
                field.plain = reading(&field.ty, is_plain(&field.ty, plain));
            }
        }
        ItemKind::Tagged { branches, .. } => {
            for branch in branches {
                branch.plain = branch.reading == Reading::Fields && is_plain(&branch.ty, plain);
            }
        }
        _ => {}
    }
}

struct Search<'a> {
    items: &'a [Item],
    /// `Some(false)` also while an item is looked at: what contains itself is not plain.
    found: Vec<Option<bool>>,
}

impl Search<'_> {
    fn item(&mut self, index: usize) -> bool {
        if let Some(found) = self.found[index] {
            return found;
        }
        self.found[index] = Some(false);
        let items = self.items;
        let plain = match &items[index].kind {
            ItemKind::Pending | ItemKind::Replaced(_) => false,
            // Other kinds are left to serde.
            ItemKind::Kinds(branches) => branches
                .iter()
                .any(|it| it.kind == "string" && self.ty(&it.ty)),
            ItemKind::Alias(ty) => self.ty(ty),
            ItemKind::OpenEnum(_) => true,
            ItemKind::Struct(it) => {
                let tags = it.consts.iter().flat_map(|it| [&it.key, &it.value]);
                let mut names = tags.chain(it.fields.iter().map(|it| &it.key));
                it.additional.is_none()
                    && names.all(|name| is_written_as_is(name))
                    && it.fields.iter().all(|it| self.field(&it.ty))
            }
            ItemKind::Tagged { tag, branches, .. } => {
                let fields = branches.iter().filter(|it| it.reading == Reading::Fields);
                // Variants that are not plain are left to serde.
                is_written_as_is(tag) && fields.filter(|it| self.ty(&it.ty)).count() > 0
            }
        };
        self.found[index] = Some(plain);
        plain
    }

    fn field(&mut self, ty: &Ty) -> bool {
        let is_plain = self.ty(ty);
        reading(ty, is_plain).is_some()
    }

    fn ty(&mut self, ty: &Ty) -> bool {
        match made_of(ty) {
            Part::Scalar => true,
            Part::Item(index) => self.item(index),
            Part::Other => false,
        }
    }
}

fn is_plain(ty: &Ty, plain: &[bool]) -> bool {
    match made_of(ty) {
        Part::Scalar => true,
        Part::Item(index) => plain[index],
        Part::Other => false,
    }
}

/// How a field of this type is read without serde, if it is.
fn reading(ty: &Ty, is_plain: bool) -> Option<PlainReading> {
    match ty {
        _ if is_plain => Some(PlainReading::Typed),
        Ty::Text => Some(PlainReading::Text),
        Ty::Option(inner) if **inner == Ty::Text => Some(PlainReading::NullableText),
        // What may be missing is left to serde when it is not.
        Ty::Option(_) => Some(PlainReading::Null),
        _ => None,
    }
}

/// Finds the plain items that a type is made of.
fn collect(items: &[Item], plain: &[bool], ty: &Ty, parts: &mut Vec<usize>) {
    if let Part::Item(index) = made_of(ty)
        && plain[index]
        && !parts.contains(&index)
    {
        parts.push(index);
        for ty in items[index].kind.parts() {
            collect(items, plain, ty, parts);
        }
    }
}

/// What a type comes down to.
enum Part {
    Scalar,
    Item(usize),
    Other,
}

fn made_of(ty: &Ty) -> Part {
    match ty {
        Ty::Bool | Ty::I64 | Ty::U64 | Ty::F64 | Ty::String => Part::Scalar,
        Ty::Item(index, _) => Part::Item(*index),
        Ty::Boxed(inner) | Ty::Option(inner) | Ty::Vec(inner) => made_of(inner),
        Ty::Unit
        | Ty::Text
        | Ty::Any
        | Ty::FreeForm
        | Ty::Raw
        | Ty::JsonText(_)
        | Ty::Map(_)
        | Ty::Own(_) => Part::Other,
    }
}

/// Whether JSON can only write this text as it is: the reader compares it with what is written.
fn is_written_as_is(text: &str) -> bool {
    !text.contains(|it| matches!(it, '"' | '\\' | ..' '))
}
