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
/// mixture of the two would be neither. Null aside, which every `type` can have besides.
pub(super) fn clash(base: Option<&Json>, ours: &Json, theirs: &Json) -> bool {
    let (Some(ours), Some(theirs)) = (Form::of(ours), Form::of(theirs)) else {
        return false;
    };
    match base.and_then(Form::of) {
        Some(base) => {
            let is_edited = ours.is_other(&base) || (ours.null != base.null && !theirs.typed);
            ours.is_other(&theirs)
                && is_edited
                && theirs.is_other(&base)
                && (ours.kinds() != base.kinds() || theirs.kinds() != base.kinds())
        }
        None => ours.is_other(&theirs) && ours.kinds() != theirs.kinds(),
    }
}

/// Whether one schema may have become the other: the same kind of type, with half of its parts.
pub(super) fn is_alike(before: &Json, after: &Json) -> bool {
    let (Some(before), Some(after)) = (Form::of(before), Form::of(after)) else {
        return false;
    };
    let (parts, others) = (before.parts(), after.parts());
    let count = parts.iter().filter(|part| others.contains(*part)).count();
    before.kinds() == after.kinds() && count * 2 >= parts.len()
}

/// The keywords of a schema that make its type.
struct Form<'j> {
    keywords: IndexMap<String, &'j Json>,
    /// The types without null.
    types: Vec<String>,
    /// Whether null is one of the types.
    null: bool,
    /// Whether there is a `type`.
    typed: bool,
}

impl<'j> Form<'j> {
    fn of(schema: &'j Json) -> Option<Self> {
        let mut keywords = Kind::Schema.members(schema)?;
        let types = keywords.shift_remove("type");
        let typed = types.is_some();
        let types = types.and_then(|types| Kind::Types.members(types));
        let types = types.unwrap_or_default().into_keys();
        let (null, types): (Vec<_>, Vec<_>) = types.partition(|word| word == "\"null\"");
        keywords.retain(|keyword, _| is_of(keyword));
        Some(Self {
            keywords,
            types,
            null: !null.is_empty(),
            typed,
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

    /// Its properties, branches and values, by what each is told by in a merge.
    fn parts(&self) -> Vec<String> {
        let of = |keyword: &str| {
            Kind::Schema
                .of(keyword)
                .members(self.keywords.get(keyword)?)
        };
        let lists = ["properties", "oneOf", "anyOf", "allOf", "enum"];
        let members = lists.into_iter().filter_map(of);
        members.flat_map(IndexMap::into_keys).collect()
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
        assert!(clashes(string, nullable, r#"{ "$ref": "b" }"#));
        let described = r#"{ "type": "string", "description": "One." }"#;
        assert!(!clashes(string, described, r#"{ "$ref": "b" }"#));
    }

    #[test]
    fn parts_of_one_type_are_merged() {
        let object = |key| format!(r#"{{ "type": "object", "properties": {{ "{key}": true }} }}"#);
        assert!(!clashes(&object("a"), &object("b"), &object("c")));
    }
}
