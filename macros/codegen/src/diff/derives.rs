//! Traits that a derive is asked for, and types that cannot have them.

use std::collections::{HashMap, HashSet};

use stream_events_schema::diff::{ChangeKind, Impact};

use super::source::Source;
use crate::api::{Alias, Api, ApiKind, ApiType, Member};
use crate::model::Ty;
use crate::{Options, derives};

/// A trait by the last segment of its path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trait {
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Copy,
    Default,
    /// Of which only is known that the types it was derived for so far can have it.
    Other(String),
}

/// What types are made of, and is not ours to derive anything for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    Scalar,
    Float,
    String,
    /// The type that the option `string` asks for.
    Text(String),
    /// Any JSON, and a free-form object.
    Json,
    Raw,
    UnknownVariant,
    /// A type of the user's own.
    Own(String),
    /// A list or a map.
    Collection,
}

impl Source<'_> {
    /// Adds that a type cannot have a trait any more, or that a new one cannot have it.
    pub(super) fn derives(&mut self, options: &Options) {
        for derive in &options.derives {
            let Some(name) = derives::name(derive) else {
                continue;
            };
            let wanted = Trait::of(&name);
            let mut old = Derives::new(self.pairs.old, options, &wanted, HashSet::new());
            old.known = old.parts();
            // Code that never compiled is not broken by one type more.
            let compiled = old.types.values().all(|ty| old.lacks(ty).is_none());
            let new = Derives::new(self.pairs.new, options, &wanted, old.known.clone());
            let mut lost: Vec<(&ApiType, Lack<'_>)> = Vec::new();
            for (index, is) in self.pairs.new.types.iter().enumerate() {
                let Some(lack) = new.lacks(is) else {
                    continue;
                };
                let could = match self.pairs.old_of(index) {
                    Some(was) => old.lacks(&self.pairs.old.types[was]).is_none(),
                    None => compiled,
                };
                if could {
                    lost.push((is, lack));
                }
            }
            self.cannot_derive(&name, &lost);
        }
    }

    /// One change for all types that stand in one entry of `$defs`, or in one event.
    fn cannot_derive(&mut self, derive: &str, lost: &[(&ApiType, Lack<'_>)]) {
        let root = |ty: &ApiType| ty.subject.as_ref().map(|subject| subject.root.clone());
        let mut rest = lost;
        while let Some(((first, (member, what)), _)) = rest.split_first() {
            let together = rest.iter().take_while(|(ty, _)| root(ty) == root(first));
            let (together, others) = rest.split_at(together.count());
            rest = others;
            let (subject, path) = match member {
                Some(member) => (
                    member.subject.clone(),
                    format!("`{}::{}` is {what}", first.name, member.name),
                ),
                None => (self.subject_of(first), format!("it is {what}")),
            };
            let more = match together.len() - 1 {
                0 => String::new(),
                1 => ", nor can a type inside of it".to_owned(),
                more => format!(", nor can {more} types inside of it"),
            };
            let message = format!("`{}` cannot derive `{derive}`: {path}{more}", first.name);
            let advice = format!(
                "put a type of your own there with `replace`, or do without `derive({derive})`"
            );
            self.add(
                ChangeKind::Derive,
                &subject,
                message,
                Impact::Breaking,
                "what the derive makes of it does not compile",
                &advice,
            );
        }
    }
}

/// Why a type cannot have a trait: because of a member, or of what it is itself.
type Lack<'a> = (Option<&'a Member>, String);

/// A trait, and an API that is to have it.
struct Derives<'a> {
    types: HashMap<&'a str, &'a ApiType>,
    options: &'a Options,
    wanted: &'a Trait,
    /// What is known to have a trait of which nothing else is known.
    known: HashSet<Part>,
}

impl<'a> Derives<'a> {
    fn new(api: &'a Api, options: &'a Options, wanted: &'a Trait, known: HashSet<Part>) -> Self {
        let types = api.types.iter();
        Self {
            types: types.map(|ty| (ty.name.as_str(), ty)).collect(),
            options,
            wanted,
            known,
        }
    }

    /// All that the types with the trait are made of.
    fn parts(&self) -> HashSet<Part> {
        let types = self.types.values().filter(|ty| is_derived(ty));
        let mut parts = HashSet::new();
        for ty in types {
            parts.extend(own_part(ty));
            for member in &ty.members {
                let mut found = Vec::new();
                self.collect(member.rust.as_ref(), &mut found);
                parts.extend(found);
            }
        }
        parts
    }

