//! What a schema is, apart from what it is called and what is said about it.

use indexmap::IndexMap;

use crate::update::kind::Kind;
use crate::update::tree::same;
use stream_events_schema::Json;

/// The keywords that make the type.
const KEYWORDS: &[&str] = &[
    "$ref",
    "type",
    "format",
    "const",
    "enum",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "oneOf",
    "anyOf",
    "allOf",
    "discriminator",
];

pub(super) fn is_of(keyword: &str) -> bool {
    KEYWORDS.contains(&keyword)
}

/// Whether both sides changed a schema's type, and one of them made another kind of type of it: a
/// mixture of the two would be neither. Null aside, which every type can have besides.
pub(super) fn clash(base: Option<&Json>, ours: &Json, theirs: &Json) -> bool {
    let (Some(ours), Some(theirs)) = (Form::of(ours), Form::of(theirs)) else {
        return false;
    };
    match base.and_then(Form::of) {
        Some(base) => {
            ours.is_other(&theirs)
                && ours.is_other(&base)
                && theirs.is_other(&base)
                && (ours.kinds() != base.kinds() || theirs.kinds() != base.kinds())
        }
        None => ours.is_other(&theirs) && ours.kinds() != theirs.kinds(),
    }
}

/// The keywords of a schema that make its type.
struct Form<'j> {
    keywords: IndexMap<String, &'j Json>,
    /// The types without null.
    types: Vec<String>,
}

impl<'j> Form<'j> {
    fn of(schema: &'j Json) -> Option<Self> {
        let mut keywords = Kind::Schema.members(schema)?;
        let types = keywords.shift_remove("type");
        let types = types.and_then(|types| Kind::Types.members(types));
        let types = types.unwrap_or_default().into_keys();
        keywords.retain(|keyword, _| is_of(keyword));
        Some(Self {
            keywords,
            types: types.filter(|word| word != "\"null\"").collect(),
        })
    }

    fn is_other(&self, other: &Self) -> bool {
        let same_value = |(keyword, one): (&String, &&Json)| {
            let other = other.keywords.get(keyword);
            other.is_some_and(|other| same(one, other))
        };
        self.types != other.types
            || self.keywords.len() != other.keywords.len()
            || !self.keywords.iter().all(same_value)
    }

    /// What kinds of keywords there are, whatever they say.
    fn kinds(&self) -> (Vec<bool>, &[String]) {
        let has = |any: &[&str]| any.iter().any(|it| self.keywords.contains_key(*it));
        let kinds = [
            has(&["$ref"]),
            has(&["oneOf", "anyOf"]),
            has(&["allOf"]),
            has(&["const", "enum"]),
        ];
        (kinds.into(), &self.types)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::json::json;

    #[track_caller]
    fn clashes(base: &str, ours: &str, theirs: &str) -> bool {
        let read = |text| json(text).unwrap();
        clash(Some(&read(base)), &read(ours), &read(theirs))
    }

    #[test]
    fn a_mixture_of_two_types_is_neither() {
        let string = r#"{ "type": "string" }"#;
        assert!(clashes(
            string,
            r#"{ "type": "integer" }"#,
            r#"{ "enum": ["a"] }"#
        ));
        assert!(clashes(
            r#"{ "anyOf": [{ "type": "string" }] }"#,
            r#"{ "anyOf": [] }"#,
            string
        ));
        assert!(clashes("true", string, r#"{ "type": "integer" }"#));
    }

    #[test]
    fn null_and_what_is_said_are_no_other_type() {
        let string = r#"{ "type": "string" }"#;
        let nullable = r#"{ "type": ["string", "null"] }"#;
        assert!(!clashes(string, nullable, r#"{ "type": "integer" }"#));
        let described = r#"{ "type": "string", "description": "One." }"#;
        assert!(!clashes(string, described, r#"{ "$ref": "b" }"#));
    }

    #[test]
    fn parts_of_one_type_are_merged() {
        let object = |key| format!(r#"{{ "type": "object", "properties": {{ "{key}": true }} }}"#);
        assert!(!clashes(&object("a"), &object("b"), &object("c")));
    }
}
