//! Unions whose objects have one property each, by which Amazon's event streams are described: the
//! property has the name of the event, and its value is the data.

use indexmap::IndexSet;

use crate::events::data;
use crate::events::leaf::{Data, Item, Leaf};
use crate::read::files::Files;

/// The events that such a union stands for; `None` if it is none.
pub(crate) fn items<'a>(files: &'a Files, leaves: &[Leaf<'a>]) -> Option<Vec<Item<'a>>> {
    leaves.iter().map(|leaf| item(files, leaf)).collect()
}

fn item<'a>(files: &'a Files, leaf: &Leaf<'a>) -> Option<Item<'a>> {
    let keys = leaf.parts.iter().flat_map(|part| files.properties(part));
    let keys: IndexSet<&str> = keys.collect();
    let key = keys.first().filter(|_| keys.len() == 1)?;
    // One with a fixed value tells what the object is.
    let parts = leaf.parts.iter();
    let value: Vec<_> = parts.flat_map(|part| files.property(part, key)).collect();
    if value.iter().any(|part| files.constants(part).is_some()) {
        return None;
    }
    Some(Item {
        names: vec![(*key).to_owned()],
        data: Data::Json(value),
        ..data::plain(leaf.clone())
    })
}
