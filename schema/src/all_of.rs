//! What a value must be if several schemas hold of it at once: the meaning of `allOf`.
//!
//! The check of documents and the import of other descriptions both put schemas together, of
//! different kinds and with different answers to a contradiction: a document is refused, an import
//! takes what came first and reports the rest. What schemas mean together is the same, and is
//! decided here. [`Schemas`] tells what a part says, [`all_of`] what all parts say, and
//! [`AllOf::conflicts`] which of them contradict others and were left out.

mod assertions;
mod fields;
mod kind;
mod lookup;
mod merge;

pub use assertions::Assertions;
pub use fields::{Fields, Required};
pub use kind::Kind;

use std::borrow::Borrow;
use std::hash::Hash;

use crate::json::Json;

/// Schemas, and what they say.
pub trait Schemas<'a> {
    /// A schema, or something else that says something of a value. Equal if it is the same one.
    type Part: Clone + Eq + Hash;
    /// A JSON value.
    type Value: Borrow<Json> + Clone;

    /// What a part says.
    fn said(&mut self, part: &Self::Part) -> Said<'a, Self::Part, Self::Value>;

    /// Whether a part is a reference to a named schema, which is kept where it says it all.
    fn is_reference(&self, part: &Self::Part) -> bool;

    /// Whether two parts that are not the same one are written alike.
    fn is_alike(&self, a: &Self::Part, b: &Self::Part) -> bool;
}

/// What a part says.
#[derive(Debug, Clone)]
pub enum Said<'a, P, V> {
    /// Something that is not known, because of a mistake that was reported.
    Unknown,
    /// What the value is.
    Itself(Assertions<'a, P, V>),
    /// The value is any of these.
    AnyOf(Vec<P>),
    /// The value is all of these.
    AllOf(Vec<P>),
}

/// What several parts say together.
#[derive(Debug)]
pub struct AllOf<'a, P, V> {
    /// What the value is.
    pub outcome: Outcome<'a, P, V>,
    /// The parts that contradict those before them, and were left out.
    pub conflicts: Vec<Conflict<P>>,
    /// How many schemas were looked at.
    pub visited: usize,
}

/// What a value is that is all of several parts.
#[derive(Debug)]
pub enum Outcome<'a, P, V> {
    /// Something that is not known, because a part is not.
    Unknown,
    /// What one of the parts says: the others add nothing.
    Same(P),
    /// Any of these branches of a union: the others are excluded by what stands beside it.
    Branches {
        /// The union: one of the parts, or what one of them leads to.
        union: P,
        /// The branches that are left.
        branches: Vec<P>,
    },
    /// What no part says alone.
    Itself(Assertions<'a, P, V>),
    /// A union beside something that every one of its branches would have to say too.
    Distributed {
        /// The union.
        union: P,
        /// What stands beside it.
        others: Vec<P>,
    },
}

/// A part that contradicts one before it.
#[derive(Debug, Clone)]
pub struct Conflict<P> {
    /// The part before it.
    pub first: P,
    /// The part that was left out.
    pub second: P,
    /// What the second part leads to, or it itself.
    pub leaf: P,
    /// In what they contradict each other.
    pub about: Disagreement,
}

/// Why nothing is left of two schemas together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// They have no JSON type in common.
    Types,
    /// They have a type in common, but none of its known values.
    Values,
    /// Their objects or arrays are unions that make too many combinations.
    TooMany,
}

/// What all parts say together.
pub fn all_of<'a, S: Schemas<'a>>(
    schemas: &mut S,
    parts: &[S::Part],
) -> AllOf<'a, S::Part, S::Value> {
    merge::all_of(schemas, parts)
}
