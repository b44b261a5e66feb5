//! Subschemas as they are written: the subset of JSON Schema 2020-12 that documents use.

use indexmap::IndexMap;

use crate::json::Json;
use crate::keywords::{keywords, words};

/// A subschema.
#[derive(Debug, Clone, PartialEq)]
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

impl From<SchemaObject> for Schema {
    fn from(keywords: SchemaObject) -> Self {
        Self::Object(Box::new(keywords))
    }
}

keywords! {
    /// The keywords of a subschema, in the order they are written in.
    #[derive(Default)]
    pub struct SchemaObject as "Keywords" {
        ..
        /// Keywords that change nothing about the type: `title`, `format`, `default`, `examples`,
        /// limits, `x-…`. Kept so that a document is written as it was read; an integer's `format`
        /// and `maximum` tell its width.
        hints: IndexMap<String, Json>,
        /// The type is that of an entry of `$defs`: `#/$defs/Name`.
        "$ref" reference: Option<String> where "pattern" = "^#/\\$defs/",
        /// The Rust name of the type, such as `MessageStart`. Default: made from the key in
        /// `$defs`, or from where the type is used.
        "name" name: Option<String> where "pattern" = "^[A-Z][A-Za-z0-9]*$",
        /// What it is; becomes documentation.
        "description" description: Option<String>,
        /// Whether it is deprecated.
        "deprecated" deprecated: bool,
        /// The JSON type or types of the value.
        "type" types: Option<Types>,
        /// The only value there is.
        "const" constant: Option<Json>,
        /// The known values; others are kept.
        "enum" values: Option<Vec<Json>>,
        /// The properties that are always there.
        "required" required: Vec<String>,
        /// The properties of an object.
        "properties" properties: Option<IndexMap<String, Schema>>,
        /// The type of the values of all other properties.
        "additionalProperties" additional_properties: Option<Schema>,
        /// The type of the elements of an array.
        "items" items: Option<Schema>,
        /// The value is of one of these types.
        "oneOf" one_of: Option<Vec<Schema>>,
        /// The value is of one of these types.
        "anyOf" any_of: Option<Vec<Schema>>,
        /// The value is of all these types: objects whose properties are put together.
        "allOf" all_of: Option<Vec<Schema>>,
        /// Which property tells the types of `oneOf` or `anyOf` apart. Default: found out.
        "discriminator" discriminator: Option<Discriminator>,
    }
}

/// The value of `type`.
#[derive(Debug, Clone, PartialEq, Eq)]
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

words! {
    /// A JSON type.
    pub enum JsonType {
        /// A string.
        "string" String,
        /// A number without a fraction.
        "integer" Integer,
        /// Any number.
        "number" Number,
        /// `true` or `false`.
        "boolean" Boolean,
        /// An object.
        "object" Object,
        /// An array.
        "array" Array,
        /// `null`.
        "null" Null,
    }
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

keywords! {
    /// Which property tells the branches of a union apart.
    #[derive(Eq)]
    pub struct Discriminator as "Discriminator" {
        /// The property.
        "propertyName" (required) property_name: String,
    }
}
