//! Rules that are followed.

use crate::interpret::fold::error::{FoldError, Kind};
use crate::interpret::fold::find::{At, Finder, Wanted, Whereabouts};
use crate::interpret::fold::loss::Loss;
use crate::interpret::fold::node::{Node, Part, Slot, pointer_of};
use crate::interpret::fold::source::{Found, take};
use crate::interpret::fold::step::Step;
use crate::interpret::fold::{Change, Snapshot};
use crate::interpret::nulls::Null;
use crate::json::Json;
use crate::snapshot::checked::{Operation, Place, Rule, Source};

/// The rules of an event, as they are followed.
pub(super) struct Running<'s, 'c> {
    pub(super) snapshot: &'s mut Snapshot<'c>,
    event: &'c str,
    nulls: &'s [Null<'s>],
    pub(super) told: Vec<Told<'c>>,
    pub(super) restarted: bool,
    /// What the rules did, if that is to be known.
    pub(super) steps: Option<Vec<Step<'c>>>,
}

/// What a rule tells, before the place is looked at.
pub(super) struct Told<'c> {
    name: &'c str,
    parts: Vec<Part>,
    fields: Vec<Json>,
    delta: Option<Json>,
}

/// Where rules begin, and what they take from.
pub(super) struct Base<'e> {
    pub(super) parts: Vec<Part>,
    pub(super) fields: Vec<Json>,
    pub(super) event: &'e Node,
    /// Where that is in the event.
    pub(super) event_at: Vec<Part>,
}

/// A rule that acted: where, and the piece it added.
pub(super) type Acted = Option<(At, Option<Json>)>;

impl<'s, 'c> Running<'s, 'c> {
    pub(super) fn new(
        snapshot: &'s mut Snapshot<'c>,
        event: &'c str,
        nulls: &'s [Null<'s>],
    ) -> Self {
        Self {
            snapshot,
            event,
            nulls,
            told: Vec::new(),
            restarted: false,
            steps: None,
        }
    }

    /// Follows them until one fails, which freezes the value.
    pub(super) fn rules(&mut self, rules: &'c [Rule], event: &Node) -> Result<(), FoldError> {
        let base = Base {
            parts: Vec::new(),
            fields: Vec::new(),
            event,
            event_at: Vec::new(),
        };
        let followed = self.follow(rules, &base);
        if let Err(error) = &followed {
            self.snapshot.frozen = Some(error.clone());
        }
        followed
    }

    /// What the rules told, with the places as they are now.
    pub(super) fn changes(&mut self) -> Vec<Change<'c>> {
        let fold = self.snapshot.fold;
        let root = self.snapshot.root.as_ref();
        let told = std::mem::take(&mut self.told).into_iter();
        let change = |told: Told<'c>| {
            let declared = fold.changes.get(told.name)?;
            let names = declared.fields.iter().map(|it| it.name.as_str());
            let place = root.and_then(|it| it.at(&told.parts));
            Some(Change {
                name: told.name,
                fields: names.zip(told.fields).collect(),
                delta: told.delta,
                value: place.map_or(Json::Null, |it| it.node.shown()),
            })
        };
        let mut changes: Vec<_> = told.filter_map(change).collect();
        if self.restarted {
            changes.insert(
                0,
                Change {
                    name: "restarted",
                    fields: Vec::new(),
                    delta: None,
                    value: Json::Null,
                },
            );
        }
        changes
    }

    pub(super) fn follow(&mut self, rules: &'c [Rule], base: &Base<'_>) -> Result<(), FoldError> {
        for rule in rules {
            if self.snapshot.frozen.is_some() && !may_thaw(rule, base) {
                continue;
            }
            let acted = match &rule.operation {
                Operation::Scope(scope) => {
                    self.scope(scope, rule, base)?;
                    continue;
                }
                Operation::Start(start) => self.start(start, base).map(|began| {
                    if began {
                        self.trace(rule, &[], None);
                    }
                    None
                }),
                Operation::Set(set) => self.set(set, base),
                Operation::Append(append) => self.append(&append.source, &append.to, base),
                Operation::AppendJson(append) => self.append_json(&append.source, &append.to, base),
                Operation::Insert(insert) => self.insert(insert, base),
                Operation::Close(close) => self.close(close, base),
            };
            if let Some((at, delta)) = acted.map_err(|kind| self.error(rule, kind))? {
                self.trace(rule, &at.parts, delta.as_ref());
                self.tell(rule, at, delta);
            }
        }
        Ok(())
    }

    pub(super) fn error(&self, rule: &Rule, kind: Kind) -> FoldError {
        FoldError {
            rule: rule.pointer.clone(),
            event: self.event.to_owned(),
            number: self.snapshot.events,
            kind,
        }
    }

    pub(super) fn tell(&mut self, rule: &'c Rule, at: At, delta: Option<Json>) {
        if let Some(name) = &rule.emit {
            self.told.push(Told {
                name,
                parts: at.parts,
                fields: at.fields,
                delta,
            });
        }
    }

    pub(super) fn take(&self, source: &Source, base: &Base<'_>) -> Found {
        take(self.snapshot.document, source, base.event)
    }

    /// The place of a rule that acts; nothing if the rule is absorbed or skipped.
    pub(super) fn find(
        &mut self,
        place: &Place,
        base: &Base<'_>,
        wanted: Wanted,
    ) -> Result<Option<At>, Kind> {
        let root = self.snapshot.root.as_ref().ok_or(Kind::BeforeStart)?;
        let finder = Finder {
            root,
            parts: base.parts.clone(),
            fields: base.fields.clone(),
            event: base.event,
            event_at: &base.event_at,
            nulls: self.nulls,
        };
        match finder.find(place, wanted)? {
            Whereabouts::At(at) => Ok(Some(at)),
            Whereabouts::Absorbed => Ok(None),
            Whereabouts::Dropped(at) => {
                let why = "the index or key was not read, so the rule was skipped";
                let number = self.snapshot.events;
                let loss = Loss::new(number, self.event, &pointer_of(&at), why);
                self.snapshot.losses.note(loss);
                Ok(None)
            }
        }
    }

    /// The slot at a place; what is not there is made or inserted.
    pub(super) fn slot(&mut self, at: &At) -> Option<&mut Slot> {
        let root = self.snapshot.root.as_mut()?;
        if let (Some(index), [list @ .., Part::Element(position)]) = (at.new, at.parts.as_slice()) {
            let slot = root.made_at(list)?;
            if matches!(slot.node, Node::Null) {
                slot.node = Node::List(Default::default());
            }
            if let Node::List(list) = &mut slot.node {
                list.insert(*position, index);
            }
            // What was told of later elements has moved.
            let within = |told: &&mut Told<'c>| told.parts.starts_with(list);
            for told in self.told.iter_mut().filter(within) {
                if let Some(Part::Element(told)) = told.parts.get_mut(list.len())
                    && *told >= *position
                {
                    *told += 1;
                }
            }
        }
        root.made_at(&at.parts)
    }
}

/// Whether a rule is looked at after an error: one that may begin anew or replace the whole.
fn may_thaw(rule: &Rule, base: &Base<'_>) -> bool {
    base.parts.is_empty()
        && match &rule.operation {
            Operation::Start(_) => true,
            Operation::Set(set) => set.to.steps.is_empty(),
            Operation::Scope(scope) => scope.within.steps.is_empty(),
            _ => false,
        }
}
