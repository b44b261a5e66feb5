//! Where a rule's place is in the value.

use crate::interpret::fold::error::Kind;
use crate::interpret::fold::node::{List, Node, Part, Slot, pointer_of};
use crate::interpret::fold::source::{Looked, look, parts};
use crate::interpret::fold::typed::{Variant, variant};
use crate::interpret::nulls::{Became, Null};
use crate::json::{Json, Number};
use crate::shape::Type;
use crate::snapshot::IndexDefault;
use crate::snapshot::checked::{Place, PlaceStep, SourceStep};

/// A place that was looked for.
pub(super) enum Whereabouts {
    At(At),
    /// An undeclared variant absorbs the rule.
    Absorbed,
    /// The index or key that leads there did not fit: where it stands in the event.
    Dropped(Vec<Part>),
}

/// A place of the value.
pub(super) struct At {
    pub(super) parts: Vec<Part>,
    /// The indices and keys on the way, scopes included.
    pub(super) fields: Vec<Json>,
    /// The index on the wire of the element that is to be inserted there.
    pub(super) new: Option<u64>,
}

/// What may be done with an element that is not there, or is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wanted {
    /// It is there.
    Existing,
    /// It is not there.
    New { sparse: bool },
    /// It is, or is inserted.
    Either { sparse: bool },
}

/// Where a place is looked for.
pub(super) struct Finder<'a> {
    pub(super) root: &'a Slot,
    /// Where it begins.
    pub(super) parts: Vec<Part>,
    pub(super) fields: Vec<Json>,
    /// What the event has.
    pub(super) event: &'a Node,
    /// Where that is in the event.
    pub(super) event_at: &'a [Part],
    /// What of the event is not read as it came.
    pub(super) nulls: &'a [Null<'a>],
}

/// Why a place was not found.
enum Stop {
    Error(Kind),
    Absorbed,
    Dropped(Vec<Part>),
}

