//! Which types have to say what in them may be null: those that make up the payloads of events that are
//! read without what does not fit.

use super::events::Event;
use super::item::{Item, Ty};

/// Marks the types.
pub(super) fn mark(items: &mut [Item], events: &[Event]) {
    let payloads = events.iter().filter(|it| it.reads_nulls && !it.own);
    let mut open: Vec<usize> = payloads
        .filter_map(|it| item(it.payload.as_ref()?))
        .collect();
    while let Some(index) = open.pop() {
        if std::mem::replace(&mut items[index].reads_nulls, true) {
            continue;
        }
        open.extend(items[index].kind.parts().into_iter().filter_map(item));
    }
}

/// The item that a type is made of, if it is made of one.
fn item(ty: &Ty) -> Option<usize> {
    match ty {
        Ty::Item(index, _) => Some(*index),
        Ty::Boxed(inner)
        | Ty::JsonText(inner)
        | Ty::Option(inner)
        | Ty::Vec(inner)
        | Ty::Map(inner) => item(inner),
        _ => None,
    }
}
