//! How events add up to one value: `snapshot` of a document, and `apply` of its events.
//!
//! A [`Rule`] is kept as it is written. What it means once it is checked is in [`checked`].

pub mod checked;
mod example;
mod path;
mod rule;
mod section;
mod source;

pub use example::Example;
pub use path::{IndexDefault, Malformed, Path, Step};
pub use rule::Rule;
pub use section::{Others, Restart, Snapshot};
pub use source::Source;
