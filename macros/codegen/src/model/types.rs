//! Where the types of payloads come from.

use proc_macro2::Ident;
use stream_events_schema::{Checked, Event as Declared, Pointer, Test, Type};

use super::condition::{self, Condition};
use super::item::{Item, OwnType, Ty};
use super::lower::Lower;
use super::stored::{self, Stored};
use crate::own::Own;

/// Where the types of payloads come from.
pub(super) enum Types<'a> {
    /// They are made of subschemas.
    Generated(Box<Lower<'a>>),
    /// An enum has them.
    Own(&'a Own),
}

impl Types<'_> {
    /// The payload of an event that is an item and has data.
    pub(super) fn payload(
        &mut self,
        key: &str,
        payload: Option<&Type>,
        ident: &Ident,
    ) -> Option<Ty> {
        match self {
            Self::Generated(lower) => Some(match payload {
                Some(payload) => {
                    let hint = lower.payload_hint(ident);
                    lower.ty(payload, &hint)
                }
                None => lower.string.clone(),
            }),
            Self::Own(own) => own.variant(key)?.payload.as_ref().map(own_type),
        }
    }

    /// The payload of a failing event.
    pub(super) fn failure(&mut self, key: &str, payload: Option<&Type>, hint: &str) -> Option<Ty> {
        match self {
            Self::Generated(lower) => payload.map(|payload| lower.ty(payload, hint)),
            Self::Own(own) => own.failure_of(key).map(own_type),
        }
    }

    /// What the events add up to.
    pub(super) fn snapshot(&mut self, document: &Checked) -> Option<Ty> {
        match self {
            Self::Generated(lower) => Some(lower.ty(&document.fold()?.ty, "SnapshotValue")),
            Self::Own(_) => None,
        }
    }

    /// The body of a failed response.
    pub(super) fn body(&mut self, body: Option<&Type>, hint: &str) -> Option<Ty> {
        match self {
            Self::Generated(lower) => body.map(|body| lower.ty(body, hint)),
            Self::Own(own) => own.body.as_ref().map(own_type),
        }
    }

    /// Whether an event's payload is of a type of the user's.
    pub(super) fn is_own(&self, event: &Declared<Type>) -> bool {
        match self {
            Self::Generated(lower) => {
                let payload = event.payload.as_ref();
                payload.is_some_and(|it| lower.is_replaced(it))
            }
            Self::Own(_) => true,
        }
    }

    /// How an event is stored, if `tag` is what is written into its data to say its name.
    pub(super) fn stored(
        &self,
        document: &Checked,
        (key, event): (&str, &Declared<Type>),
        tag: Option<&str>,
    ) -> Stored {
        match self {
            Self::Generated(lower) if !self.is_own(event) => {
                stored::of(document, lower.tags, (key, event), tag)
            }
            _ => stored::of_own_type(document),
        }
    }

    pub(super) fn condition(&self, payload: &Type, pointer: &Pointer, test: &Test) -> Condition {
        match self {
            Self::Generated(lower) => condition::compile(lower, payload, pointer, test),
            Self::Own(_) => Condition::in_data(pointer, test),
        }
    }

    pub(super) fn finish(self) -> Vec<Item> {
        match self {
            Self::Generated(lower) => lower.finish(),
            Self::Own(_) => Vec::new(),
        }
    }
}

fn own_type(ty: &syn::Type) -> Ty {
    Ty::Own(OwnType::new(ty))
}
