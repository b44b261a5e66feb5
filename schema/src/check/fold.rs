//! `snapshot` and `apply` to a [`Fold`]: everything that must hold between rules and types.

mod append;
mod changes;
mod event;
mod fits;
mod form;
mod lists;
mod place;
mod replaced;
mod rule;
mod scope;
mod section;
mod set;
mod source;
mod variants;
mod walk;

use crate::checked::Checked;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::Document;
use crate::parse::Unread;
use crate::shape::{Shape, Type};
use crate::tags::Tags;

use walk::Complaint;

pub(crate) use section::check;

/// The types of a document.
#[derive(Clone, Copy)]
pub(crate) struct Types<'t> {
    document: &'t Checked,
    tags: &'t Tags,
}

impl<'t> Types<'t> {
    /// Through references.
    fn resolve<'a>(self, mut ty: &'a Type) -> &'a Type
    where
        't: 'a,
    {
        while let Shape::Ref(id) = ty.shape {
            ty = self.document.definition(id);
        }
        ty
    }

    /// Through references and null; whether there was null.
    fn bare<'a>(self, ty: &'a Type) -> (&'a Type, bool)
    where
        't: 'a,
    {
        let ty = self.resolve(ty);
        match &ty.shape {
            Shape::Nullable(inner) => (self.resolve(inner), true),
            _ => (ty, false),
        }
    }

    /// The value of a property that only tells where its object belongs.
    fn tag(self, object: &Type, key: &str) -> Option<&'t str> {
        let mut tags = self.tags.of_object(&object.pointer).iter();
        tags.find(|it| it.key == key).map(|it| it.value.as_str())
    }
}

/// What is looked at while the rules of a document are checked.
struct Checking<'t, 'f> {
    document: &'t Document,
    types: Types<'t>,
    unread: &'t Unread,
    findings: &'f mut Findings,
    /// The type of a text.
    text: &'t Type,
}

impl Checking<'_, '_> {
    fn complain(&mut self, complaint: Complaint, pointer: &str) {
        let Complaint {
            check,
            message,
            label,
            help,
        } = complaint;
        let diagnostic = Diagnostic::new(check, pointer, message);
        self.findings.add(diagnostic.label(label).help(help));
    }
}
