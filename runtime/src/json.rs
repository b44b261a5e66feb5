//! JSON text: read into types, kept, and looked into. Knows serde, and nothing of events.

mod entries;
mod integers;
mod key;
mod kinds;
pub(crate) mod nulls;
mod object;
mod open_enum;
mod raw;
mod scan;
mod tagged;
mod text;
mod tree;
mod write;

pub(crate) mod fast;
pub(crate) mod path;
pub(crate) mod pointer;

pub(crate) use entries::{all_at, at, without};
pub use integers::{Integers, Whole, next_integers, read_integers};
pub use key::Key;
pub use kinds::{Kind, Kinds, kinds};
pub use nulls::{Shape, fits};
pub use object::{
    Object, WriteObject, next, next_additional, next_defaulted, next_required, object, required,
    skip,
};
pub use open_enum::open_enum;
pub use raw::{RawJson, UnknownVariant, unknown_variant};
pub use tagged::{Tagged, tagged};
pub(crate) use text::text as text_of_value;
pub use write::{WriteEntries, write_object};
