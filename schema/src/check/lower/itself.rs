//! What a subschema says of the value itself: its types, its known values, its properties.

use std::collections::HashSet;
use std::rc::Rc;

use crate::all_of::Required;
use crate::check::lower::Lowering;
use crate::check::lower::node::{Form, Link, Object, Union};
use crate::check::lower::values::{self, Values};
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::json::Json;
use crate::pointer;
use crate::schema::{JsonType, Schema, SchemaObject};

impl Lowering<'_> {
    /// What the keywords say of the value itself, if they do.
    pub(super) fn itself<'d>(
        &mut self,
        keywords: &'d SchemaObject,
        pointer: &Rc<str>,
    ) -> Option<Form<'d>> {
        let types = values::types(keywords, pointer, self.findings)?;
        self.idle_keywords(keywords, &types, pointer);
        let form = |(json_type, known): (JsonType, Vec<&'d Json>)| match json_type {
            JsonType::Array => self.array(keywords, pointer),
            JsonType::Object => self.object(keywords, pointer),
            scalar => values::form(scalar, &known, keywords),
        };
        let mut forms: Vec<_> = types.into_iter().map(form).collect();
        Some(match forms.len() {
            0 => Form::Broken,
            1 => forms.swap_remove(0),
            _ => Form::Union(Union {
                branches: forms
                    .into_iter()
                    .map(|form| Link::bare(pointer, form))
                    .collect(),
                discriminator: None,
            }),
        })
    }

    fn array<'d>(&mut self, keywords: &'d SchemaObject, pointer: &str) -> Form<'d> {
        let pointer = pointer::child(pointer, "items");
        Form::Array(match &keywords.items {
            Some(items) => self.node(items, &pointer),
            None => Link::bare(&pointer.into(), Form::Any),
        })
    }

    fn object<'d>(&mut self, keywords: &'d SchemaObject, pointer: &Rc<str>) -> Form<'d> {
        let additional = keywords.additional_properties.as_ref();
        let closed = matches!(additional, Some(Schema::Boolean(false)));
        if additional.is_some_and(Schema::is_anything) {
            self.open.insert(pointer.to_string());
        }
        let properties = keywords
            .properties
            .as_ref()
            .filter(|properties| !properties.is_empty());
        // An object of which nothing else is said may have anything in it as it is.
        let additional = additional
            .filter(|schema| !closed && (properties.is_some() || !schema.is_anything()))
            .map(|schema| {
                let pointer = pointer::child(pointer, "additionalProperties");
                self.node(schema, &pointer)
            });
        let required = self.required(keywords, pointer);
        match (properties, additional) {
            (None, Some(additional)) => Form::Map(additional),
            (None, None) if !closed => Form::Free { required },
            (properties, additional) => {
                let base = pointer::child(pointer, "properties");
                let mut property = |(key, schema): (&'d String, &'d Schema)| {
                    (key.as_str(), self.node(schema, &pointer::child(&base, key)))
                };
                let properties = properties
                    .into_iter()
                    .flatten()
                    .map(&mut property)
                    .collect();
                Form::Object(Object {
                    properties,
                    required,
                    additional,
                })
            }
        }
    }

    fn required<'d>(&mut self, keywords: &'d SchemaObject, pointer: &Rc<str>) -> Vec<Required<'d>> {
        let mut seen = HashSet::new();
        let mut required = Vec::with_capacity(keywords.required.len());
        for (index, key) in keywords.required.iter().enumerate() {
            if seen.insert(key) {
                required.push(Required {
                    key,
                    schema: Rc::clone(pointer),
                    index,
                });
            } else {
                let place = format!("{pointer}/required/{index}");
                let diagnostic = crate::check::repeated(place, &format!("`{key}`"));
                self.findings.add(diagnostic);
            }
        }
        required
    }

    fn idle_keywords(&mut self, keywords: &SchemaObject, types: &[Values<'_>], pointer: &str) {
        let has = |wanted| types.iter().any(|(json_type, _)| *json_type == wanted);
        if types.is_empty() {
            return;
        }
        if !has(JsonType::Object) {
            if keywords.properties.is_some() {
                self.idle(pointer, "properties", "on a value that is no object");
            }
            if keywords.additional_properties.is_some() {
                self.idle(
                    pointer,
                    "additionalProperties",
                    "on a value that is no object",
                );
            }
        }
        if !has(JsonType::Array) && keywords.items.is_some() {
            self.idle(pointer, "items", "on a value that is no array");
        }
    }

    pub(super) fn idle(&mut self, pointer: &str, keyword: &str, place: &str) {
        self.findings.add(
            Diagnostic::new(
                Check::IdleKeyword,
                pointer::child(pointer, keyword),
                format!("`{keyword}` has no effect {place}"),
            )
            .at_key()
            .label("no effect here")
            .help("leave it out"),
        );
    }
}
