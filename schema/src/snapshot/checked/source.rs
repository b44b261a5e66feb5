//! What a rule takes, with its types.

use crate::json::Json;
use crate::shape::Type;

/// What a rule takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Where it is from.
    pub form: Form,
    /// The type of the place that it is for, or of the field of `new`. What is taken fits it by
    /// structure and need not be of the very same type. For the source of a scope's `for` and of a
    /// text piece, the type that is read.
    pub into: Type,
    /// Whether it may give nothing, or no match.
    pub optional: bool,
}

/// Where it is from.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A place of the event's payload, or in a scope of the value that the scope goes by.
    Path {
        /// The way there, from the whole.
        steps: Vec<SourceStep>,
        /// The type that is read there; may be [nullable](crate::Shape::Nullable). After a variant
        /// as the last step it is the union, limited to the variants of that step.
        ty: Type,
    },
    /// Always this value, which fits `into`.
    Const(Json),
    /// An object of the type `into`, or of the branch of it that the constants in it tell: these
    /// fields by their keys, each with what it is made from. Fields that give nothing are left out.
    New(Vec<(String, Source)>),
    /// The first of these that is neither nothing nor no match.
    First(Vec<Source>),
}

/// A step on the way through an event.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceStep {
    /// A property of an object. After a [`Variant`](Self::Variant) with several names each of them
    /// has it, with types that fit each other.
    Field {
        /// Its key.
        key: String,
        /// Its type, in the first of the variants.
        ty: Type,
        /// Whether it may be absent or null.
        optional: bool,
    },
    /// Only if the value is one of these variants; otherwise there is no match.
    Variant {
        /// The union: [tagged](crate::Shape::Tagged) or [by kind](crate::Shape::Kinds), references
        /// and null resolved.
        union: Type,
        /// Values of the tag, or for a union by kind `:string`, `:number`, `:boolean`, `:array`
        /// and `:object`.
        variants: Vec<String>,
    },
}
