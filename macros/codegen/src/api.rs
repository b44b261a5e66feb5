//! The generated API as data: what can be named, and of which type it is.

mod construct;
mod make;
mod subjects;
mod ty;

use stream_events_schema::Checked;
use stream_events_schema::diff::Subject;

use crate::model::{Model, Ty};
use crate::{Error, Options, module_name};
pub use construct::{Argument, Constructor};
use make::Make;

/// What a document generates, as far as code can name it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Api {
    /// The name of the struct that the derive stands on.
    pub name: String,
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
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Its fields or variants; without the `Unknown` or `Other` that every such enum has.
    pub members: Vec<Member>,
    /// What its `new` takes; nothing if it is no struct.
    pub constructor: Option<Constructor>,
    /// The property that tells its variants apart; nothing if it is no union of objects.
    pub tag: Option<String>,
    /// What it is a name for.
    pub(crate) alias: Option<Alias>,
    /// Whether it is an entry of `$defs` that may be null, and so an `Option` where it is used.
    pub(crate) nullable: bool,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(crate) enum Alias {
    /// A type of ours.
    Of(Ty),
    /// A type of the user's own, by its path.
    Replaced(String),
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
    /// What the document says about it.
    pub description: Option<String>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Its type; `None` for a variant without a payload.
    pub(crate) rust: Option<Ty>,
    /// Further values of a union's tag that mean this variant.
    pub(crate) values: Vec<String>,
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
        let make = Make::new(document, options, &model);
        let mut types = vec![make.events(&model), make.failures(&model)];
        types.extend(model.items.iter().map(|item| make.payload(item)));
        Ok(Self {
            name: options.name.to_string(),
            module: module_name(options).to_string(),
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
