//! Which type of the old API is which of the new.

use std::collections::{HashMap, HashSet};

use stream_events_schema::diff::{ChangeKind, Diff, Root, Subject};

use crate::api::{Api, ApiKind, ApiType, Member};
use crate::model::Ty;

/// Pairs of types that stand for the same.
pub(super) struct Partners<'a> {
    pub(super) pairs: Vec<(&'a ApiType, &'a ApiType)>,
    /// Types that have no partner.
    pub(super) gone: Vec<&'a ApiType>,
    /// Old names to new ones.
    names: HashMap<&'a str, &'a str>,
}

impl<'a> Partners<'a> {
    pub(super) fn new(was: &'a Api, is: &'a Api, diff: &Diff) -> Self {
        let mut partners = Self {
            pairs: Vec::new(),
            gone: Vec::new(),
            names: HashMap::new(),
        };
        let renamed = renamed(diff);
        let mut taken = HashSet::new();
        let mut open = Vec::new();
        for old in &was.types {
            let subject = old.subject.clone().map(|it| moved(it, &renamed));
            let new = is.types.iter().find(|new| match &subject {
                None => new.name == old.name,
                subject => new.subject == *subject,
            });
            match new {
                Some(new) if taken.insert(&new.name) => partners.pair(old, new),
                _ => open.push(old),
            }
        }
        // A type that moved, such as out of where it is used into `$defs`, may keep its name.
        for old in open {
            match is
                .types
                .iter()
                .find(|new| new.name == old.name && new.kind == old.kind)
            {
                Some(new) if taken.insert(&new.name) => partners.pair(old, new),
                _ if old.kind == ApiKind::Alias => {}
                _ => partners.gone.push(old),
            }
        }
        partners
    }

    fn pair(&mut self, old: &'a ApiType, new: &'a ApiType) {
        self.pairs.push((old, new));
        self.names.insert(&old.name, &new.name);
    }

    /// Whether two types are the same but for boxes.
    pub(super) fn same(&self, was: Option<&Ty>, is: Option<&Ty>) -> bool {
        match (was, is) {
            (None, None) => true,
            (Some(was), Some(is)) => self.same_ty(was, is),
            _ => false,
        }
    }

    fn same_ty(&self, was: &Ty, is: &Ty) -> bool {
        match (was, is) {
            (Ty::Boxed(was), is) => self.same_ty(was, is),
            (was, Ty::Boxed(is)) => self.same_ty(was, is),
            (Ty::Option(was), Ty::Option(is))
            | (Ty::Vec(was), Ty::Vec(is))
            | (Ty::Map(was), Ty::Map(is)) => self.same_ty(was, is),
            (Ty::Item(_, was), Ty::Item(_, is)) => {
                let is = is.to_string();
                self.names
                    .get(was.to_string().as_str())
                    .is_some_and(|it| *it == is)
            }
            (was, is) => was == is,
        }
    }
}

/// Whether two types have their boxes in the same places; they are the same otherwise.
pub(super) fn same_boxes(was: Option<&Ty>, is: Option<&Ty>) -> bool {
    let (Some(was), Some(is)) = (was, is) else {
        return true;
    };
    match (was, is) {
        (Ty::Boxed(was), Ty::Boxed(is))
        | (Ty::Option(was), Ty::Option(is))
        | (Ty::Vec(was), Ty::Vec(is))
        | (Ty::Map(was), Ty::Map(is)) => same_boxes(Some(was), Some(is)),
        (Ty::Boxed(_), _) | (_, Ty::Boxed(_)) => false,
        _ => true,
    }
}

/// Whether two members of partners stand for the same.
pub(super) fn same_member(one: &Member, other: &Member) -> bool {
    match (one.subject.steps.last(), other.subject.steps.last()) {
        (None, None) => one.subject == other.subject,
        (one, other) => one == other,
    }
}

fn renamed(diff: &Diff) -> HashMap<String, String> {
    let renamed = diff
        .changes()
        .iter()
        .filter(|it| it.kind == ChangeKind::TypeRenamed);
    renamed
        .filter_map(|it| Some((it.before.clone()?, it.after.clone()?)))
        .collect()
}

fn moved(mut subject: Subject, renamed: &HashMap<String, String>) -> Subject {
    if let Root::Type(key) = &mut subject.root
        && let Some(new) = renamed.get(key)
    {
        key.clone_from(new);
    }
    subject
}
