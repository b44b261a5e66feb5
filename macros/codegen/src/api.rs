//! The generated API as data: what can be named, and of which type it is.

mod ty;

use proc_macro2::Ident;
use stream_events_schema::diff::{Step, Subject, Subjects};
use stream_events_schema::{Checked, Handle};

use crate::model::{Item, ItemKind, Model, Ty};
use crate::{Error, Options};
use ty::Types;

/// What a document generates, as far as code can name it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Api {
    /// The name of the generated module.
    pub module: String,
    /// `Event`, `Failure` and the payload types, in the order in which they are generated.
    pub types: Vec<ApiType>,
}

/// A generated type.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ApiType {
    /// Its Rust name.
    pub name: String,
    /// What sort of type it is.
    pub kind: ApiKind,
    /// What it was made of; nothing for `Event` and `Failure`, which are made of all events.
    pub subject: Option<Subject>,
    /// What the document says about it.
    pub description: Option<String>,
    /// Its fields or variants; without the `Unknown` or `Other` that every such enum has.
    pub members: Vec<Member>,
}

/// A sort of generated type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiKind {
    /// The enum of all items of a stream.
    Event,
    /// The enum of what failures say.
    Failure,
    /// An object.
    Struct,
    /// A string with known values.
    OpenEnum,
    /// A union told apart by a tag.
    Tagged,
    /// A union told apart by JSON kind.
    Kinds,
    /// A name for another type.
    Alias,
}

impl ApiKind {
    /// What Rust has it as.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Alias => "type",
            _ => "enum",
        }
    }
}

/// A field or a variant.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Member {
    /// Its Rust name.
    pub name: String,
    /// Its type as a user writes it; `None` for a variant without a payload.
    pub ty: Option<String>,
    /// What it was made of.
    pub subject: Subject,
    /// Its type with names for other types looked through.
    pub(crate) resolved: Option<Ty>,
}

impl Api {
    /// What `document` generates.
    ///
    /// # Errors
    ///
    /// Where two things of the document would have one Rust name, or an option is about nothing in
    /// the document.
    pub fn new(document: &Checked, options: &Options) -> Result<Self, Error> {
        let model = Model::new(document, options)?;
        let subjects = Subjects::of(document);
        let lowered = Types::new(&model.items, &subjects, options.string.as_ref());
        let mut types = vec![
            events(&model, &lowered),
            failures(&model, document, &lowered),
        ];
        types.extend(model.items.iter().map(|item| payload(item, &lowered)));
        Ok(Self {
            module: model.module.to_string(),
            types,
        })
    }

    /// The type that was made of `subject`.
    #[must_use]
    pub fn ty(&self, subject: &Subject) -> Option<&ApiType> {
        self.types
            .iter()
            .find(|ty| ty.subject.as_ref() == Some(subject))
    }

    /// The field or variant that was made of `subject`, and the type that has it.
    #[must_use]
    pub fn member(&self, subject: &Subject) -> Option<(&ApiType, &Member)> {
        self.types.iter().find_map(|ty| {
            let member = ty.members.iter().find(|it| it.subject == *subject)?;
            Some((ty, member))
        })
    }

    /// How code names what was made of `subject`: `Usage::input_tokens`, `Event::Ping`.
    #[must_use]
    pub fn path(&self, subject: &Subject) -> Option<String> {
        match self.member(subject) {
            Some((ty, member)) => Some(format!("{}::{}", ty.name, member.name)),
            None => self.ty(subject).map(|ty| ty.name.clone()),
        }
    }
}

fn events(model: &Model, lowered: &Types<'_>) -> ApiType {
    let items = model.events.iter().filter(|event| event.is_item());
    let members = items.map(|event| {
        let subject = Subject::event(&event.key);
        let payload = event.payload.as_ref();
        lowered.member(event.ident.to_string(), payload, subject)
    });
    ApiType {
        name: "Event".to_owned(),
        kind: ApiKind::Event,
        subject: None,
        description: None,
        members: members.collect(),
    }
}

fn failures(model: &Model, document: &Checked, lowered: &Types<'_>) -> ApiType {
    let mut members = Vec::new();
    let failing = document.events.iter();
    for (key, _) in failing.filter(|(_, event)| event.handle == Handle::Fail) {
        let subject = Subject::event(key);
        if let Some(arm) = model.failures.of(key) {
            members.push(lowered.member(arm.ident.to_string(), Some(&arm.ty), subject));
        }
    }
    if let Some(body) = model.failures.body
        && document.errors.body.is_some()
    {
        let arm = &model.failures.arms[body];
        members.push(lowered.member(arm.ident.to_string(), Some(&arm.ty), Subject::body()));
    }
    ApiType {
        name: "Failure".to_owned(),
        kind: if model.failures.any {
            ApiKind::Failure
        } else {
            ApiKind::Alias
        },
        subject: None,
        description: None,
        members,
    }
}

fn payload(item: &Item, lowered: &Types<'_>) -> ApiType {
    let subject = lowered.subject(item);
    let member = |name: &Ident, ty: Option<&Ty>, step| {
        lowered.member(name.to_string(), ty, subject.child(step))
    };
    let (kind, members) = match &item.kind {
        ItemKind::Struct(it) => {
            let fields = it.fields.iter();
            let fields =
                fields.map(|it| member(&it.ident, Some(&it.ty), Step::Field(it.key.clone())));
            let additional = it.additional.iter();
            let additional = additional.map(|(name, values)| {
                let map = Ty::Map(Box::new(values.clone()));
                member(name, Some(&map), Step::Values)
            });
            (ApiKind::Struct, fields.chain(additional).collect())
        }
        ItemKind::OpenEnum(values) => {
            let values = values.iter();
            let values = values.map(|it| member(&it.ident, None, Step::Value(it.value.clone())));
            (ApiKind::OpenEnum, values.collect())
        }
        ItemKind::Tagged { branches, .. } => {
            let branches = branches
                .iter()
                .map(|it| member(&it.ident, Some(&it.ty), Step::Value(it.values[0].clone())));
            (ApiKind::Tagged, branches.collect())
        }
        ItemKind::Kinds(branches) => {
            let branches = branches.iter();
            let branches = branches.map(|it| member(&it.ident, Some(&it.ty), Step::Kind(it.kind)));
            (ApiKind::Kinds, branches.collect())
        }
        ItemKind::Pending | ItemKind::Alias(_) | ItemKind::Replaced(_) => {
            (ApiKind::Alias, Vec::new())
        }
    };
    ApiType {
        name: item.ident.to_string(),
        kind,
        subject: Some(subject),
        description: item.docs.description.clone(),
        members,
    }
}
