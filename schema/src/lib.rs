//! Documents that declare what an API sends over a stream of events.
//!
//! A document goes through three stages, and only the first two can fail:
//!
//! 1. text → [`Document`]: [`parse()`] reads JSON (comments and trailing commas allowed) into a
//!    plain model;
//! 2. [`Document`] → [`Checked`]: [`check()`] sees that it holds together and decides what every
//!    schema means, a [`Shape`];
//! 3. whatever takes a [`Checked`] cannot meet a mistake any more.
//!
//! [`read`] does both, and both find *all* mistakes there are, as [`Diagnostics`]:
//!
//! ```
//! let text = r##"{
//!     "events": {
//!         "update": { "payload": { "$ref": "#/$defs/Updat" } }
//!     },
//!     "$defs": { "Update": { "type": "object" } }
//! }"##;
//! let mistakes = stream_events_schema::read("feed.json", text).unwrap_err();
//! assert_eq!(
//!     mistakes.to_string(),
//!     "feed.json:3:42: error[dangling-reference]: `$defs` has no `Updat` (nothing is there); \
//!      did you mean `#/$defs/Update`?"
//! );
//! ```
//!
//! # Features
//!
//! - `diff`: what changed between two documents, `diff::diff`.
//! - `interpret`: what messages mean by a document, `interpret::Interpreter`.
//! - `render`: shows diagnostics with the source, as rustc does, `Diagnostics::rendered`.
//! - `write`: writes documents, `Document::to_json`, and their meta-schema, `meta_schema`.
//!
//! Without them the crate is light, since it is part of the build of every user of the derive.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod places;
mod source;

pub mod pointer;

mod parse;

mod document;
mod format;
mod json;
mod keywords;
mod language;
mod schema;
mod words;

pub mod all_of;
mod check;
pub mod snapshot;

mod checked;
mod shape;
mod tags;

mod check_table;
mod diagnostic;
mod mistake;
mod printable;
#[cfg(feature = "render")]
mod render;
mod suggest;

#[cfg(feature = "diff")]
pub mod diff;
#[cfg(feature = "interpret")]
pub mod interpret;

#[cfg(feature = "write")]
mod layout;
#[cfg(feature = "write")]
mod meta;
#[cfg(feature = "write")]
mod rewrite;
#[cfg(feature = "write")]
mod write;

pub use check::{check, read, read_opaque, read_source};
pub use check_table::{Check, Severity};
pub use checked::Checked;
pub use diagnostic::{Diagnostic, Diagnostics, Position};
pub use document::{Document, Errors, Event, Http, Provenance, Relaxation, Stream};
pub use json::{Json, Number};
pub use language::META_SCHEMA_ID;
#[cfg(feature = "write")]
pub use meta::meta_schema;
pub use mistake::{Mistake, Mistakes};
pub use parse::{parse, recover};
pub use places::Places;
pub use pointer::Pointer;
pub use printable::printable;
#[cfg(feature = "render")]
pub use render::{Look, Rendered};
#[cfg(feature = "write")]
pub use rewrite::rewrite;
pub use schema::{Discriminator, JsonType, Schema, SchemaObject, Types};
pub use shape::{Branch, DefinitionId, EnumValue, Kinds, Object, Property, Shape, Tagged, Type};
pub use source::{At, Source};
pub use suggest::{alternatives, nearest};
pub use tags::{Tag, Tags};
pub use words::{
    Content, Cursor, Dispatch, End, FailureType, Framing, Handle, Make, Mismatch, Resume, Sentinel,
    Test, Unknown, Unterminated,
};
