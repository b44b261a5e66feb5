//! `format`: what a string or a number stands for, which programs may have a type of their own for.

use crate::json::Json;
use crate::schema::{JsonType, Schema, SchemaObject, Types};
use crate::shape::{Shape, Type};

/// A format where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) name: String,
    /// Whether the value may be a string: then it is the string's format.
    of_string: bool,
}

impl Format {
    /// The format that keywords say, by themselves or in a part of `allOf`.
    pub(crate) fn of(keywords: &SchemaObject) -> Option<Self> {
        let parts = keywords.all_of.iter().flatten();
        let mut written = parts.filter_map(Schema::keywords).chain([keywords]).rev();
        let name = written.find_map(|it| it.hints.get("format").and_then(Json::as_str))?;
        let types = keywords.types.as_ref().map_or(&[][..], Types::as_slice);
        let has = |wanted: &[JsonType]| types.iter().any(|it| wanted.contains(it));
        let of_string = has(&[JsonType::String]);
        let of_number = has(&[JsonType::Integer, JsonType::Number]);
        // What has known values is told by those.
        let listed = keywords.values.is_some() || keywords.constant.is_some();
        let of_either = (of_string || of_number || types.is_empty()) && !listed;
        of_either.then(|| Self {
            name: name.to_owned(),
            of_string,
        })
    }

    /// Whether it is the format of a type that stands where it stands.
    pub(crate) fn is_of(&self, ty: &Type) -> bool {
        match ty.shape {
            Shape::String => true,
            Shape::Integer { .. } | Shape::Number => !self.of_string,
            _ => false,
        }
    }
}