    fn lacks<'t>(&self, ty: &'t ApiType) -> Option<Lack<'t>> {
        if !is_derived(ty) {
            return None;
        }
        if *self.wanted == Trait::Default && ty.kind != ApiKind::Struct {
            return Some((None, "an enum without a default".to_owned()));
        }
        if let Some(part) = own_part(ty)
            && self.lacks_part(&part)
        {
            return Some((None, format!("an enum that may hold {}", part.words())));
        }
        ty.members.iter().find_map(|member| {
            let mut parts = Vec::new();
            self.collect(member.rust.as_ref(), &mut parts);
            let lacking = parts.iter().any(|part| self.lacks_part(part));
            lacking.then(|| {
                let ty = member.ty.as_deref().unwrap_or("()");
                (Some(member), format!("`{ty}`"))
            })
        })
    }

    /// What decides whether a type can have the trait; generated types are asked for themselves.
    fn collect(&self, ty: Option<&Ty>, parts: &mut Vec<Part>) {
        let Some(ty) = ty else { return };
        match ty {
            Ty::Unit | Ty::Bool | Ty::I64 | Ty::U64 => parts.push(Part::Scalar),
            Ty::F64 => parts.push(Part::Float),
            Ty::String => parts.push(Part::String),
            Ty::Text => {
                let text = self.options.string.as_ref().map(ToString::to_string);
                parts.push(Part::Text(text.unwrap_or_default()));
            }
            Ty::Any | Ty::FreeForm => parts.push(Part::Json),
            Ty::Raw => parts.push(Part::Raw),
            Ty::Own(own) => parts.push(Part::Own(own.text.clone())),
            Ty::Item(_, name) => {
                let ty = self.types.get(name.to_string().as_str());
                match ty.and_then(|ty| ty.alias.as_ref()) {
                    Some(Alias::Of(ty)) => self.collect(Some(ty), parts),
                    Some(Alias::Replaced(path)) => parts.push(Part::Own(path.clone())),
                    None => {}
                }
            }
            // `None` is a default, and an empty list is, whatever would be inside.
            Ty::Option(_) if *self.wanted == Trait::Default => {}
            Ty::Vec(_) | Ty::Map(_) if *self.wanted == Trait::Default => {}
            Ty::Option(inner) => self.collect(Some(inner), parts),
            Ty::Boxed(inner) | Ty::JsonText(inner) | Ty::Vec(inner) | Ty::Map(inner) => {
                if *self.wanted == Trait::Copy {
                    parts.push(Part::Collection);
                }
                self.collect(Some(inner), parts);
            }
        }
    }

    fn lacks_part(&self, part: &Part) -> bool {
        match (self.wanted, part) {
            // What was derived for a type of which nothing is known can be derived again.
            (_, Part::Text(_) | Part::Own(_)) => !self.known.contains(part),
            (Trait::Other(_), Part::Json | Part::Raw | Part::UnknownVariant) => {
                !self.known.contains(part)
            }
            (Trait::Other(_), _) => false,
            (Trait::Eq | Trait::Hash, part) => *part == Part::Float,
            (Trait::PartialOrd, part) => {
                matches!(part, Part::Json | Part::Raw | Part::UnknownVariant)
            }
            (Trait::Ord, part) => matches!(
                part,
                Part::Float | Part::Json | Part::Raw | Part::UnknownVariant
            ),
            (Trait::Copy, part) => !matches!(part, Part::Scalar | Part::Float),
            (Trait::Default, _) => false,
        }
    }
}

/// Whether the user's derives are for this type.
fn is_derived(ty: &ApiType) -> bool {
    !matches!(ty.kind, ApiKind::Event | ApiKind::Failure | ApiKind::Alias)
}

/// What a type holds besides its members.
fn own_part(ty: &ApiType) -> Option<Part> {
    match ty.kind {
        ApiKind::OpenEnum => Some(Part::String),
        ApiKind::Tagged => Some(Part::UnknownVariant),
        _ => None,
    }
}

impl Trait {
    fn of(name: &str) -> Self {
        match name {
            "Eq" => Self::Eq,
            "Hash" => Self::Hash,
            "PartialOrd" => Self::PartialOrd,
            "Ord" => Self::Ord,
            "Copy" => Self::Copy,
            "Default" => Self::Default,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Part {
    fn words(&self) -> &str {
        match self {
            Self::UnknownVariant => "a variant that it does not know",
            _ => "a string that it does not know",
        }
    }
}
