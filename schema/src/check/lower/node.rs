//! Subschemas in the form the checks work on: one meaning, one spelling; references not followed.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::all_of::{Kind, Required};
use crate::diagnostic::Diagnostic;
use crate::json::Json;
use crate::schema::{Discriminator, Schema};

/// A subschema.
#[derive(Debug, Clone)]
pub(crate) struct Node<'d> {
    /// What was written; none for a part of a subschema.
    pub(crate) schema: Option<&'d Schema>,
    /// Equal for branches of unions that were written alike.
    pub(crate) identity: Option<usize>,
    pub(crate) pointer: Rc<str>,
    pub(crate) description: Option<&'d str>,
    pub(crate) deprecated: bool,
    pub(crate) name: Option<&'d str>,
    pub(crate) form: Form<'d>,
}

/// What a subschema says.
#[derive(Debug, Clone)]
pub(crate) enum Form<'d> {
    /// Something that has been reported.
    Broken,
    /// Parts of an `allOf` that contradict each other: reported when a type is to be made of it.
    Conflict(Rc<Diagnostic>),
    Any,
    /// Null, a boolean, a number or a string.
    Scalar(Kind<&'d Json>),
    Object(Object<'d>),
    /// An object without known properties, though some may be required.
    Free {
        required: Vec<Required<'d>>,
    },
    Map(Link<'d>),
    Array(Link<'d>),
    Ref(usize),
    Union(Union<'d>),
    /// At least two parts that say something.
    AllOf(AllOf<'d>),
}

/// The keywords of an object.
#[derive(Debug, Clone)]
pub(crate) struct Object<'d> {
    pub(crate) properties: IndexMap<&'d str, Link<'d>>,
    pub(crate) required: Vec<Required<'d>>,
    pub(crate) additional: Option<Link<'d>>,
}

impl<'d> Object<'d> {
    pub(crate) fn required_keys(&self) -> HashSet<&'d str> {
        self.required.iter().map(|it| it.key).collect()
    }
}

/// Any of several subschemas.
#[derive(Debug, Clone)]
pub(crate) struct Union<'d> {
    pub(crate) branches: Vec<Link<'d>>,
    pub(crate) discriminator: Option<&'d Discriminator>,
}

/// All of several subschemas.
#[derive(Debug, Clone)]
pub(crate) struct AllOf<'d> {
    pub(crate) parts: Vec<Link<'d>>,
    pub(crate) of: Together<'d>,
}

/// How the parts of an [`AllOf`] come together.
#[derive(Debug, Clone)]
pub(crate) enum Together<'d> {
    /// By `allOf`, or by keywords beside a `$ref`.
    Written,
    /// A union with other keywords beside it.
    Beside {
        union: &'static str,
        other: &'static str,
    },
    /// The parts of the `allOf` at `place` all say what a property is.
    Property { place: Rc<str>, key: &'d str },
    /// They all say the same of other values inside: `items` or `additionalProperties`.
    Keyword {
        place: Rc<str>,
        keyword: &'static str,
    },
}

impl<'d> Node<'d> {
    /// A node about which nothing is said but its form.
    pub(crate) fn bare(pointer: &Rc<str>, form: Form<'d>) -> Self {
        Self {
            schema: None,
            identity: None,
            pointer: Rc::clone(pointer),
            description: None,
            deprecated: false,
            name: None,
            form,
        }
    }

    /// The same with another form.
    pub(crate) fn with_form(&self, form: Form<'d>) -> Self {
        Self {
            form,
            ..self.clone()
        }
    }

    /// The same with another form, and with what another node says beside its own form where this one
    /// is silent.
    pub(crate) fn with_form_of(&self, other: &Node<'d>) -> Self {
        Self {
            description: self.description.or(other.description),
            name: self.name.or(other.name),
            deprecated: self.deprecated || other.deprecated,
            form: other.form.clone(),
            ..self.clone()
        }
    }

    /// Calls `each` for every reference in the node, those deep inside too.
    pub(crate) fn references(&self, each: &mut impl FnMut(usize)) {
        let mut stack = vec![self];
        while let Some(node) = stack.pop() {
            match &node.form {
                Form::Ref(id) => each(*id),
                Form::Map(inner) | Form::Array(inner) => stack.push(inner),
                Form::Object(object) => {
                    stack.extend(object.properties.values().map(Link::node));
                    stack.extend(object.additional.as_ref().map(Link::node));
                }
                Form::Union(union) => stack.extend(union.branches.iter().map(Link::node)),
                Form::AllOf(all) => stack.extend(all.parts.iter().map(Link::node)),
                Form::Broken
                | Form::Conflict(_)
                | Form::Any
                | Form::Scalar(_)
                | Form::Free { .. } => {}
            }
        }
    }
}

/// A node that others lead to. Equal to another if it is the same node.
#[derive(Debug, Clone)]
pub(crate) struct Link<'d>(Rc<Node<'d>>);

impl<'d> Link<'d> {
    fn node(&self) -> &Node<'d> {
        &self.0
    }

    pub(crate) fn bare(pointer: &Rc<str>, form: Form<'d>) -> Self {
        Node::bare(pointer, form).into()
    }
}

impl<'d> From<Node<'d>> for Link<'d> {
    fn from(node: Node<'d>) -> Self {
        Self(Rc::new(node))
    }
}

impl<'d> Deref for Link<'d> {
    type Target = Node<'d>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl PartialEq for Link<'_> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Link<'_> {}

impl Hash for Link<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Rc::as_ptr(&self.0).hash(state);
    }
}
