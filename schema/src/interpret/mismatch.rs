//! Why data does not decode.

use std::borrow::Cow;
use std::fmt;

use crate::schema::JsonType;
use crate::shape::{Kinds, Property, Shape, Type};

/// One reason why data does not decode.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Mismatch<'c> {
    /// Where in the data, as a JSON Pointer.
    pub at: String,
    /// What was to be decoded there.
    pub ty: &'c Type,
    /// What is wrong.
    pub why: Why<'c>,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Why<'c> {
    /// It lacks a required property.
    Missing {
        /// The property.
        property: &'c Property,
    },
    /// It is of another kind than its schema allows.
    Kind {
        /// The kind it has.
        found: JsonType,
    },
    /// It is a number with a fraction, or a float that does not tell which integer it is, where a whole
    /// number is expected.
    NotWhole,
    /// It is a whole number below zero where there is none below zero, or beyond what `i64` holds.
    IntegerRange,
    /// It is a number beyond what `f64` holds.
    NumberRange,
    /// It is a string, or an object with a key, that is no text: it has half of a surrogate pair.
    IllFormed,
    /// It lacks the property that tells the branches of the union apart.
    NoTag {
        /// The property.
        key: &'c str,
    },
    /// It is that property, and no string.
    TagKind {
        /// The kind it has.
        found: JsonType,
    },
    /// It is nested more than 127 levels deep.
    TooDeep,
    /// It is no clean JSON: a string with control characters or half of a surrogate pair, or a number that
    /// is none.
    Unclean,
    /// It is not JSON.
    NotJson {
        /// The byte at which it stops being JSON.
        byte: usize,
    },
}

impl<'c> Mismatch<'c> {
    /// Where the subschema stands in the document, as a JSON Pointer.
    #[must_use]
    pub fn place(&self) -> &'c str {
        &self.ty.pointer
    }

    /// What was expected, with its article.
    #[must_use]
    pub fn expected(&self) -> Cow<'c, str> {
        match self.why {
            Why::Missing { property } => format!("an object with `{}`", property.key).into(),
            Why::NoTag { key } => format!("an object with `{key}`").into(),
            Why::TagKind { .. } => "a string".into(),
            Why::IntegerRange if is_unsigned(self.ty) => "an integer from 0 to 2^64 - 1".into(),
            Why::IntegerRange => "an integer from -2^63 to 2^63 - 1".into(),
            Why::NumberRange => "a number that `f64` holds".into(),
            Why::IllFormed => "a text".into(),
            Why::TooDeep => "a value nested at most 127 levels deep".into(),
            Why::NotJson { .. } | Why::Unclean => "JSON".into(),
            Why::Kind { .. } | Why::NotWhole => noun(self.ty),
        }
    }

    /// What was found, with its article.
    #[must_use]
    pub fn found(&self) -> Cow<'c, str> {
        match self.why {
            Why::Missing { .. } | Why::NoTag { .. } => "one without it".into(),
            Why::Kind { found } | Why::TagKind { found } => found.with_article().into(),
            Why::NotWhole => "a number that is not whole".into(),
            Why::IntegerRange => "one beyond that".into(),
            Why::NumberRange => "a larger one".into(),
            Why::IllFormed => "half of a surrogate pair".into(),
            Why::TooDeep => "one that is nested deeper".into(),
            Why::Unclean => "something that is nearly that".into(),
            Why::NotJson { byte } => format!("a fault at byte {byte}").into(),
        }
    }
}

impl fmt::Display for Mismatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.at.is_empty() {
            write!(f, "at {}: ", self.at)?;
        }
        write!(f, "expected {}, found {}", self.expected(), self.found())
    }
}

fn is_unsigned(ty: &Type) -> bool {
    matches!(ty.shape, Shape::Integer { unsigned: true })
}

fn noun(ty: &Type) -> Cow<'_, str> {
    match &ty.shape {
        Shape::Null => "null".into(),
        Shape::Boolean => "a boolean".into(),
        Shape::Integer { .. } => "an integer".into(),
        Shape::Number => "a number".into(),
        Shape::String | Shape::Const(_) | Shape::Enum(_) => "a string".into(),
        Shape::Object(_) | Shape::FreeForm | Shape::Map(_) => "an object".into(),
        Shape::Array(_) => "an array".into(),
        Shape::Nullable(inner) => format!("{} or null", noun(inner)).into(),
        Shape::Tagged(union) => format!("an object with `{}`", union.tag).into(),
        Shape::Kinds(kinds) => kinds_noun(kinds).into(),
        Shape::Any | Shape::Raw | Shape::Ref(_) | Shape::Broken => "any value".into(),
    }
}

fn kinds_noun(kinds: &Kinds) -> String {
    let nouns = [
        (&kinds.boolean, "a boolean"),
        (&kinds.number, "a number"),
        (&kinds.string, "a string"),
        (&kinds.array, "an array"),
        (&kinds.object, "an object"),
    ];
    let nouns = nouns.into_iter().filter(|(branch, _)| branch.is_some());
    let nouns: Vec<_> = nouns.map(|(_, noun)| noun).collect();
    nouns.join(" or ")
}
