//! A document with Rust names and types: all that is left to do is to write it down.

mod boxing;
mod condition;
mod event_name;
mod events;
mod failures;
mod item;
mod lower;
mod plain;

use indexmap::IndexMap;
use proc_macro2::Ident;
use stream_events_schema::{Checked, Dispatch, Mismatch, Pointer, Resume, Sentinel, Tags, Unknown};

pub(crate) use condition::{Access, Check, Condition, Literal};
pub(crate) use events::{Event, Meaning};
pub(crate) use failures::Failures;
pub(crate) use item::{
    Branch, Docs, EnumValue, Item, ItemKind, KindBranch, PlainReading, Presence, Struct, Ty,
};

use crate::options::Overrides;
use crate::{Error, Options, names};

/// A document with Rust names and types.
#[derive(Debug)]
pub struct Model {
    pub(crate) module: Ident,
    pub(crate) docs: Docs,
    pub(crate) events: Vec<Event>,
    pub(crate) failures: Failures,
    /// In the order in which they are written down.
    pub(crate) items: Vec<Item>,
    pub(crate) rules: Rules,
}

/// What the runtime must know besides events and types, as the document says it.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) name: String,
    pub(crate) dispatch: Vec<Dispatch>,
    pub(crate) sentinels: IndexMap<String, Sentinel>,
    pub(crate) unknown: Unknown,
    pub(crate) mismatch: Mismatch,
    pub(crate) end_required: bool,
    pub(crate) request_id: Vec<String>,
    pub(crate) resume: Option<Resume>,
    pub(crate) failure_types: Vec<Pointer>,
    pub(crate) failure_messages: Vec<Pointer>,
    pub(crate) type_status: IndexMap<String, u16>,
    pub(crate) status_pointers: Vec<Pointer>,
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
        let mut lower = lower::Lower::new(document, options, &overrides, &tags)?;
        let mut events = events::lower(document, &mut lower, &overrides)?;
        let failures = failures::lower(document, &mut lower);
        let mut items = lower.finish();
        boxing::break_cycles(&mut items);
        boxing::box_large_variants(&mut items, &mut events);
        plain::mark(&mut items, &mut events);
        let order = item::order(&items);
        Ok(Self {
            module: module_name(options),
            docs: Docs::new(document.description.as_deref()),
            events,
            failures,
            rules: rules(document, options),
            items: order
                .into_iter()
                .map(|index| items[index].clone())
                .collect(),
        })
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

fn rules(document: &Checked, options: &Options) -> Rules {
    let errors = &document.errors;
    let name = document
        .title
        .clone()
        .unwrap_or_else(|| options.name.to_string());
    Rules {
        name,
        dispatch: document.dispatch.clone(),
        sentinels: document.sentinels.clone(),
        unknown: document.unknown,
        mismatch: document.mismatch,
        end_required: document.requires_end(),
        request_id: document.http.request_id_headers.clone(),
        resume: document.resume.clone(),
        failure_types: errors.type_pointers.clone(),
        failure_messages: errors.message_pointers.clone(),
        type_status: errors.type_status.clone(),
        status_pointers: errors.status_pointers.clone(),
    }
}
