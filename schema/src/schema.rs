//! Subschemas as they are written: the subset of JSON Schema 2020-12 that documents use.

use indexmap::IndexMap;

#[cfg(feature = "serde")]
use crate::document::is_default;
use crate::json::Json;

/// A subschema.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(rename = "Subschema"))]
pub enum Schema {
    /// `true`: any value. `false`, no value, only says something as `additionalProperties`.
    Boolean(bool),
    /// What the keywords say.
    Object(Box<SchemaObject>),
}

impl Schema {
    /// A reference to the entry `key` of `$defs`.
    ///
    /// ```
    /// use stream_events_schema::Schema;
    ///
    /// let schema = Schema::reference("a/b");
    /// assert_eq!(schema.keywords().unwrap().reference.as_deref(), Some("#/$defs/a~1b"));
    /// ```
    #[must_use]
    pub fn reference(key: &str) -> Self {
        Self::from(SchemaObject {
            reference: Some(format!("#/$defs/{}", crate::pointer::escape(key))),
            ..SchemaObject::default()
        })
    }

    /// The keywords, unless the schema is `true` or `false`.
    #[must_use]
    pub fn keywords(&self) -> Option<&SchemaObject> {
        match self {
            Self::Boolean(_) => None,
            Self::Object(keywords) => Some(keywords),
        }
    }

    /// Whether it says nothing at all: `true` or `{}`.
    #[must_use]
    pub fn is_anything(&self) -> bool {
        match self {
            Self::Boolean(any) => *any,
            Self::Object(keywords) => **keywords == SchemaObject::default(),
        }
    }
}

/// Any value.
impl Default for Schema {
    fn default() -> Self {
        Self::Boolean(true)
    }
}

impl From<SchemaObject> for Schema {
    fn from(keywords: SchemaObject) -> Self {
        Self::Object(Box::new(keywords))
    }
}

/// The keywords of a subschema, in the order they are written in.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schemars",
    schemars(rename = "Keywords", extend("patternProperties" = { "^x-": true }))
)]
pub struct SchemaObject {
    /// The type is that of an entry of `$defs`: `#/$defs/Name`.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "$ref", default, skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schemars", schemars(regex(pattern = "^#/\\$defs/")))]
    pub reference: Option<String>,
    /// The Rust name of the type, such as `MessageStart`. Default: made from the key in `$defs`, or from
    /// where the type is used.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    #[cfg_attr(feature = "schemars", schemars(regex(pattern = "^[A-Z][A-Za-z0-9]*$")))]
    pub name: Option<String>,
    /// What it is; becomes documentation.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub description: Option<String>,
    /// Whether it is deprecated.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub deprecated: bool,
    /// The JSON type or types of the value.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "type", default, skip_serializing_if = "Option::is_none")
    )]
    pub types: Option<Types>,
    /// Whether the value may be null too: `OpenAPI` 3.0's way of adding `null` to `type`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub nullable: bool,
    /// The only value there is.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "const", default, skip_serializing_if = "Option::is_none")
    )]
    pub constant: Option<Json>,
    /// The known values; others are kept.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "enum", default, skip_serializing_if = "Option::is_none")
    )]
    pub values: Option<Vec<Json>>,
    /// The properties that are always there.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub required: Vec<String>,
    /// The properties of an object.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub properties: Option<IndexMap<String, Schema>>,
    /// The type of the values of all other properties.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub additional_properties: Option<Schema>,
    /// The type of the elements of an array.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub items: Option<Schema>,
    /// The value is of one of these types.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub one_of: Option<Vec<Schema>>,
    /// The value is of one of these types.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub any_of: Option<Vec<Schema>>,
    /// The value is of all these types: objects whose properties are put together.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub all_of: Option<Vec<Schema>>,
    /// Which property tells the types of `oneOf` or `anyOf` apart. Default: found out.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub discriminator: Option<Discriminator>,
    /// Keywords that change nothing about the type: `title`, `format`, `default`, `examples`,
    /// limits, `x-…`. Kept so that a document is written as it was read; an integer's `format` and
    /// `maximum` tell its width.
    #[cfg_attr(feature = "serde", serde(flatten))]
    #[cfg_attr(feature = "schemars", schemars(skip))]
    pub hints: IndexMap<String, Json>,
}

/// The value of `type`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(untagged))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Types {
    /// A type.
    One(JsonType),
    /// Any of several types.
    Many(Vec<JsonType>),
}

impl Types {
    /// The types, however they are written.
    #[must_use]
    pub fn as_slice(&self) -> &[JsonType] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// A JSON type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "lowercase")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schemars", schemars(inline))]
#[expect(missing_docs, reason = "the names say it")]
pub enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    /// What a value of this type is called: `a string`.
    #[must_use]
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// Which property tells the branches of a union apart.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Discriminator {
    /// The property.
    pub property_name: String,
    /// Which value means which branch; only compared with what the branches themselves say.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "IndexMap::is_empty")
    )]
    pub mapping: IndexMap<String, String>,
}
