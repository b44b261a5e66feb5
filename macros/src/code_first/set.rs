//! A set of events without mistakes: all that is generated is decided here.

use proc_macro2::{Ident, TokenStream};
use stream_events_schema::{Dispatch, End, Handle, Mismatch, Pointer, Resume, Sentinel, Unknown};
use syn::{Path, Type};

/// What an enum declares.
pub(super) struct Set {
    pub(super) ident: Ident,
    pub(super) visibility: TokenStream,
    pub(super) runtime: TokenStream,
    /// What the API is called in messages.
    pub(super) name: String,
    pub(super) description: Option<String>,
    /// In order; empty where nothing was said.
    pub(super) dispatch: Vec<Dispatch>,
    pub(super) events: Vec<Event>,
    pub(super) unknown: Unknown,
    pub(super) unknown_variant: Option<UnknownVariant>,
    pub(super) mismatch: Mismatch,
    /// As it was declared, if it was.
    pub(super) end: Option<End>,
    pub(super) end_required: bool,
    pub(super) sentinels: Vec<(String, Sentinel)>,
    pub(super) errors: Errors,
    pub(super) request_id: Vec<String>,
    pub(super) resume: Option<Resume>,
    /// `None` when nothing fails.
    pub(super) failures: Option<Failures>,
}

/// An event, by one name on the wire.
pub(super) struct Event {
    pub(super) name: String,
    pub(super) meaning: Meaning,
}

pub(super) enum Meaning {
    Skip,
    /// With the arm of the failure enum, if the data was given a type.
    Fail(Option<usize>),
    Item(Box<Item>),
}

/// An event that is an item of the stream.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) variant: Ident,
    /// Whether the variant has no other name on the wire.
    pub(super) only_name: bool,
    pub(super) payload: Payload,
    /// `yield`, `finish` or `complete`.
    pub(super) handle: Handle,
    /// What must hold for the handling to apply.
    pub(super) when: Vec<Condition>,
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
}

#[derive(Clone)]
pub(super) enum Payload {
    Json(Type),
    /// A type made from a `String`.
    Text(Type),
    None,
}

/// Something that must be in the data.
#[derive(Clone)]
pub(super) struct Condition {
    pub(super) pointer: Pointer,
    /// The strings it may be; `None` for anything but `null`.
    pub(super) values: Option<Vec<String>>,
}

pub(super) struct UnknownVariant {
    pub(super) ident: Ident,
    pub(super) ty: Type,
}

/// Where failures keep what a caller must know of them.
pub(super) struct Errors {
    pub(super) types: Vec<Pointer>,
    pub(super) messages: Vec<Pointer>,
    pub(super) statuses: Vec<(String, u16)>,
    pub(super) status: Option<Pointer>,
    pub(super) body: Option<Type>,
}

/// The failure enum.
pub(super) struct Failures {
    pub(super) ident: Ident,
    pub(super) derives: Vec<Path>,
    /// One for each distinct type.
    pub(super) arms: Vec<Arm>,
    /// The arm of a failed response's body.
    pub(super) body: Option<usize>,
}

pub(super) struct Arm {
    pub(super) ident: Ident,
    pub(super) ty: Type,
}

impl Set {
    /// The events that are items, each by one of its names.
    pub(super) fn items(&self) -> impl Iterator<Item = (&str, &Item)> {
        self.events.iter().filter_map(|event| match &event.meaning {
            Meaning::Item(item) => Some((event.name.as_str(), &**item)),
            _ => None,
        })
    }

    /// Whether each variant has one name on the wire.
    pub(super) fn has_event_types(&self) -> bool {
        self.items().all(|(_, item)| item.only_name)
    }
}
