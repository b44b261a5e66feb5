//! [`Schema`] to [`Node`].

pub(crate) mod cycle;
mod itself;
pub(crate) mod names;
mod nesting;
pub(crate) mod node;
pub(crate) mod reference;
pub(crate) mod union;
mod values;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;

use crate::check::lower::node::{AllOf, Form, Link, Node, Together};
use crate::check::lower::reference::Targets;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::format::Format;
use crate::parse::Unread;
use crate::pointer;
use crate::schema::{Schema, SchemaObject};

pub(crate) struct Lowering<'a> {
    pub(crate) targets: Targets<'a>,
    pub(crate) unread: &'a Unread,
    pub(crate) findings: &'a mut Findings,
    /// What branches of unions were written as.
    pub(crate) identities: HashMap<String, usize>,
    /// Where the objects stand of which it is written that they have more properties.
    pub(crate) open: HashSet<String>,
    /// The formats of strings and numbers, by where they stand.
    pub(crate) formats: IndexMap<String, Format>,
}

impl Lowering<'_> {
    pub(crate) fn root<'d>(&mut self, schema: &'d Schema, pointer: &str) -> Link<'d> {
        match nesting::fits(schema, pointer, self.findings) {
            true => self.node(schema, pointer),
            false => Link::bare(&pointer.into(), Form::Broken),
        }
    }

    fn node<'d>(&mut self, schema: &'d Schema, pointer: &str) -> Link<'d> {
        let mut node = Node::bare(&Rc::from(pointer), Form::Broken);
        node.schema = Some(schema);
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
                    self.keywords(keywords, &mut node);
                }
            }
        }
        node.into()
    }

    fn keywords<'d>(&mut self, keywords: &'d SchemaObject, node: &mut Node<'d>) {
        let pointer = Rc::clone(&node.pointer);
        if let Some(format) = Format::of(keywords) {
            self.formats.insert(pointer.to_string(), format);
        }
        let mut parts = Vec::new();
        if let Some(reference) = &keywords.reference {
            let form = self.targets.resolve(reference, &pointer, self.findings);
            parts.push(Link::bare(&pointer, form));
        }
        if let Some(members) = &keywords.all_of {
            parts.extend(self.list(members, &pointer, "allOf"));
        }
        let union = self.union(keywords, &pointer);
        let itself = self.itself(keywords, &pointer);
        let itself = itself.map(|form| Link::bare(&pointer, form));
        node.form = match union {
            Some(union) => self.beside_union(keywords, union, &parts, itself, &pointer),
            None => {
                parts.extend(itself);
                all_of(parts, node)
            }
        };
    }

    fn list<'d>(&mut self, schemas: &'d [Schema], pointer: &str, keyword: &str) -> Vec<Link<'d>> {
        let pointer = pointer::child(pointer, keyword);
        if schemas.is_empty() {
            let diagnostic =
                Diagnostic::new(Check::NeverValid, &pointer, format!("`{keyword}` is empty"))
                    .label("nothing to choose from")
                    .help("list the schemas, or leave the keyword out");
            self.findings.add(diagnostic);
            return vec![Link::bare(&pointer.into(), Form::Broken)];
        }
        let node = |(index, schema)| self.node(schema, &format!("{pointer}/{index}"));
        schemas.iter().enumerate().map(node).collect()
    }

    fn identity(&mut self, schema: &Schema) -> usize {
        let next = self.identities.len();
        *self.identities.entry(format!("{schema:?}")).or_insert(next)
    }
}

/// Puts parts together; what says nothing is dropped, and one part alone is the thing itself.
fn all_of<'d>(mut parts: Vec<Link<'d>>, node: &mut Node<'d>) -> Form<'d> {
    parts.retain(|part| !matches!(part.form, Form::Any));
    match parts.as_slice() {
        [] => Form::Any,
        [one] => {
            *node = node.with_form_of(one);
            node.form.clone()
        }
        _ => Form::AllOf(AllOf {
            parts,
            of: Together::Written,
        }),
    }
}
