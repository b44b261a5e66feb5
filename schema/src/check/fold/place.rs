//! Places of the value, followed through its types.

use crate::check::fold::Types;
use crate::check::fold::event::Taken;
use crate::check::fold::fits::noun;
use crate::check::fold::source::Event;
use crate::check::fold::walk::{Lost, Spot};
use crate::check_table::Check;
use crate::shape::{Shape, Type};
use crate::snapshot::checked::{FieldKind, Place, PlaceStep, SourceStep};
use crate::snapshot::{IndexDefault, Path, Step};

/// A place where rules begin: the whole of the value, or that of a scope.
#[derive(Clone)]
pub(super) struct Base<'t> {
    pub(super) spot: Spot<'t>,
    /// The way there, from the whole: a field's key, or `{}` for an element.
    pub(super) at: Vec<String>,
    /// The elements on the way there.
    pub(super) elements: Vec<Element<'t>>,
}

/// An element on the way to a place.
#[derive(Clone)]
pub(super) struct Element<'t> {
    /// The type of the list's elements, by where it stands: the list's identity.
    pub(super) list: &'t str,
    /// What the list is called: the key of its field.
    pub(super) called: String,
    /// The last segment of the pointer that finds it.
    pub(super) segment: String,
    pub(super) kind: FieldKind,
}

/// What may be done at a place.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Use {
    /// What is there is changed.
    Change,
    /// It is made, if it is not there.
    Make,
    /// It is inserted, behind the last one too.
    Insert,
}

impl<'t> Types<'t> {
    /// Follows a path through the value.
    pub(super) fn place(
        self,
        base: &Base<'t>,
        path: &Path,
        event: &Event<'t>,
        intent: Use,
    ) -> Result<(Place, Base<'t>), Lost> {
        let mut walk = Walk {
            types: self,
            event,
            steps: Vec::new(),
            to: base.clone(),
        };
        for (index, step) in path.steps().iter().enumerate() {
            let is_last = index + 1 == path.steps().len();
            walk.step(step, if is_last { intent } else { Use::Change })?;
        }
        let place = Place {
            steps: walk.steps,
            ty: walk.to.spot.ty.clone(),
            optional: walk.to.spot.optional && !self.bare(walk.to.spot.ty).1,
        };
        Ok((place, walk.to))
    }
}

struct Walk<'t, 'e> {
    types: Types<'t>,
    event: &'e Event<'t>,
    steps: Vec<PlaceStep>,
    to: Base<'t>,
}

