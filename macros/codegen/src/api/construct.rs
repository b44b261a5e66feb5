//! What it takes to make a struct.

use crate::model::{Field, Given, Struct};

/// What `new` of a struct takes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Constructor {
    /// In order. If there are none, the struct has a default.
    pub arguments: Vec<Argument>,
    /// The struct that has them as fields, if `new` takes that instead.
    pub args: Option<String>,
}

/// A field that `new` takes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Argument {
    /// The name of the field.
    pub name: String,
    /// Whether it is a string, which `new` takes in any form.
    pub is_string: bool,
}

impl Constructor {
    pub(super) fn of(it: &Struct) -> Self {
        let argument = |field: &Field| Argument {
            name: field.ident.to_string(),
            is_string: field.given == Given::Argument { is_string: true },
        };
        Self {
            arguments: it.arguments().map(argument).collect(),
            args: it.args.as_ref().map(ToString::to_string),
        }
    }

    /// Whether it takes this field.
    pub(crate) fn takes(&self, name: &str) -> bool {
        self.arguments.iter().any(|it| it.name == name)
    }
}
