//! JSON as text: read into types, kept, and looked into. Knows serde, and nothing of events.

mod kinds;
mod number;
mod object;
mod open_enum;
mod tagged;
mod text;
mod write;

pub(crate) mod fast;
pub(crate) mod path;
pub(crate) mod pointer;
mod raw;

pub use number::NumberOrObject;
pub use object::{Entries, Key, Object, WriteObject, from_text, object, required};
pub use open_enum::open_enum;
pub use raw::{RawJson, UnknownVariant};
pub use tagged::{Tagged, tagged};
pub use write::{insert, write_object, write_tagged};