impl<'t> Walk<'t, '_> {
    fn step(&mut self, step: &Step, intent: Use) -> Result<(), Lost> {
        match step {
            Step::Field(key) => self.field(key),
            Step::Variant(names) => self.variant(names),
            Step::Index { pointer, default } => self.index(pointer, *default, intent),
            Step::Key {
                field,
                pointer,
                default,
            } => self.key(field, pointer, *default),
            Step::End if intent == Use::Insert => {
                let items = self.items()?;
                self.element(items, "position", FieldKind::Index);
                self.steps.push(PlaceStep::End {
                    items: items.clone(),
                });
                Ok(())
            }
            Step::End => Err(Lost::because(
                Check::RuleOperation,
                "`/-` is behind the last element, where only `insert` puts something",
                "nothing is there",
                "name an element: `/{/index}`; or insert one",
            )),
        }
    }

    fn field(&mut self, key: &str) -> Result<(), Lost> {
        let union = self.types.bare(self.to.spot.ty).0;
        let found = self.types.field(&self.to.spot, key)?;
        if self.to.spot.variants.is_empty() {
            self.may_be_made(key, union)?;
        }
        if !found.implied.is_empty() {
            self.steps.push(PlaceStep::Variant {
                union: union.clone(),
                variants: found.implied,
                implied: true,
            });
        }
        self.steps.push(PlaceStep::Field {
            key: key.to_owned(),
            ty: found.ty.clone(),
            declared: found.declared,
            optional: found.optional,
        });
        self.to.at.push(key.to_owned());
        self.to.spot = Spot {
            ty: found.ty,
            variants: Vec::new(),
            optional: found.optional || self.types.bare(found.ty).1,
        };
        Ok(())
    }

    /// Whether the object that has the field `key` is there, or can be made.
    fn may_be_made(&self, key: &str, object: &Type) -> Result<(), Lost> {
        if !self.to.spot.optional {
            return Ok(());
        }
        let what = match &object.shape {
            Shape::Object(object) => {
                let mut required = object.properties.iter().filter(|it| it.required);
                match required.next() {
                    None => return Ok(()),
                    Some(first) => format!("its type requires `{}`", first.key),
                }
            }
            _ => "it is a union".to_owned(),
        };
        Err(Lost::because(
            Check::MadeUp,
            format!(
                "the object that has `{key}` may not be there, and cannot be made up: {what}, at {}",
                object.pointer
            ),
            "may be absent or null",
            "make it with `new` in a scope, `{ \"in\": …, \"new\": { … }, \"apply\": [ … ] }`, or \
             require it",
        ))
    }

    fn variant(&mut self, names: &[String]) -> Result<(), Lost> {
        let union = self.types.narrow(&self.to.spot, names)?;
        self.steps.push(PlaceStep::Variant {
            union: union.clone(),
            variants: names.to_vec(),
            implied: false,
        });
        self.to.spot = Spot {
            ty: union,
            variants: names.to_vec(),
            optional: false,
        };
        Ok(())
    }

    /// The type of the elements of the list at the spot.
    fn items(&self) -> Result<&'t Type, Lost> {
        let (ty, _) = self.types.bare(self.types.target(&self.to.spot));
        match &ty.shape {
            Shape::Array(items) => Ok(items),
            Shape::Broken => Err(Lost::Reported),
            other => {
                let help = match other {
                    Shape::Tagged(_) | Shape::Kinds(_) => {
                        "name the variant that is one, before the element: `/<variant>`"
                    }
                    _ => "name a list, or a field of it",
                };
                Err(Lost::because(
                    Check::RuleField,
                    format!(
                        "an element of {} is looked for, at {}",
                        noun(ty),
                        ty.pointer
                    ),
                    "no list",
                    help,
                ))
            }
        }
    }

    fn element(&mut self, items: &'t Type, segment: &str, kind: FieldKind) {
        let fields = self.to.at.iter().rev().find(|it| *it != "{}");
        self.to.elements.push(Element {
            list: &items.pointer,
            called: fields.cloned().unwrap_or_default(),
            segment: segment.to_owned(),
            kind,
        });
        self.to.at.push("{}".to_owned());
        self.to.spot = Spot {
            ty: items,
            variants: Vec::new(),
            optional: self.types.bare(items).1,
        };
    }

    fn index(
        &mut self,
        path: &Path,
        default: Option<IndexDefault>,
        intent: Use,
    ) -> Result<(), Lost> {
        let items = self.items()?;
        if default == Some(IndexDefault::Next) && intent == Use::Change {
            return Err(Lost::because(
                Check::RuleIndex,
                "`|-` is a new last element, and this rule makes none here",
                "nothing is made",
                "write `|0` for the first one, or require the index",
            ));
        }
        let (pointer, found) = self.pointer(path, default.is_some(), "{/index|0}")?;
        if !matches!(found.shape, Shape::Integer { .. }) {
            return Err(Lost::because(
                Check::RuleIndex,
                format!("an index is an integer, and `{path}` is {}", noun(found)),
                format!("from {}", found.pointer),
                "point to an integer, or find the element by a field: `{id=/id}`",
            ));
        }
        self.steps.push(PlaceStep::Index {
            pointer,
            default,
            items: items.clone(),
        });
        self.element(items, segment(path), FieldKind::Index);
        Ok(())
    }

    fn key(&mut self, field: &str, path: &Path, default: Option<u64>) -> Result<(), Lost> {
        let items = self.items()?;
        let key = self.types.field(&Spot::whole(items), field)?;
        let key = self.types.bare(key.ty).0;
        let (pointer, found) = self.pointer(path, default.is_some(), "{index=/index|0}")?;
        let text = |ty: &Type| matches!(ty.shape, Shape::String | Shape::Const(_) | Shape::Enum(_));
        let integer = |ty: &Type| matches!(ty.shape, Shape::Integer { .. });
        let is_integer = integer(key) && integer(found);
        if !(is_integer || text(key) && text(found)) {
            return Err(Lost::because(
                Check::RuleIndex,
                format!(
                    "`{field}` is {}, and `{path}` is {}: they are never equal",
                    noun(key),
                    noun(found)
                ),
                "keys are strings or integers, and of one type",
                "compare what has one type",
            ));
        }
        if default.is_some() && !is_integer {
            return Err(Lost::because(
                Check::RuleIndex,
                format!("`{field}` is {}, and its default is a number", noun(key)),
                "never equal",
                "leave the default out, and require the key",
            ));
        }
        self.steps.push(PlaceStep::Key {
            field: field.to_owned(),
            pointer,
            integer: is_integer,
            default,
            items: items.clone(),
        });
        let kind = match is_integer {
            true => FieldKind::Integer,
            false => FieldKind::String,
        };
        self.element(items, segment(path), kind);
        Ok(())
    }

    /// Where the event has an index or a key, and its type.
    fn pointer(
        &self,
        path: &Path,
        has_default: bool,
        example: &str,
    ) -> Result<(Vec<SourceStep>, &'t Type), Lost> {
        let way = self.types.way(self.event, path, None::<&mut Taken<'t>>)?;
        let found = self.types.bare(way.spot.ty).0;
        if matches!(found.shape, Shape::Broken) {
            return Err(Lost::Reported);
        }
        if way.spot.optional && !has_default {
            return Err(Lost::because(
                Check::RuleIndex,
                format!("`{path}` may be absent or null, and says which element is meant"),
                "not always there",
                format!("give it a default, such as `{example}`, or require it"),
            ));
        }
        Ok((way.steps, found))
    }
}

/// The last segment of a pointer, by which a change calls what it found there.
fn segment(path: &Path) -> &str {
    let mut fields = path.steps().iter().filter_map(|step| match step {
        Step::Field(key) => Some(key.as_str()),
        _ => None,
    });
    fields.next_back().unwrap_or("index")
}
