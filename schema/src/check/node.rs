//! Subschemas in the form the checks work on: one meaning, one spelling; references not followed.

use crate::schema::{Discriminator, Schema};

/// A subschema.
#[derive(Debug)]
pub(super) struct Node<'d> {
    /// What was written, to tell identical branches; none for a part of a subschema.
    pub(super) schema: Option<&'d Schema>,
    pub(super) pointer: String,
    pub(super) description: Option<&'d str>,
    pub(super) deprecated: bool,
    pub(super) name: Option<&'d str>,
    pub(super) form: Form<'d>,
}

impl<'d> Node<'d> {
    /// A node about which nothing is said but its form.
    pub(super) fn bare(pointer: &str, form: Form<'d>) -> Self {
        Self {
            schema: None,
            pointer: pointer.to_owned(),
            description: None,
            deprecated: false,
            name: None,
            form,
        }
    }
}

/// What a subschema says.
#[derive(Debug)]
pub(super) enum Form<'d> {
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
pub(super) struct Fields<'d> {
    pub(super) properties: Vec<(&'d str, Node<'d>)>,
    pub(super) required: &'d [String],
    pub(super) additional: Option<Box<Node<'d>>>,
}
