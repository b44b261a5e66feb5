//! Rust code from checked stream-events documents.
//!
//! `Checked` → [`Model`] → `TokenStream`. The first step gives everything its Rust name and type
//! and can fail where names clash; the second only writes down what the first decided.
//!
//! # Features
//!
//! - `api`: the generated names and types as data, and what changed in them between two documents.
//! - `print`: the generated code as text.

#![forbid(unsafe_code)]

#[cfg(feature = "api")]
pub mod api;
mod derives;
#[cfg(feature = "api")]
mod diff;
mod emit;
mod error;
mod errors;
mod model;
mod names;
mod options;
mod own;
#[cfg(feature = "print")]
mod print;
mod string;

#[cfg(feature = "api")]
pub use diff::{Comparison, Derived, diff};
pub use error::Error;
pub use errors::Errors;
pub use model::{Model, module_name};
pub use names::variant_name;
pub use options::{Options, Target, error_name};
pub use own::{Own, OwnVariant};
#[cfg(feature = "print")]
pub use print::print;
pub use string::StringType;

use proc_macro2::TokenStream;
use stream_events_schema::Checked;

/// The version of the runtime's private parts that the code is for: that of `stream_events::abi`.
pub const ABI: u32 = 1;

/// Generates the Rust code of a document for the unit struct that `options` describe: the module,
/// the stream's alias and the impls, to stand beside the struct.
///
/// # Errors
///
/// Where two things of the document would have one Rust name, or an option is about nothing in the
/// document or cannot be had.
pub fn expand(document: &Checked, options: &Options) -> Result<TokenStream, Error> {
    let model = Model::new(document, options)?;
    derives::check(&model, options)?;
    Ok(emit::items(&model, options))
}

/// Generates the Rust code of an enum, which stands for `document` with payloads of the user's own:
/// the stream's alias and the impls, to stand beside it.
#[must_use]
pub fn expand_enum(document: &Checked, options: &Options, own: &Own) -> TokenStream {
    let model = Model::of_enum(document, options, own);
    emit::items(&model, options)
}
