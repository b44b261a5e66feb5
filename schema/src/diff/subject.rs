//! What a change is about, named so that it can be found again in another document.

use std::collections::HashMap;
use std::fmt;

use super::unions;
use crate::checked::Checked;
use crate::shape::{Shape, Type};

/// Something in a document, by its way there from a name.
///
/// Unlike a JSON Pointer it stays the same when the branches of a union change places or a type
/// becomes nullable. `Display` writes it for people: `Usage.service_tier`, `ContentBlock[text]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// Where the way starts.
    pub root: Root,
    /// The way.
    pub steps: Vec<Step>,
}

/// Where the way to a [`Subject`] starts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Root {
    /// The document as a whole.
    Document,
    /// An event.
    Event(String),
    /// An entry of `$defs`.
    Type(String),
    /// The body of a failed response.
    Body,
}

/// A step on the way to a [`Subject`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// A property of an object.
    Field(String),
    /// The values of an object's other properties, or of a map.
    Values,
    /// The elements of an array.
    Items,
    /// A variant of a tagged union, by the first value of its tag, or a value of a string.
    Value(String),
    /// A variant of a union told apart by JSON kind.
    Kind(&'static str),
}

impl Root {
    /// What sort of thing it is: `document`, `event`, `type` or `body`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Event(_) => "event",
            Self::Type(_) => "type",
            Self::Body => "body",
        }
    }
}

impl Subject {
    pub(super) fn document() -> Self {
        Self {
            root: Root::Document,
            steps: Vec::new(),
        }
    }

    /// An event.
    #[must_use]
    pub fn event(key: &str) -> Self {
        Self {
            root: Root::Event(key.to_owned()),
            steps: Vec::new(),
        }
    }

    /// An entry of `$defs`.
    #[must_use]
    pub fn definition(key: &str) -> Self {
        Self {
            root: Root::Type(key.to_owned()),
            steps: Vec::new(),
        }
    }

    /// The body of a failed response.
    #[must_use]
    pub fn body() -> Self {
        Self {
            root: Root::Body,
            steps: Vec::new(),
        }
    }

    /// What is one step further.
    #[must_use]
    pub fn child(&self, step: Step) -> Self {
        let mut child = self.clone();
        child.steps.push(step);
        child
    }

    /// A property of it.
    #[must_use]
    pub fn field(&self, key: &str) -> Self {
        self.child(Step::Field(key.to_owned()))
    }

    /// A variant or value of it.
    #[must_use]
    pub fn value(&self, value: &str) -> Self {
        self.child(Step::Value(value.to_owned()))
    }

    /// What is one step less far; `None` where the way starts.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let mut parent = self.clone();
        parent.steps.pop().map(|_| parent)
    }

    /// Whether `other` is this or lies on the way to it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.root == other.root && self.steps.starts_with(&other.steps)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Root::Document => f.write_str("document")?,
            Root::Event(key) | Root::Type(key) => f.write_str(key)?,
            Root::Body => f.write_str("error body")?,
        }
        for step in &self.steps {
            match step {
                Step::Field(_) => write!(f, ".{step}")?,
                Step::Values => write!(f, "{{{step}}}")?,
                _ => write!(f, "[{step}]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Field(name) | Self::Value(name) => name,
            Self::Values | Self::Items => "*",
            Self::Kind(kind) => kind,
        })
    }
}

/// The subjects of all types of a document, by where they stand.
#[derive(Debug, Clone, Default)]
pub struct Subjects(HashMap<String, Subject>);

impl Subjects {
    /// Goes through a document.
    #[must_use]
    pub fn of(document: &Checked) -> Self {
        let mut subjects = Self::default();
        for (key, ty) in &document.definitions {
            subjects.visit(ty, &Subject::definition(key));
        }
        for (key, event) in &document.events {
            if let Some(payload) = &event.payload {
                subjects.visit(payload, &Subject::event(key));
            }
        }
        if let Some(body) = &document.errors.body {
            subjects.visit(body, &Subject::body());
        }
        subjects
    }

    /// The subject of the type that stands at `pointer`.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Subject> {
        self.0.get(pointer)
    }

    /// Where a subject stands.
    #[must_use]
    pub fn pointer(&self, subject: &Subject) -> Option<&str> {
        let mut pointers = self
            .0
            .iter()
            .filter(|(_, it)| *it == subject)
            .map(|(pointer, _)| pointer);
        let first = pointers.next()?;
        // What may be null stands inside of what says so.
        Some(pointers.fold(
            first,
            |outer, it| if it.len() < outer.len() { it } else { outer },
        ))
    }

    fn visit(&mut self, ty: &Type, subject: &Subject) {
        self.0
            .entry(ty.pointer.clone())
            .or_insert_with(|| subject.clone());
        match &ty.shape {
            Shape::Object(object) => {
                for property in &object.properties {
                    self.visit(&property.ty, &subject.field(&property.key));
                }
                if let Some(additional) = &object.additional {
                    self.visit(additional, &subject.child(Step::Values));
                }
            }
            Shape::Map(values) => self.visit(values, &subject.child(Step::Values)),
            Shape::Array(items) => self.visit(items, &subject.child(Step::Items)),
            Shape::Nullable(inner) => self.visit(inner, subject),
            Shape::Tagged(union) => {
                for branch in &union.branches {
                    self.visit(&branch.ty, &subject.value(&branch.values[0]));
                }
            }
            Shape::Kinds(kinds) => {
                for (kind, ty) in unions::by_kind(kinds) {
                    if let Some(ty) = ty {
                        self.visit(ty, &subject.child(Step::Kind(kind)));
                    }
                }
            }
            _ => {}
        }
    }
}
