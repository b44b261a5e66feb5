//! What rules tell, with Rust names and types.

use proc_macro2::{Ident, Span};
use stream_events_schema::snapshot::checked::{self, FieldKind};

use super::place::Place;
use super::rules::Each;
use super::source::Form;
use super::way::{Builder, Ways};
use crate::model::item::Ty;
use crate::names;

/// A variant of what a snapshot tells.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) ident: Ident,
    /// What it is called in the document.
    pub(crate) name: String,
    pub(crate) fields: Vec<ChangeField>,
    pub(crate) delta: Option<Delta>,
    /// What is at the place, null and boxes left aside.
    pub(crate) value: Ty,
    /// Whether the place may be null when it is told of.
    pub(crate) nullable: bool,
}

#[derive(Debug)]
pub(crate) struct ChangeField {
    pub(crate) ident: Ident,
    pub(crate) kind: FieldKind,
}

/// A piece that was appended.
#[derive(Debug, PartialEq)]
pub(crate) enum Delta {
    Text,
    /// Elements of this type.
    List(Ty),
}

/// What a rule tells.
#[derive(Debug)]
pub(crate) struct Telling {
    /// The name of the change.
    pub(crate) name: String,
    /// The event, as a position in the list of those that have rules.
    pub(crate) event: usize,
    /// The parts of the event that the scopes of the rule go by.
    pub(crate) each: Vec<Each>,
    /// How many of them are lists.
    pub(crate) loops: usize,
    /// From the whole value.
    pub(crate) place: Place,
    pub(crate) fields: Vec<FieldValue>,
    /// What was appended.
    pub(crate) source: Option<Form>,
}

/// Where what tells an element comes from.
#[derive(Debug, Clone)]
pub(crate) enum FieldValue {
    /// The index on the wire.
    Index { step: usize },
    /// The position in a list.
    Position { step: usize },
    /// The key that the event has, at this level of its parts.
    Key {
        level: usize,
        pointer: Ways,
        default: Option<u64>,
        is_integer: bool,
    },
}

/// The variants, in the order in which the document names them.
pub(super) fn changes(
    fold: &checked::Fold,
    ways: Builder<'_>,
    tellings: &[Telling],
) -> Result<Vec<Change>, syn::Error> {
    let mut scope = names::Scope::with(&["Restarted"]);
    let mut changes = Vec::new();
    for (name, declared) in &fold.changes {
        let told: Vec<_> = tellings.iter().filter(|it| it.name == *name).collect();
        let Some((first, rest)) = told.split_first() else {
            continue;
        };
        let (value, delta) = (value(ways, first), delta(ways, first));
        let differs =
            |it: &&&Telling| self::value(ways, it) != value || self::delta(ways, it) != delta;
        if rest.iter().find(differs).is_some() {
            return Err(differ(name));
        }
        let variant = names::pascal(name);
        if !scope.take(&variant) {
            return Err(taken(name, &variant));
        }
        let fields = declared.fields.iter().map(|it| ChangeField {
            ident: names::ident(&names::snake(&it.name)),
            kind: it.kind,
        });
        changes.push(Change {
            ident: names::ident(&variant),
            name: name.clone(),
            fields: fields.collect(),
            delta,
            value,
            nullable: declared.nullable,
        });
    }
    Ok(changes)
}

fn value(ways: Builder<'_>, telling: &Telling) -> Ty {
    let first = telling.place.ways.first();
    first.map_or(Ty::Unit, |way| ways.enter(way).ty)
}

fn delta(ways: Builder<'_>, telling: &Telling) -> Option<Delta> {
    let mut form = telling.source.as_ref()?;
    while let Form::First(sources) = form {
        form = &sources.first()?.form;
    }
    let Form::Path { ways: taken, .. } = form else {
        return Some(Delta::Text);
    };
    Some(match ways.enter(taken.first()?).ty {
        Ty::Vec(items) => Delta::List(*items),
        _ => Delta::Text,
    })
}

fn differ(name: &str) -> syn::Error {
    let message = format!(
        "the rules that tell `{name}` are about values of two Rust types: give one of them another \
         name, or let both types be one entry of `$defs`"
    );
    syn::Error::new(Span::call_site(), message)
}

fn taken(name: &str, variant: &str) -> syn::Error {
    let message = format!(
        "`emit` names two changes that would both be `Change::{variant}`: give `{name}` another name"
    );
    syn::Error::new(Span::call_site(), message)
}
