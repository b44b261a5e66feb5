//! How events add up to a snapshot, with Rust names and types.

mod change;
mod json_texts;
mod place;
mod rules;
mod source;
mod tell;
mod way;

use proc_macro2::Ident;
use stream_events_schema::Checked;

pub(crate) use change::{Change, Delta, FieldValue, Telling};
pub(crate) use json_texts::appended_texts;
pub(crate) use place::{Find, Part, Place, Wanted};
pub(crate) use rules::{New, Operation, Rule, Scope, Set};
pub(crate) use source::{Conversion, Filling, Form, Object, Source, Variant, Wrap};
pub(crate) use way::{Access, Enters, Way, Ways};

use super::events::Event;
use super::item::{Item, Ty};
use crate::names;

/// How events add up to a snapshot.
#[derive(Debug)]
pub(crate) struct Fold {
    /// The type of the value.
    pub(crate) value: Ty,
    /// The value before the first event, as JSON text.
    pub(crate) initial: Option<String>,
    pub(crate) restart: Restart,
    /// The events that have rules.
    pub(crate) events: Vec<EventRules>,
    pub(crate) changes: Vec<Change>,
    /// What rules tell, in the order of their numbers.
    pub(crate) tellings: Vec<Telling>,
    /// The items that JSON texts are in, as positions in the list of items before it was ordered.
    json_texts: Vec<usize>,
    /// The names of these items.
    json_text_names: Vec<Ident>,
    /// Whether some rule closes anything.
    pub(crate) closes: bool,
}

impl Fold {
    /// Whether JSON texts are in an item.
    pub(crate) fn has_json_texts(&self, item: &Ident) -> bool {
        self.json_text_names.contains(item)
    }

    /// Whether JSON texts are in a type.
    pub(crate) fn is_with_json_texts(&self, ty: &Ty) -> bool {
        json_texts::is_with(ty, &|index| self.json_texts.contains(&index))
    }
}

/// What a second `start` means.
#[derive(Debug)]
pub(crate) enum Restart {
    Error,
    Ignore,
    Replace,
    /// Nothing, if the value is the same there.
    Same(Ways),
}

/// The rules of an event.
#[derive(Debug)]
pub(crate) struct EventRules {
    pub(crate) key: String,
    pub(crate) ident: Ident,
    /// The function that follows them.
    pub(crate) function: Ident,
    /// `None` where there is no data to take anything from.
    pub(crate) payload: Option<Ty>,
    pub(crate) rules: Vec<Rule>,
}

/// Gives the rules of a document, if it has any, their Rust names and types.
pub(super) fn lower(
    document: &Checked,
    items: &[Item],
    events: &[Event],
    value: Option<Ty>,
) -> Result<Option<Fold>, syn::Error> {
    let (Some(fold), Some(value)) = (document.fold(), value) else {
        return Ok(None);
    };
    let ways = way::Builder { items };
    let mut lower = rules::Lower::new(fold, ways, &value);
    let mut functions = names::Scope::default();
    let mut lowered = Vec::new();
    for event in events.iter().filter(|it| it.is_item()) {
        let rules = fold.events.get(&event.key).map_or(&[][..], Vec::as_slice);
        if rules.is_empty() {
            continue;
        }
        lowered.push(EventRules {
            key: event.key.clone(),
            ident: event.ident.clone(),
            function: names::ident(&functions.fresh(&names::snake(&event.key))),
            payload: event.payload.clone(),
            rules: lower.event(event, lowered.len(), rules),
        });
    }
    let restart = lower.restart();
    let json_texts = json_texts::items(items);
    let names = json_texts.iter().map(|index| items[*index].ident.clone());
    let tellings = lower.finish()?;
    let changes = change::changes(fold, ways, &tellings)?;
    Ok(Some(Fold {
        value,
        initial: fold.initial.as_ref().map(ToString::to_string),
        restart,
        events: lowered,
        changes,
        tellings,
        json_text_names: names.collect(),
        json_texts,
        closes: fold.events.values().any(|it| rules::close(it)),
    }))
}
