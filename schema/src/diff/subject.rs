//! What a change is about, named so that it can be found again in another document.

use std::collections::HashMap;
use std::fmt;

use super::describe::by_kind;
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
    /// The document as a whole.
    #[must_use]
    pub fn document() -> Self {
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

/// What stands at every subject of a document.
#[derive(Debug, Clone, Default)]
pub struct Subjects<'a>(HashMap<Subject, Standing<'a>>);

/// What stands at a subject.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Its type, with what says that it may be null.
    pub ty: &'a Type,
    /// Whether it is a property that may be absent.
    pub optional: bool,
}

impl<'a> Subjects<'a> {
    /// Goes through a document.
    #[must_use]
    pub fn of(document: &'a Checked) -> Self {
        let mut subjects = Self::default();
        for (key, ty) in &document.definitions {
            subjects.visit(ty, false, &Subject::definition(key));
        }
        for (key, event) in &document.events {
            if let Some(payload) = &event.payload {
                subjects.visit(payload, false, &Subject::event(key));
            }
        }
        if let Some(body) = &document.errors.body {
            subjects.visit(body, false, &Subject::body());
        }
        subjects
    }

    /// What stands at a subject.
    #[must_use]
    pub fn get(&self, subject: &Subject) -> Option<Standing<'a>> {
        self.0.get(subject).copied()
    }

    fn visit(&mut self, ty: &'a Type, optional: bool, subject: &Subject) {
        // What may be null stands inside of what says so, and comes later.
        self.0
            .entry(subject.clone())
            .or_insert(Standing { ty, optional });
        match &ty.shape {
            Shape::Object(object) => {
                for property in &object.properties {
                    let subject = subject.field(&property.key);
                    self.visit(&property.ty, !property.required, &subject);
                }
                if let Some(additional) = &object.additional {
                    self.visit(additional, false, &subject.child(Step::Values));
                }
            }
            Shape::Map(values) => self.visit(values, false, &subject.child(Step::Values)),
            Shape::Array(items) => self.visit(items, false, &subject.child(Step::Items)),
            Shape::Nullable(inner) => self.visit(inner, optional, subject),
            Shape::Tagged(union) => {
                for branch in &union.branches {
                    self.visit(&branch.ty, false, &subject.value(&branch.values[0]));
                }
            }
            Shape::Kinds(kinds) => {
                for (kind, ty) in by_kind(kinds) {
                    self.visit(ty, false, &subject.child(Step::Kind(kind)));
                }
            }
            _ => {}
        }
    }
}
