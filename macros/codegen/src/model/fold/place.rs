//! Where rules put what they take.

use proc_macro2::Ident;
use stream_events_schema::snapshot::IndexDefault;
use stream_events_schema::snapshot::checked::{self, PlaceStep, SourceStep};

use super::way::{Builder, NotOurs, Union, Way, Ways};
use crate::model::item::Ty;

/// A place of the value.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// What has to be found before the place is gone to, in its order.
    pub(crate) find: Vec<Find>,
    /// From the whole value.
    pub(crate) ways: Ways,
    /// The same as the wire has it.
    pub(crate) path: Vec<Part>,
    /// The list, if the place is an element.
    pub(crate) list: Option<Ways>,
}

impl Place {
    /// How many elements are on the way from the whole value.
    pub(crate) fn steps(&self) -> usize {
        self.path
            .iter()
            .filter(|it| matches!(it, Part::Element(_)))
            .count()
    }
}

/// A part of a path on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Field(String),
    /// The element of a step.
    Element(usize),
    /// The element of a list that rules are followed for, by the number of its loop.
    Loop(usize),
}

/// What has to be found on the way.
#[derive(Debug, Clone)]
pub(crate) enum Find {
    /// The union is one of these variants.
    Variant {
        union: Ways,
        path: Vec<Part>,
        ident: Ident,
        variants: Vec<Ident>,
        names: Vec<String>,
        /// The property that tells the variant; of kinds nothing.
        tag: Option<String>,
        /// Whether other variants absorb the rule.
        implied: bool,
    },
    /// The element at an index.
    Index {
        step: usize,
        list: Ways,
        path: Vec<Part>,
        pointer: Ways,
        place: Vec<Part>,
        default: Option<IndexDefault>,
        wanted: Wanted,
    },
    /// The element with a key.
    Key {
        step: usize,
        list: Ways,
        path: Vec<Part>,
        /// The key of an element.
        field: Ways,
        /// The same, if the elements are of a union: its name, and the key's, for undeclared variants.
        union: Option<(Ident, String)>,
        pointer: Ways,
        place: Vec<Part>,
        default: Option<u64>,
        is_integer: bool,
        wanted: Wanted,
    },
    /// Behind the last element.
    End {
        step: usize,
        list: Ways,
        path: Vec<Part>,
    },
}

/// What is wanted of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Existing,
    New { sparse: bool },
    Either { sparse: bool },
}

/// Where the paths of a rule begin.
#[derive(Debug, Clone)]
pub(super) struct Base {
    /// What is taken from.
    pub(super) event: Way,
    /// The same as the wire has it.
    pub(super) event_path: Vec<Part>,
    /// What is put into.
    pub(super) ways: Ways,
    pub(super) path: Vec<Part>,
    /// How many elements are on the way.
    pub(super) steps: usize,
    /// How many lists rules are followed for.
    pub(super) loops: usize,
}

