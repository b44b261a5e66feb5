//! Scopes that are followed.

use crate::interpret::fold::error::{FoldError, Kind};
use crate::interpret::fold::find::{At, Wanted};
use crate::interpret::fold::node::{Node, Part, Slot};
use crate::interpret::fold::rules::{Base, Running};
use crate::interpret::fold::source::{Found, parts};
use crate::snapshot::checked::{Form, PlaceStep, Rule, Scope};

impl<'c> Running<'_, 'c> {
    pub(super) fn scope(
        &mut self,
        scope: &'c Scope,
        rule: &'c Rule,
        base: &Base<'_>,
    ) -> Result<(), FoldError> {
        let Some(each) = &scope.each else {
            return self.scope_for(scope, rule, base);
        };
        let Found::Value(node) = self.take(each, base) else {
            return Ok(());
        };
        let mut event_at = base.event_at.clone();
        if let Form::Path { steps, .. } = &each.form {
            event_at.extend(parts(steps));
        }
        let elements = match (&node, scope.list) {
            (Node::List(list), true) => list.elements.iter().map(|it| &it.node).collect(),
            (node, _) => vec![node],
        };
        for (index, event) in elements.into_iter().enumerate() {
            let mut event_at = event_at.clone();
            if scope.list {
                event_at.push(Part::Element(index));
            }
            let base = Base {
                parts: base.parts.clone(),
                fields: base.fields.clone(),
                event,
                event_at,
            };
            self.scope_for(scope, rule, &base)?;
        }
        Ok(())
    }

    /// A scope for one value of an event.
    fn scope_for(
        &mut self,
        scope: &'c Scope,
        rule: &'c Rule,
        base: &Base<'_>,
    ) -> Result<(), FoldError> {
        let mut at = At {
            parts: base.parts.clone(),
            fields: base.fields.clone(),
            new: None,
        };
        if !scope.within.steps.is_empty() {
            let found = self.enter(scope, base);
            match found.map_err(|kind| self.error(rule, kind))? {
                Some(found) => at = found,
                None => return Ok(()),
            }
        }
        let inner = Base {
            parts: at.parts.clone(),
            fields: at.fields.clone(),
            event: base.event,
            event_at: base.event_at.clone(),
        };
        self.follow(&scope.rules, &inner)?;
        if self.snapshot.frozen.is_none() && self.snapshot.root.is_some() {
            self.tell(rule, at, None);
        }
        Ok(())
    }

    /// The place of a scope, made if it is not there.
    fn enter(&mut self, scope: &Scope, base: &Base<'_>) -> Result<Option<At>, Kind> {
        let makes_element = scope.new.is_some()
            && !matches!(scope.within.steps.last(), Some(PlaceStep::Field { .. }));
        let wanted = match makes_element {
            true => Wanted::Either {
                sparse: scope.insertion.sparse,
            },
            false => Wanted::Existing,
        };
        let Some(at) = self.find(&scope.within, base, wanted)? else {
            return Ok(None);
        };
        if let Some(new) = &scope.new {
            let root = self.snapshot.root.as_ref();
            let now = root
                .and_then(|it| it.at(&at.parts))
                .filter(|_| at.new.is_none());
            if now.is_none_or(|now| matches!(now.node, Node::Null))
                && let Found::Value(node) = self.take(new, base)
                && let Some(slot) = self.slot(&at)
            {
                *slot = Slot::new(node);
                slot.open = scope.opens;
            }
        }
        Ok(Some(At { new: None, ..at }))
    }
}
