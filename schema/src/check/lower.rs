//! [`Schema`] to [`Node`].

pub(crate) mod cycle;
pub(crate) mod names;
pub(crate) mod node;
pub(crate) mod reference;
pub(crate) mod values;

use std::collections::{HashMap, HashSet};

use crate::check::lower::node::{Fields, Form, Node};
use crate::check::lower::reference::Targets;
use crate::check::lower::values::Kind;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::json::Json;
use crate::parse::Unread;
use crate::parse::{MAX_DEPTH, too_deep};
use crate::pointer;
use crate::schema::{JsonType, Schema, SchemaObject};

pub(crate) struct Lowering<'a> {
    pub(crate) targets: Targets<'a>,
    pub(crate) unread: &'a Unread,
    pub(crate) findings: &'a mut Findings,
    /// What branches of unions were written as.
    pub(crate) identities: HashMap<String, usize>,
    /// Where the objects stand of which it is written that they have more properties.
    pub(crate) open: HashSet<String>,
}

impl Lowering<'_> {
    pub(crate) fn root<'d>(&mut self, schema: &'d Schema, pointer: &str) -> Node<'d> {
        self.node(schema, pointer, 0)
    }

    fn node<'d>(&mut self, schema: &'d Schema, pointer: &str, depth: usize) -> Node<'d> {
        let mut node = Node::bare(pointer, Form::Broken);
        node.schema = Some(schema);
        if depth > MAX_DEPTH {
            self.findings.add(too_deep(pointer));
            return node;
        }
        // A keyword that could not be read may have said anything.
        let unread = self.unread.covers(pointer);
        match schema {
            Schema::Boolean(_) if unread => {}
            Schema::Boolean(true) => node.form = Form::Any,
            Schema::Boolean(false) => self.findings.add(
                Diagnostic::new(Check::NeverValid, pointer, "no value can satisfy `false`")
                    .label("nothing is valid here")
                    .help("write what the value is, or leave it out"),
            ),
            Schema::Object(keywords) => {
                node.description = keywords.description.as_deref();
                node.deprecated = keywords.deprecated;
                node.name = keywords.name.as_deref();
                if let Some(name) = node.name {
                    names::check(self.findings, pointer, name);
                }
                if !unread {
                    self.keywords(keywords, &mut node, depth);
                }
            }
        }
        node
    }

    fn keywords<'d>(&mut self, keywords: &'d SchemaObject, node: &mut Node<'d>, depth: usize) {
        let pointer = node.pointer.clone();
        let mut parts = Vec::new();
        if let Some(reference) = &keywords.reference {
            let form = self.targets.resolve(reference, &pointer, self.findings);
            parts.push(Node::bare(&pointer, form));
        }
        if let Some(members) = &keywords.all_of {
            parts.extend(self.list(members, &pointer, "allOf", depth));
        }
        let union = self.union(keywords, &pointer, depth);
        let own = self.own(keywords, &pointer, depth);
        node.form = match union {
            Some(union) => self.beside_union(keywords, union, &parts, own.as_ref(), &pointer),
            None => {
                parts.extend(own.map(|form| Node::bare(&pointer, form)));
                all_of(parts, node)
            }
        };
        if keywords.nullable && !matches!(node.form, Form::Any | Form::Broken) {
            let form = std::mem::replace(&mut node.form, Form::Any);
            let branches = vec![Node::bare(&pointer, form), Node::bare(&pointer, Form::Null)];
            node.form = Form::Union {
                branches,
                discriminator: None,
            };
        }
    }

    fn list<'d>(
        &mut self,
        schemas: &'d [Schema],
        pointer: &str,
        keyword: &str,
        depth: usize,
    ) -> Vec<Node<'d>> {
        let pointer = pointer::child(pointer, keyword);
        if schemas.is_empty() {
            let diagnostic =
                Diagnostic::new(Check::NeverValid, &pointer, format!("`{keyword}` is empty"))
                    .label("nothing to choose from")
                    .help("list the schemas, or leave the keyword out");
            self.findings.add(diagnostic);
            return vec![Node::bare(&pointer, Form::Broken)];
        }
        let node = |(index, schema)| self.node(schema, &format!("{pointer}/{index}"), depth + 1);
        schemas.iter().enumerate().map(node).collect()
    }

    fn union<'d>(
        &mut self,
        keywords: &'d SchemaObject,
        pointer: &str,
        depth: usize,
    ) -> Option<Form<'d>> {
        let (keyword, branches) = match (&keywords.one_of, &keywords.any_of) {
            (Some(_), Some(_)) => {
                self.findings.add(
                    Diagnostic::new(
                        Check::UnsupportedConstruct,
                        pointer::child(pointer, "anyOf"),
                        "`oneOf` and `anyOf` together are not supported",
                    )
                    .at_key()
                    .label("a second union beside `oneOf`")
                    .help("put all branches into one `oneOf`"),
                );
                return Some(Form::Broken);
            }
            (Some(branches), None) => ("oneOf", branches),
            (None, Some(branches)) => ("anyOf", branches),
            (None, None) => {
                if keywords.discriminator.is_some() {
                    self.idle(pointer, "discriminator", "without `oneOf` or `anyOf`");
                }
                return None;
            }
        };
        // `{ "properties": …, "anyOf": [{ "required": ["a"] }, …] }` only limits values.
        if keywords.properties.is_some() && branches.iter().all(only_requires) {
            return None;
        }
        let discriminator = keywords.discriminator.as_ref();
        let mut branches = self.list(branches, pointer, keyword, depth);
        for branch in &mut branches {
            branch.identity = branch.schema.map(|schema| self.identity(schema));
        }
        Some(Form::Union {
            branches,
            discriminator,
        })
    }

    fn identity(&mut self, schema: &Schema) -> usize {
        let next = self.identities.len();
        *self.identities.entry(format!("{schema:?}")).or_insert(next)
    }

    /// A union with other keywords beside it.
    fn beside_union<'d>(
        &mut self,
        keywords: &SchemaObject,
        union: Form<'d>,
        parts: &[Node<'d>],
        own: Option<&Form<'d>>,
        pointer: &str,
    ) -> Form<'d> {
        let beside = match own {
            _ if keywords.reference.is_some() => "$ref",
            _ if !parts.is_empty() => "allOf",
            Some(Form::Object(_) | Form::Map(_)) => "properties",
            Some(Form::Array(_)) if keywords.items.is_some() => "items",
            Some(Form::Values(_)) => "enum",
            Some(Form::Broken) => return Form::Broken,
            // `type` alone, which the branches repeat.
            _ => return union,
        };
        let keyword = if keywords.one_of.is_some() {
            "oneOf"
        } else {
            "anyOf"
        };
        self.findings.add(
            Diagnostic::new(
                Check::UnsupportedConstruct,
                pointer::child(pointer, keyword),
                format!("`{keyword}` beside `{beside}` is not supported"),
            )
            .at_key()
            .label(format!("`{beside}` stands beside it"))
            .help(format!("move what `{beside}` says into every branch")),
        );
        Form::Broken
    }

    /// What the keywords say about the value itself, if they do.
    fn own<'d>(
        &mut self,
        keywords: &'d SchemaObject,
        pointer: &str,
        depth: usize,
    ) -> Option<Form<'d>> {
        let kinds = values::kinds(keywords, pointer, self.findings)?;
        self.idle_keywords(keywords, &kinds, pointer);
        let form = |(kind, values): (JsonType, Vec<&'d Json>)| match kind {
            JsonType::Null => Form::Null,
            JsonType::Boolean => Form::Boolean,
            JsonType::Integer => Form::Integer {
                unsigned: values::unsigned(keywords, &values),
            },
            JsonType::Number => Form::Number,
            JsonType::String => values::string(&values),
            JsonType::Array => self.array(keywords, pointer, depth),
            JsonType::Object => self.object(keywords, pointer, depth),
        };
        let mut forms: Vec<_> = kinds.into_iter().map(form).collect();
        Some(match forms.len() {
            0 => Form::Broken,
            1 => forms.swap_remove(0),
            _ => Form::Union {
                branches: forms
                    .into_iter()
                    .map(|form| Node::bare(pointer, form))
                    .collect(),
                discriminator: None,
            },
        })
    }

    fn array<'d>(&mut self, keywords: &'d SchemaObject, pointer: &str, depth: usize) -> Form<'d> {
        let pointer = pointer::child(pointer, "items");
        Form::Array(Box::new(match &keywords.items {
            Some(items) => self.node(items, &pointer, depth + 1),
            None => Node::bare(&pointer, Form::Any),
        }))
    }

    fn object<'d>(&mut self, keywords: &'d SchemaObject, pointer: &str, depth: usize) -> Form<'d> {
        let additional = keywords.additional_properties.as_ref();
        let closed = matches!(additional, Some(Schema::Boolean(false)));
        if additional.is_some_and(Schema::is_anything) {
            self.open.insert(pointer.to_owned());
        }
        let additional = additional
            .filter(|schema| !closed && !schema.is_anything())
            .map(|schema| {
                let pointer = pointer::child(pointer, "additionalProperties");
                Box::new(self.node(schema, &pointer, depth + 1))
            });
        let required = keywords.required.as_slice();
        let properties = keywords
            .properties
            .as_ref()
            .filter(|properties| !properties.is_empty());
        match (properties, additional) {
            (None, Some(additional)) => Form::Map(additional),
            (None, None) if !closed => Form::Free { required },
            (properties, additional) => {
                let base = pointer::child(pointer, "properties");
                let mut property = |(key, schema): (&'d String, &'d Schema)| {
                    (
                        key.as_str(),
                        self.node(schema, &pointer::child(&base, key), depth + 1),
                    )
                };
                let properties = properties
                    .into_iter()
                    .flatten()
                    .map(&mut property)
                    .collect();
                Form::Object(Fields {
                    properties,
                    required,
                    additional,
                })
            }
        }
    }

    fn idle_keywords(&mut self, keywords: &SchemaObject, kinds: &[Kind<'_>], pointer: &str) {
        let has = |wanted| kinds.iter().any(|(kind, _)| *kind == wanted);
        if kinds.is_empty() {
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

    fn idle(&mut self, pointer: &str, keyword: &str, place: &str) {
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

/// Puts parts together; what says nothing is dropped, and one part alone is the thing itself.
fn all_of<'d>(mut parts: Vec<Node<'d>>, node: &mut Node<'d>) -> Form<'d> {
    parts.retain(|part| !matches!(part.form, Form::Any));
    if parts.len() > 1 {
        parts.retain(|part| !matches!(part.form, Form::Free { required: [] }));
    }
    match parts.len() {
        0 => Form::Any,
        1 => {
            let part = parts.swap_remove(0);
            node.description = node.description.or(part.description);
            node.name = node.name.or(part.name);
            node.deprecated |= part.deprecated;
            part.form
        }
        _ => Form::AllOf(parts),
    }
}

fn only_requires(schema: &Schema) -> bool {
    schema.keywords().is_some_and(|keywords| {
        let SchemaObject {
            required,
            description,
            ..
        } = keywords;
        let bare = SchemaObject {
            required: required.clone(),
            description: description.clone(),
            ..SchemaObject::default()
        };
        !required.is_empty() && *keywords == bare
    })
}
