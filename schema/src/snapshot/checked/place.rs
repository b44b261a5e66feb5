//! Where a rule puts what it takes, with its types.

use crate::shape::Type;
use crate::snapshot::IndexDefault;
use crate::snapshot::checked::SourceStep;

/// A place of the value, from the whole or, in a scope, from the scope's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The way there.
    pub steps: Vec<PlaceStep>,
    /// The type of the place, as the property or the list has it; may be
    /// [nullable](crate::Shape::Nullable). After a variant as the last step it is the union.
    pub ty: Type,
    /// Whether it is an optional property.
    pub optional: bool,
}

/// A step on the way through the value.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceStep {
    /// A property of an object. Of one that is null or absent an object is made first.
    Field {
        /// Its key.
        key: String,
        /// Its type; after a variant with several names, in the first of them.
        ty: Type,
        /// Where its type stands; after a variant with several names, in each of them.
        declared: Vec<String>,
        /// Whether it is not listed in `required`.
        optional: bool,
    },
    /// The value must be one of these variants. Another declared one, or null, is an error; one
    /// that is not declared absorbs the rule: nothing happens.
    Variant {
        /// The union, references and null resolved.
        union: Type,
        /// Values of the tag, or kinds such as `:string`.
        variants: Vec<String>,
        /// Whether the rule names no variant and these are all there are: each has the field that
        /// comes next.
        implied: bool,
    },
    /// The element at an integer that the event has.
    Index {
        /// Where the event has it. It is read like a source; null and no match count as absent.
        pointer: Vec<SourceStep>,
        /// What counts if it is absent.
        default: Option<IndexDefault>,
        /// The type of the elements.
        items: Type,
    },
    /// The last element whose field equals what the event has.
    Key {
        /// The field of the element.
        field: String,
        /// Where the event has its value, as for an index.
        pointer: Vec<SourceStep>,
        /// Whether the values are integers; otherwise they are strings.
        integer: bool,
        /// What counts if it is absent.
        default: Option<u64>,
        /// The type of the elements.
        items: Type,
    },
    /// Behind the last element.
    End {
        /// The type of the elements.
        items: Type,
    },
}
