//! The keywords of a subschema: which mean something, which are passed on, which are refused.

use crate::schema::SchemaObject;

/// Keywords that change nothing about the type, but for whether an integer is a `u64`. Payloads are
/// decoded, not validated.
const HINTS: &[&str] = &[
    "$comment",
    "$schema",
    "title",
    "format",
    "default",
    "examples",
    "example",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "dependentRequired",
    "readOnly",
    "writeOnly",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "externalDocs",
    "xml",
];

/// Keywords without a Rust type, and what to write instead.
const REFUSED: &[(&str, &str)] = &[
    (
        "prefixItems",
        "describe the elements with one `items`, a union if they differ",
    ),
    (
        "additionalItems",
        "describe the elements with one `items`, a union if they differ",
    ),
    ("unevaluatedItems", "describe the elements with `items`"),
    (
        "unevaluatedProperties",
        "leave it out, or use `additionalProperties`",
    ),
    (
        "patternProperties",
        "use `additionalProperties` with the type of the values",
    ),
    (
        "not",
        "leave it out: it says what a value is not, a type needs what it is",
    ),
    ("if", "write the alternatives as `oneOf`"),
    ("then", "write the alternatives as `oneOf`"),
    ("else", "write the alternatives as `oneOf`"),
    (
        "dependentSchemas",
        "write the alternatives as `oneOf`, or leave it out",
    ),
    (
        "dependencies",
        "write the alternatives as `oneOf`, or leave it out",
    ),
    (
        "$dynamicRef",
        "use `$ref` to an entry of the document's `$defs`",
    ),
    (
        "$recursiveRef",
        "use `$ref` to an entry of the document's `$defs`",
    ),
    ("$anchor", "refer to entries of `$defs` by `#/$defs/Name`"),
    (
        "$dynamicAnchor",
        "refer to entries of `$defs` by `#/$defs/Name`",
    ),
    (
        "$recursiveAnchor",
        "refer to entries of `$defs` by `#/$defs/Name`",
    ),
    ("$id", "leave it out: references stay within the document"),
    ("$vocabulary", "leave it out"),
    ("$defs", "move its entries to the document's own `$defs`"),
    ("definitions", "move its entries to the document's `$defs`"),
];

/// What a keyword of a subschema is.
pub(super) enum Standing {
    Hint,
    /// With what to write instead.
    Refused(&'static str),
    Unknown,
}

/// The standing of a keyword that has no field in the model.
pub(super) fn standing(keyword: &str) -> Standing {
    if keyword.starts_with("x-") || HINTS.contains(&keyword) {
        return Standing::Hint;
    }
    match REFUSED.iter().find(|(refused, _)| *refused == keyword) {
        Some((_, instead)) => Standing::Refused(instead),
        None => Standing::Unknown,
    }
}

/// What a misspelt keyword may have been meant to be.
pub(super) fn spellings() -> Vec<&'static str> {
    SchemaObject::KEYWORDS
        .iter()
        .chain(HINTS)
        .copied()
        .collect()
}

/// The hints, for the meta-schema.
#[cfg(feature = "write")]
pub(crate) fn hints() -> &'static [&'static str] {
    HINTS
}