impl Finder<'_> {
    pub(super) fn find(mut self, place: &Place, wanted: Wanted) -> Result<Whereabouts, Kind> {
        let mut new = None;
        for (index, step) in place.steps.iter().enumerate() {
            let is_last = index + 1 == place.steps.len();
            let wanted = if is_last { wanted } else { Wanted::Existing };
            match self.step(step, wanted) {
                Ok(inserted) => new = inserted,
                Err(Stop::Error(kind)) => return Err(kind),
                Err(Stop::Absorbed) => return Ok(Whereabouts::Absorbed),
                Err(Stop::Dropped(at)) => return Ok(Whereabouts::Dropped(at)),
            }
        }
        Ok(Whereabouts::At(At {
            parts: self.parts,
            fields: self.fields,
            new,
        }))
    }

    /// Makes a step; the index on the wire, if it leads to an element that is to be inserted.
    fn step(&mut self, step: &PlaceStep, wanted: Wanted) -> Result<Option<u64>, Stop> {
        match step {
            PlaceStep::Field { key, .. } => {
                self.parts.push(Part::Field(key.clone()));
                Ok(None)
            }
            PlaceStep::Variant {
                union,
                variants,
                implied,
            } => self.variant(union, variants, *implied).map(|()| None),
            PlaceStep::Index {
                pointer, default, ..
            } => self.index(pointer, *default, wanted),
            PlaceStep::Key {
                field,
                pointer,
                default,
                ..
            } => self.key(field, pointer, *default, wanted),
            PlaceStep::End { .. } => {
                let list = self.list();
                let (at, next) = list.map_or((0, 0), |it| (it.elements.len(), it.next()));
                self.fields.push(number(at as u64));
                self.parts.push(Part::Element(at));
                Ok(Some(next))
            }
        }
    }

    fn variant(&self, union: &Type, variants: &[String], implied: bool) -> Result<(), Stop> {
        let now = self.root.at(&self.parts).map(|it| &it.node);
        let found = match variant(union, now) {
            Variant::Declared(name) if variants.contains(&name) => return Ok(()),
            Variant::Unknown => return Err(Stop::Absorbed),
            Variant::Declared(_) if implied => return Err(Stop::Absorbed),
            Variant::Declared(name) => Some(name),
            Variant::None => None,
        };
        Err(Stop::Error(Kind::Variant {
            at: pointer_of(&self.parts),
            expected: variants.to_vec(),
            found,
        }))
    }

    /// The list that has been come to, if it is there.
    fn list(&self) -> Option<&List> {
        match &self.root.at(&self.parts)?.node {
            Node::List(list) => Some(list),
            _ => None,
        }
    }

    /// What the event has at a pointer; nothing if it is absent or null.
    fn pointed(&self, pointer: &[SourceStep]) -> Result<Option<Json>, Stop> {
        if let Looked::Value(node) = look(self.event, pointer) {
            return Ok(Some(node.shown()));
        }
        let at: Vec<Part> = self
            .event_at
            .iter()
            .cloned()
            .chain(parts(pointer))
            .collect();
        let text = pointer_of(&at);
        match self.nulls.iter().any(|null| covers(null, &text)) {
            true => Err(Stop::Dropped(at)),
            false => Ok(None),
        }
    }

    fn index(
        &mut self,
        pointer: &[SourceStep],
        default: Option<IndexDefault>,
        wanted: Wanted,
    ) -> Result<Option<u64>, Stop> {
        let pointed = self.pointed(pointer)?;
        let list = self.list();
        let index = match (&pointed, default) {
            (Some(Json::Number(number)), _) => number.whole().and_then(|it| u64::try_from(it).ok()),
            (Some(_), _) | (None, None) => None,
            (None, Some(IndexDefault::At(at))) => Some(at),
            (None, Some(IndexDefault::Next)) => Some(list.map_or(0, List::next)),
        };
        let Some(index) = index else {
            return Err(Stop::Error(Kind::NoIndex {
                at: pointer_of(&self.parts),
                found: pointed.unwrap_or(Json::Null),
            }));
        };
        let position = list.map_or(Err(0), |it| it.position(index));
        let len = list.map_or(0, |it| it.elements.len());
        let (at, new) = self.element(position, index, len, wanted)?;
        self.fields.push(number(index));
        self.parts.push(Part::Element(at));
        Ok(new.then_some(index))
    }

    /// The position of an element, and whether it is to be inserted there.
    fn element(
        &self,
        position: Result<usize, usize>,
        index: u64,
        len: usize,
        wanted: Wanted,
    ) -> Result<(usize, bool), Stop> {
        let sparse = match (position, wanted) {
            (Ok(at), Wanted::New { .. }) => {
                let mut parts = self.parts.clone();
                parts.push(Part::Element(at));
                return Err(Stop::Error(Kind::Occupied {
                    at: pointer_of(&parts),
                }));
            }
            (Ok(at), _) => return Ok((at, false)),
            (Err(_), Wanted::Existing) => None,
            (Err(_), Wanted::New { sparse } | Wanted::Either { sparse }) => Some(sparse),
        };
        match (sparse, position) {
            (Some(true), Err(at)) => Ok((at, true)),
            (Some(false), Err(at)) if index == len as u64 => Ok((at, true)),
            _ => Err(Stop::Error(Kind::Gap {
                at: pointer_of(&self.parts),
                index,
                len,
            })),
        }
    }

    fn key(
        &mut self,
        field: &str,
        pointer: &[SourceStep],
        default: Option<u64>,
        wanted: Wanted,
    ) -> Result<Option<u64>, Stop> {
        let key = self.pointed(pointer)?.or(default.map(number));
        let list = self.list();
        let is_it = |slot: &Slot| {
            let found = slot.node.variant_field(field).map(Node::shown);
            found
                .zip(key.as_ref())
                .is_some_and(|(one, other)| one.is_same(other))
        };
        let found = list.and_then(|it| it.elements.iter().rposition(is_it));
        let (at, new) = match (found, &key, wanted) {
            (Some(at), _, Wanted::New { .. }) => {
                let mut parts = self.parts.clone();
                parts.push(Part::Element(at));
                return Err(Stop::Error(Kind::Occupied {
                    at: pointer_of(&parts),
                }));
            }
            (Some(at), ..) => (at, None),
            (None, Some(_), Wanted::New { .. } | Wanted::Either { .. }) => {
                list.map_or((0, Some(0)), |it| (it.elements.len(), Some(it.next())))
            }
            (None, ..) => {
                return Err(Stop::Error(Kind::NoElement {
                    at: pointer_of(&self.parts),
                    key: key.unwrap_or(Json::Null),
                }));
            }
        };
        self.fields.push(key.unwrap_or(Json::Null));
        self.parts.push(Part::Element(at));
        Ok(new)
    }
}

/// Whether there is nothing at a place of the event because it was not read as it came.
fn covers(null: &Null<'_>, at: &str) -> bool {
    match (at.strip_prefix(null.at.as_str()), null.became) {
        (Some(""), _) => true,
        (Some(rest), Became::Null | Became::Unknown) => rest.starts_with('/'),
        // What is around the place is there.
        (Some(_), Became::Mended) | (None, _) => false,
    }
}

fn number(number: u64) -> Json {
    Json::Number(match i64::try_from(number) {
        Ok(number) => Number::Integer(number),
        Err(_) => Number::Unsigned(number),
    })
}
