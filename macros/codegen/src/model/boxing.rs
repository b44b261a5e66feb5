//! Where a value must, or had better, live behind a pointer.

use super::events::Event;
use super::item::{Item, ItemKind, Reading, Ty};

/// The largest payload that lives in the event enum itself, in bytes.
///
/// Deltas, which make up nearly all of a stream, stay inside; what comes once a stream does not
/// make every item as large as itself.
const MAX_EVENT: usize = 128;

/// The largest variant that lives in a union of payloads itself, in bytes.
const MAX_VARIANT: usize = 64;

/// Boxes the references that would make a type contain itself.
pub(super) fn break_cycles(items: &mut [Item]) {
    let mut state = vec![Visit::New; items.len()];
    for index in 0..items.len() {
        visit(items, index, &mut state);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

fn visit(items: &mut [Item], index: usize, state: &mut [Visit]) {
    if state[index] != Visit::New {
        return;
    }
    state[index] = Visit::Open;
    for position in 0..held(&mut items[index].kind).len() {
        let mut places = held(&mut items[index].kind);
        let place = innermost(places.swap_remove(position));
        let Ty::Item(target, _) = *place else {
            continue;
        };
        if state[target] == Visit::Open {
            *place = std::mem::replace(place, Ty::Unit).boxed();
        } else {
            visit(items, target, state);
        }
    }
    state[index] = Visit::Done;
}

/// The types that a value of this item holds in itself.
fn held(kind: &mut ItemKind) -> Vec<&mut Ty> {
    match kind {
        ItemKind::Pending | ItemKind::Replaced(_) | ItemKind::OpenEnum(_) => Vec::new(),
        ItemKind::Alias(ty) => vec![ty],
        ItemKind::Struct(it) => it.fields.iter_mut().map(|field| &mut field.ty).collect(),
        ItemKind::Tagged { branches, .. } => branches.iter_mut().map(|it| &mut it.ty).collect(),
        ItemKind::Kinds(branches) => branches.iter_mut().map(|it| &mut it.ty).collect(),
    }
}

fn innermost(ty: &mut Ty) -> &mut Ty {
    match ty {
        Ty::Option(inner) | Ty::JsonText(inner) => innermost(inner),
        ty => ty,
    }
}

/// Boxes variants that would make every value of their enum large.
pub(super) fn box_large_variants(items: &mut [Item], events: &mut [Event]) {
    let mut sizes = vec![None; items.len()];
    for index in 0..items.len() {
        item_size(items, index, &mut sizes);
    }
    for event in events {
        if let Some(payload) = &mut event.payload
            && size(items, payload, &mut sizes) > MAX_EVENT
        {
            *payload = std::mem::replace(payload, Ty::Unit).boxed();
        }
    }
}

/// About how many bytes a value of this item takes, once its own large variants are boxed.
fn item_size(items: &mut [Item], index: usize, sizes: &mut [Option<usize>]) -> usize {
    if let Some(size) = sizes[index] {
        return size;
    }
    let mut kind = items[index].kind.clone();
    let total = match &mut kind {
        ItemKind::Pending | ItemKind::Replaced(_) | ItemKind::OpenEnum(_) => 24,
        ItemKind::Alias(ty) => size(items, ty, sizes),
        ItemKind::Struct(it) => {
            let fields: usize = it.fields.iter().map(|it| size(items, &it.ty, sizes)).sum();
            fields + it.additional.as_ref().map_or(0, |_| 24)
        }
        ItemKind::Tagged { branches, .. } => {
            let mut largest = 48; // the variant that keeps what is not known
            for branch in branches {
                let mut payload = size(items, &branch.ty, sizes);
                if payload > MAX_VARIANT && branch.reading != Reading::Whole {
                    branch.ty = std::mem::replace(&mut branch.ty, Ty::Unit).boxed();
                    payload = 8;
                }
                largest = largest.max(payload);
            }
            largest + 8
        }
        ItemKind::Kinds(branches) => {
            let mut largest = 0;
            for branch in branches {
                let mut payload = size(items, &branch.ty, sizes);
                if payload > MAX_VARIANT {
                    branch.ty = std::mem::replace(&mut branch.ty, Ty::Unit).boxed();
                    payload = 8;
                }
                largest = largest.max(payload);
            }
            largest + 8
        }
    };
    items[index].kind = kind;
    sizes[index] = Some(total);
    total
}

fn size(items: &mut [Item], ty: &Ty, sizes: &mut [Option<usize>]) -> usize {
    match ty {
        Ty::Unit | Ty::Own(_) => 0,
        // Fields are as far apart as their alignment asks, so a flag takes a word too.
        Ty::Bool | Ty::I64 | Ty::U64 | Ty::F64 | Ty::Boxed(_) => 8,
        Ty::Raw => 16,
        // Whatever is asked for: a shorter string is no reason for other types.
        Ty::String | Ty::Text | Ty::FreeForm | Ty::Vec(_) | Ty::Map(_) => 24,
        Ty::Any => 32,
        Ty::Item(index, _) => item_size(items, *index, sizes),
        Ty::JsonText(inner) => 48 + size(items, inner, sizes),
        Ty::Option(inner) => match **inner {
            Ty::I64 | Ty::U64 | Ty::F64 => 16,
            _ => size(items, inner, sizes),
        },
    }
}
