//! Types in words, and with names for other types looked through.

use std::collections::HashMap;

use stream_events_schema::diff::{Subject, Subjects};

use super::Member;
use crate::StringType;
use crate::model::{Item, ItemKind, Ty};

/// All payload types of a model.
pub(super) struct Types<'a> {
    items: HashMap<String, &'a Item>,
    subjects: &'a Subjects,
    /// What strings are, in words.
    string: String,
}

impl<'a> Types<'a> {
    pub(super) fn new(
        items: &'a [Item],
        subjects: &'a Subjects,
        string: Option<&StringType>,
    ) -> Self {
        Self {
            items: items
                .iter()
                .map(|item| (item.ident.to_string(), item))
                .collect(),
            subjects,
            string: string.map_or_else(|| "String".to_owned(), ToString::to_string),
        }
    }

    /// What a payload type was made of.
    pub(super) fn subject(&self, item: &Item) -> Subject {
        let subject = self.subjects.at(&item.pointer).cloned();
        subject.unwrap_or_else(|| Subject::definition(&item.ident.to_string()))
    }

    pub(super) fn member(&self, name: String, ty: Option<&Ty>, subject: Subject) -> Member {
        Member {
            name,
            ty: ty.map(|ty| self.write(ty)),
            subject,
            resolved: ty.map(|ty| self.resolve(ty)),
        }
    }

    fn resolve(&self, ty: &Ty) -> Ty {
        let inner = |inner: &Ty| Box::new(self.resolve(inner));
        match ty {
            Ty::Item(_, name) => match self.items.get(&name.to_string()).map(|item| &item.kind) {
                Some(ItemKind::Alias(aliased)) => self.resolve(aliased),
                _ => ty.clone(),
            },
            Ty::Boxed(it) => Ty::Boxed(inner(it)),
            Ty::Option(it) => Ty::Option(inner(it)),
            Ty::Vec(it) => Ty::Vec(inner(it)),
            Ty::Map(it) => Ty::Map(inner(it)),
            ty => ty.clone(),
        }
    }

    /// A type as a user would write it.
    fn write(&self, ty: &Ty) -> String {
        let inner = |inner: &Ty| self.write(inner);
        match ty {
            Ty::Unit => "()".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::I64 => "i64".to_owned(),
            Ty::U64 => "u64".to_owned(),
            Ty::F64 => "f64".to_owned(),
            Ty::String => "String".to_owned(),
            Ty::Text => self.string.clone(),
            Ty::Any => "Value".to_owned(),
            Ty::FreeForm => "Map<String, Value>".to_owned(),
            Ty::Raw => "RawJson".to_owned(),
            Ty::Item(_, name) => name.to_string(),
            Ty::Boxed(it) => format!("Box<{}>", inner(it)),
            Ty::Option(it) => format!("Option<{}>", inner(it)),
            Ty::Vec(it) => format!("Vec<{}>", inner(it)),
            Ty::Map(it) => format!("BTreeMap<String, {}>", inner(it)),
        }
    }
}
