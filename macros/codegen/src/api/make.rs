//! The model as data.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;
use stream_events_schema::diff::{Root, Step, Subject};
use stream_events_schema::{Checked, Handle, Shape};

use super::subjects;
use super::ty::write;
use super::{Alias, ApiKind, ApiType, Constructor, Member};
use crate::Options;
use crate::model::{Docs, Event, Item, ItemKind, Model, Ty};

/// What the types of a model are made of.
pub(super) struct Make<'a> {
    document: &'a Checked,
    options: &'a Options,
    subjects: HashMap<String, Subject>,
    /// Keys of `$defs` that may be null.
    nullable: HashSet<&'a str>,
}

impl<'a> Make<'a> {
    pub(super) fn new(document: &'a Checked, options: &'a Options, model: &Model) -> Self {
        let nullable = document
            .definitions
            .iter()
            .filter(|(_, ty)| matches!(document.resolve(ty).shape, Shape::Nullable(_)));
        Self {
            document,
            options,
            subjects: subjects::of(document, options, model),
            nullable: nullable.map(|(key, _)| key.as_str()).collect(),
        }
    }

    pub(super) fn events(&self, model: &Model) -> ApiType {
        let member = |event: &Event| {
            let subject = Subject::event(&event.key);
            self.member(&event.ident, event.payload.as_ref(), subject, &event.docs)
        };
        let items = model.events.iter().filter(|event| event.is_item());
        made_of_events("Event", ApiKind::Event, items.map(member).collect())
    }

    pub(super) fn failures(&self, model: &Model) -> ApiType {
        let failures = &model.failures;
        let events = self.document.events.iter();
        let failing = events.filter(|(_, event)| event.handle == Handle::Fail);
        let arms = failing.filter_map(|(key, _)| Some((failures.of(key)?, Subject::event(key))));
        // Without a type of its own the body has that of an event.
        let body = failures
            .body
            .filter(|_| self.document.errors.body.is_some());
        let body = body.map(|arm| (&failures.arms[arm], Subject::body()));
        let kind = match failures.any {
            true => ApiKind::Failure,
            false => ApiKind::Alias,
        };
        let arms = arms.chain(body).map(|(arm, subject)| {
            self.member(&arm.ident, Some(&arm.ty), subject, &Docs::default())
        });
        made_of_events("Failure", kind, arms.collect())
    }

    pub(super) fn payload(&self, item: &Item) -> ApiType {
        let name = item.ident.to_string();
        let subject = self.subjects.get(&name).cloned();
        let subject = subject.unwrap_or_else(|| Subject::definition(&name));
        let member = |ident: &Ident, ty: Option<&Ty>, step, docs: &Docs| {
            self.member(ident, ty, subject.child(step), docs)
        };
        let (kind, members, alias) = match &item.kind {
            ItemKind::Struct(it) => {
                let fields = it.fields.iter();
                let fields = fields.map(|it| {
                    member(
                        &it.ident,
                        Some(&it.ty),
                        Step::Field(it.key.clone()),
                        &it.docs,
                    )
                });
                let additional = it.additional.iter().map(|(name, values)| {
                    let map = Ty::Map(Box::new(values.clone()));
                    member(name, Some(&map), Step::Values, &Docs::default())
                });
                (ApiKind::Struct, fields.chain(additional).collect(), None)
            }
            ItemKind::OpenEnum(values) => {
                let values = values.iter();
                let values = values
                    .map(|it| member(&it.ident, None, Step::Value(it.value.clone()), &it.docs));
                (ApiKind::OpenEnum, values.collect(), None)
            }
            ItemKind::Tagged { branches, .. } => {
                let branches = branches.iter().map(|it| {
                    let step = Step::Value(it.values[0].clone());
                    // What is said about a variant is said about its type.
                    let mut member = member(&it.ident, Some(&it.ty), step, &Docs::default());
                    member.values = it.values[1..].to_vec();
                    member
                });
                (ApiKind::Tagged, branches.collect(), None)
            }
            ItemKind::Kinds(branches) => {
                let branches = branches.iter();
                let branches = branches.map(|it| {
                    member(
                        &it.ident,
                        Some(&it.ty),
                        Step::Kind(it.kind),
                        &Docs::default(),
                    )
                });
                (ApiKind::Kinds, branches.collect(), None)
            }
            ItemKind::Pending => (ApiKind::Alias, Vec::new(), None),
            ItemKind::Alias(ty) => (ApiKind::Alias, Vec::new(), Some(Alias::Of(ty.clone()))),
            ItemKind::Replaced(option) => {
                let target = self.options.own_types().nth(*option);
                let path = target.map(|target| Alias::Replaced(target.value.to_string()));
                (ApiKind::Alias, Vec::new(), path)
            }
        };
        let is_nullable = match (&subject.root, subject.steps.as_slice()) {
            (Root::Type(key), []) => self.nullable.contains(key.as_str()),
            _ => false,
        };
        let (constructor, tag) = match &item.kind {
            ItemKind::Struct(it) => (Some(Constructor::of(it)), None),
            ItemKind::Tagged { tag, .. } => (None, Some(tag.clone())),
            _ => (None, None),
        };
        ApiType {
            name,
            kind,
            subject: Some(subject),
            description: item.docs.description.clone(),
            deprecated: item.docs.deprecated,
            members,
            constructor,
            tag,
            alias,
            nullable: is_nullable,
        }
    }

    fn member(&self, ident: &Ident, ty: Option<&Ty>, subject: Subject, docs: &Docs) -> Member {
        Member {
            name: ident.to_string(),
            ty: ty.map(|ty| write(ty, self.options)),
            subject,
            description: docs.description.clone(),
            deprecated: docs.deprecated,
            rust: ty.cloned(),
            values: Vec::new(),
        }
    }
}

/// A type that is not made of a subschema.
fn made_of_events(name: &str, kind: ApiKind, members: Vec<Member>) -> ApiType {
    ApiType {
        name: name.to_owned(),
        kind,
        subject: None,
        description: None,
        deprecated: false,
        members,
        constructor: None,
        tag: None,
        alias: None,
        nullable: false,
    }
}
