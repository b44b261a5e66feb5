//! A document with Rust names and types: all that is left to do is to write it down.

mod boxing;
mod condition;
mod construct;
mod event_name;
mod events;
mod failures;
pub(crate) mod fold;
mod integers;
mod item;
mod lower;
mod nulls;
mod plain;
mod stored;
mod types;

use proc_macro2::Ident;
use stream_events_schema::{Checked, Tags};

pub(crate) use condition::{Access, Check, Condition, Literal};
pub(crate) use events::{Event, Meaning};
pub(crate) use failures::{FailureArm, Failures};
pub(crate) use fold::Fold;
pub(crate) use item::{
    Branch, Docs, EnumValue, Field, Given, Item, ItemKind, KindBranch, OwnType, PlainReading,
    Presence, Struct, Ty,
};
pub(crate) use stored::Stored;

use crate::options::Overrides;
use crate::own::Own;
use crate::{Error, Options, names};
use types::Types;

/// A document with Rust names and types.
#[derive(Debug)]
pub struct Model {
    pub(crate) home: Home,
    /// What the API is called in messages.
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) events: Vec<Event>,
    pub(crate) failures: Failures,
    /// In the order in which they are written down.
    pub(crate) items: Vec<Item>,
    /// How events add up, if the document says.
    pub(crate) fold: Option<Fold>,
    /// The rest of what the document says, as it says it.
    pub(crate) document: Checked,
}

/// Where the events are.
#[derive(Debug)]
pub(crate) enum Home {
    /// In a generated module of this name.
    Module(Ident),
    /// In the user's own enum.
    Enum(Box<Own>),
}

impl Model {
    /// Gives everything in `document` its Rust name and type.
    ///
    /// # Errors
    ///
    /// Where two things would have one name, or an option names nothing in the document.
    pub fn new(document: &Checked, options: &Options) -> Result<Self, Error> {
        let overrides = Overrides::new(document, options)?;
        let tags = Tags::of(document);
        let lower = lower::Lower::new(document, options, &overrides, &tags)?;
        let mut types = Types::Generated(Box::new(lower));
        let idents = events::idents(document, &overrides)?;
        let mut events = events::lower(document, &mut types, idents);
        let mut failures = failures::lower(document, &mut types);
        let value = types.snapshot(document);
        let mut items = types.finish();
        boxing::break_cycles(&mut items);
        boxing::box_large_variants(&mut items, &mut events);
        plain::mark(&mut items, &mut events);
        integers::mark(&mut items, &mut events, &mut failures);
        nulls::mark(&mut items, &events);
        let fold = fold::lower(document, &items, &events, value)?;
        let order = item::order(&items);
        let items = order.into_iter().map(|index| items[index].clone());
        let items = items.collect();
        let home = Home::Module(module_name(options));
        let model = Self::of(document, options, home, events, failures, items);
        Ok(Self { fold, ..model })
    }

    /// The same for a document that an enum stands for, whose types are the user's own.
    #[must_use]
    pub fn of_enum(document: &Checked, options: &Options, own: &Own) -> Self {
        let mut types = Types::Own(own);
        let idents = events::own_idents(document, own);
        let events = events::lower(document, &mut types, idents);
        let failures = failures::lower(document, &mut types);
        let home = Home::Enum(Box::new(own.clone()));
        Self::of(document, options, home, events, failures, Vec::new())
    }

    fn of(
        document: &Checked,
        options: &Options,
        home: Home,
        events: Vec<Event>,
        failures: Failures,
        items: Vec<Item>,
    ) -> Self {
        let name = document.title.clone();
        Self {
            home,
            name: name.unwrap_or_else(|| options.name.to_string()),
            docs: Docs::new(document.description.as_deref()),
            events,
            failures,
            items,
            fold: None,
            document: document.clone(),
        }
    }
}

/// The name of the generated module.
#[must_use]
pub fn module_name(options: &Options) -> Ident {
    options.module.clone().unwrap_or_else(|| {
        let name = options.name.to_string();
        names::ident(&names::snake(name.trim_start_matches("r#")))
    })
}
