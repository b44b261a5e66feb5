//! `"mismatch": "null"`: a payload without the values in it that do not fit.
//!
//! A value that does not fit becomes null. Where null may not stand, the nearest value around it that may
//! be null or missing becomes null instead. If that reaches the top, the payload does not fit.
//!
//! Nothing of this is in the readers of payloads. Only if they refuse a text, it is written once more,
//! without what does not fit, and read again. What may be null is said by [`Shape`]s, which the derive
//! makes of a document that asks for it. They are data, so no reader is compiled for every type.

mod check;
mod kept;
mod mend;
mod object;
mod union;
mod walk;

use serde::de::DeserializeOwned;

pub(super) use kept::{Kept, kept_at};
pub(super) use mend::escape_controls;

use super::integers::Whole;
use super::kinds::Kind;
use crate::Mismatch;
use walk::Walk;

/// What is known of a type: enough to tell which values in a text do not fit, and what may be null.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// It is read as a whole, or refused.
    Leaf(fn(&str) -> serde_json::Result<()>),
    /// Any JSON.
    Any,
    /// An object of any JSON.
    FreeForm,
    /// Any JSON, kept as its text.
    Raw,
    /// It may be null.
    Nullable(&'static Shape),
    /// An array.
    List(&'static Shape),
    /// An object whose keys are data.
    Map(&'static Shape),
    /// A type with a name.
    Type(&'static Shape),
    /// An object with known properties.
    Object {
        /// Keys that are passed over: they only say which object it is.
        tags: &'static [&'static str],
        /// Its properties: whether each must come, its key, and its type.
        fields: &'static [(bool, &'static str, Shape)],
        /// The type of all others.
        rest: Option<&'static Shape>,
    },
    /// A union of objects told apart by a property.
    Tagged {
        /// The property.
        tag: &'static str,
        /// The values of the property, and the type that they mean.
        variants: &'static [(&'static [&'static str], Shape)],
        /// The type that stands when there is no such property.
        default: Option<&'static Shape>,
    },
    /// A union told apart by JSON kind.
    Kinds {
        /// The kinds in words.
        expected: &'static str,
        /// The kinds and their types.
        branches: &'static [(Kind, Shape)],
    },
}

impl Shape {
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self::Leaf(fits::<bool>);
    /// A whole number.
    pub const I64: Self = Self::Leaf(fits::<Whole<i64>>);
    /// A whole number, not below zero.
    pub const U64: Self = Self::Leaf(fits::<Whole<u64>>);
    /// Any number.
    pub const F64: Self = Self::Leaf(fits::<f64>);
    /// A string.
    pub const STRING: Self = Self::Leaf(fits::<String>);
    /// `null`.
    pub const UNIT: Self = Self::Leaf(fits::<()>);
}

/// Whether a text is read as a type.
///
/// # Errors
///
/// When it is not.
pub fn fits<T: DeserializeOwned>(json: &str) -> serde_json::Result<()> {
    serde_json::from_str::<T>(json).map(drop)
}

/// The most values of one payload that are told to be null. That many do not fit by chance.
pub(crate) const MAX_TOLD: usize = 65_536;

/// Reads a payload that does not fit, without what does not fit in it; nothing if that is all of it.
///
/// With it comes what was left out, in the order of the text.
#[cold]
pub(crate) fn read<T: DeserializeOwned>(
    shape: &Shape,
    event_type: &str,
    data: &str,
) -> Option<(T, Vec<Mismatch>)> {
    let without = Without::of(shape, data)?;
    let payload = kept::with(without.kept, || serde_json::from_str(&without.text)).ok()?;
    Some((payload, told(event_type, without.dropped)))
}

/// The same of a payload that is read by the user's own code: all that can be done is to mend its text.
#[cold]
pub(crate) fn read_own<T>(
    event_type: &str,
    data: &str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<(T, Vec<Mismatch>)> {
    if !check::is_readable(data) {
        return None;
    }
    let (text, reason) = mend::value(data.trim())?;
    let payload = read(&text)?;
    Some((payload, vec![Mismatch::new(event_type, "", reason, data)]))
}

fn told(event_type: &str, dropped: Vec<Dropped<'_>>) -> Vec<Mismatch> {
    let mismatch = |it: Dropped<'_>| Mismatch::new(event_type, it.path, it.reason, it.json);
    dropped.into_iter().map(mismatch).collect()
}

/// A payload's text without what does not fit.
struct Without<'a> {
    text: String,
    dropped: Vec<Dropped<'a>>,
    /// What stands in the text by its number.
    kept: Vec<Kept>,
}

/// A value that was left out, or mended.
struct Dropped<'a> {
    path: String,
    reason: String,
    json: &'a str,
}

impl<'a> Without<'a> {
    fn of(shape: &Shape, data: &'a str) -> Option<Self> {
        // What stands in the place of kept text is not for a server to write.
        let is_forged = memchr::memmem::find(data.as_bytes(), kept::MARK.as_bytes()).is_some();
        if is_forged || !check::is_readable(data) {
            return None;
        }
        let without = Walk::over(data, shape)?;
        // A text in which nothing was changed would be refused again.
        (!without.dropped.is_empty()).then_some(without)
    }
}
