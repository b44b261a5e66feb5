//! JSON text: read into types, kept, and looked into. Knows serde, and nothing of events.

mod entries;
mod key;
mod kinds;
mod object;
mod open_enum;
mod raw;
mod tagged;
mod text;
mod tree;
mod write;

pub(crate) mod fast;
pub(crate) mod path;
pub(crate) mod pointer;

pub(crate) use entries::{at, without};
pub use key::Key;
pub use kinds::{Kind, Kinds, kinds};
pub use object::{
    Object, WriteObject, next, next_additional, next_required, object, required, skip,
};
pub use open_enum::open_enum;
pub use raw::{RawJson, UnknownVariant, unknown_variant};
pub use tagged::{Tagged, tagged};
pub use write::{WriteEntries, write_object, write_tagged};
