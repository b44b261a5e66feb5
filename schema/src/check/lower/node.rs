//! Subschemas in the form the checks work on: one meaning, one spelling; references not followed.

use crate::schema::{Discriminator, Schema};

/// A subschema.
#[derive(Debug)]
pub(crate) struct Node<'d> {
    /// What was written; none for a part of a subschema.
    pub(crate) schema: Option<&'d Schema>,
    /// Equal for branches of unions that were written alike.
    pub(crate) identity: Option<usize>,
    pub(crate) pointer: String,
    pub(crate) description: Option<&'d str>,
    pub(crate) deprecated: bool,
    pub(crate) name: Option<&'d str>,
    pub(crate) form: Form<'d>,
}

impl<'d> Node<'d> {
    /// A node about which nothing is said but its form.
    pub(crate) fn bare(pointer: &str, form: Form<'d>) -> Self {
        Self {
            schema: None,
            identity: None,
            pointer: pointer.to_owned(),
            description: None,
            deprecated: false,
            name: None,
            form,
        }
    }
}

impl Node<'_> {
    /// Calls `each` for every reference in the node, those deep inside too.
    pub(crate) fn references(&self, each: &mut impl FnMut(usize)) {
        let mut stack = vec![self];
        while let Some(node) = stack.pop() {
            match &node.form {
                Form::Ref(id) => each(*id),
                Form::Map(inner) | Form::Array(inner) => stack.push(inner),
                Form::Object(fields) => {
                    stack.extend(fields.properties.iter().map(|(_, property)| property));
                    stack.extend(fields.additional.as_deref());
                }
                Form::Union {
                    branches: inner, ..
                }
                | Form::AllOf(inner) => stack.extend(inner),
                _ => {}
            }
        }
    }
}

/// What a subschema says.
#[derive(Debug)]
pub(crate) enum Form<'d> {
    /// Something that has been reported.
    Broken,
    Any,
    Null,
    Boolean,
    Integer {
        unsigned: bool,
    },
    Number,
    String,
    /// A string with known values; at least one.
    Values(Vec<&'d str>),
    Object(Fields<'d>),
    /// An object without known properties, though some may be required.
    Free {
        required: &'d [String],
    },
    Map(Box<Node<'d>>),
    Array(Box<Node<'d>>),
    Ref(usize),
    Union {
        branches: Vec<Node<'d>>,
        discriminator: Option<&'d Discriminator>,
    },
    /// At least two parts that say something.
    AllOf(Vec<Node<'d>>),
}

/// The keywords of an object.
#[derive(Debug)]
pub(crate) struct Fields<'d> {
    pub(crate) properties: Vec<(&'d str, Node<'d>)>,
    pub(crate) required: &'d [String],
    pub(crate) additional: Option<Box<Node<'d>>>,
}