impl Builder<'_> {
    pub(super) fn place(
        &self,
        base: &Base,
        place: &checked::Place,
        wanted: Wanted,
        enters_kinds: bool,
    ) -> Result<(Place, usize), NotOurs> {
        let mut now = Place {
            find: Vec::new(),
            ways: base.ways.clone(),
            path: base.path.clone(),
            list: None,
        };
        let mut step = base.steps;
        let mut steps = place.steps.iter().peekable();
        while let Some(at) = steps.next() {
            let wanted = match steps.peek() {
                None => wanted,
                Some(_) => Wanted::Existing,
            };
            now.list = None;
            match at {
                PlaceStep::Field { key, .. } => {
                    now.ways = self.field(&now.ways, key)?;
                    now.path.push(Part::Field(key.clone()));
                }
                PlaceStep::Variant {
                    variants, implied, ..
                } => {
                    let (entered, union) = self.union(&now.ways)?;
                    now.find
                        .push(variant(&entered, &now.path, &union, variants, *implied));
                    let field = steps.next_if(|it| matches!(it, PlaceStep::Field { .. }));
                    if let Some(PlaceStep::Field { key, .. }) = field {
                        now.ways = self.variant_field(&entered, &union, variants, key)?;
                        now.path.push(Part::Field(key.clone()));
                    } else if let ([name], true) =
                        (variants.as_slice(), enters_kinds || steps.peek().is_some())
                    {
                        now.ways = self.variant(&entered, &union, name);
                    }
                }
                PlaceStep::Index {
                    pointer, default, ..
                } => {
                    let (ways, place) = self.pointed(base, pointer)?;
                    now.find.push(Find::Index {
                        step,
                        list: self.entered(&now.ways),
                        path: now.path.clone(),
                        pointer: ways,
                        place,
                        default: *default,
                        wanted,
                    });
                    self.push_element(&mut now, &mut step)?;
                }
                PlaceStep::Key {
                    field,
                    pointer,
                    integer,
                    default,
                    ..
                } => {
                    let (ways, place) = self.pointed(base, pointer)?;
                    let (key, union) = self.key_of(&now.ways, field)?;
                    now.find.push(Find::Key {
                        step,
                        list: self.entered(&now.ways),
                        path: now.path.clone(),
                        field: key,
                        union,
                        pointer: ways,
                        place,
                        default: *default,
                        is_integer: *integer,
                        wanted,
                    });
                    self.push_element(&mut now, &mut step)?;
                }
                PlaceStep::End { .. } => {
                    now.find.push(Find::End {
                        step,
                        list: self.entered(&now.ways),
                        path: now.path.clone(),
                    });
                    self.push_element(&mut now, &mut step)?;
                }
            }
        }
        Ok((now, step))
    }

    fn push_element(&self, place: &mut Place, step: &mut usize) -> Result<(), NotOurs> {
        place.list = Some(self.entered(&place.ways));
        place.ways = self.element(&place.ways, *step)?;
        place.path.push(Part::Element(*step));
        *step += 1;
        Ok(())
    }

    fn pointed(&self, base: &Base, pointer: &[SourceStep]) -> Result<(Ways, Vec<Part>), NotOurs> {
        let (ways, _) = self.path(&base.event, pointer, None)?;
        let ways = self.entered(&ways);
        let mut place = base.event_path.clone();
        place.extend(parts(pointer));
        Ok((ways, place))
    }

    /// The ways from an element to its key; and the union that elements are of.
    fn key_of(&self, list: &[Way], key: &str) -> Result<(Ways, Option<(Ident, String)>), NotOurs> {
        let list = list.first().ok_or(NotOurs)?;
        let Ty::Vec(items) = self.enter(list).ty else {
            return Err(NotOurs);
        };
        let start = [Way::start(&items)];
        if let Ok(ways) = self.field(&start, key) {
            return Ok((self.entered(&ways), None));
        }
        // Elements of a union all have the key, or are none that is looked for.
        let (entered, union) = self.union(&start)?;
        let names: Vec<String> = match &union {
            Union::Tagged { branches, .. } => {
                branches.iter().map(|it| it.values[0].clone()).collect()
            }
            Union::Kinds { .. } => vec![":object".to_owned()],
        };
        let ways = self.variant_field(&entered, &union, &names, key)?;
        let unknown = (union.ident().clone(), key.to_owned());
        let unknown = matches!(union, Union::Tagged { .. }).then_some(unknown);
        Ok((self.entered(&ways), unknown))
    }

    pub(super) fn entered(&self, ways: &[Way]) -> Ways {
        ways.iter().map(|it| self.enter(it)).collect()
    }
}

/// The parts of an event that a path goes through.
pub(super) fn parts(steps: &[SourceStep]) -> impl Iterator<Item = Part> {
    steps.iter().filter_map(|step| match step {
        SourceStep::Field { key, .. } => Some(Part::Field(key.clone())),
        SourceStep::Variant { .. } => None,
    })
}

fn variant(
    entered: &[Way],
    path: &[Part],
    union: &Union<'_>,
    names: &[String],
    implied: bool,
) -> Find {
    let variants = names.iter().filter_map(|it| union.variant(it));
    Find::Variant {
        union: entered.to_vec(),
        path: path.to_vec(),
        ident: union.ident().clone(),
        variants: variants.map(|(ident, _)| ident.clone()).collect(),
        names: names.to_vec(),
        tag: match union {
            Union::Tagged { tag, .. } => Some((*tag).to_owned()),
            Union::Kinds { .. } => None,
        },
        implied,
    }
}
