//! What the operations of rules do.

use crate::interpret::fold::error::Kind;
use crate::interpret::fold::find::Wanted;
use crate::interpret::fold::node::{Node, Slot};
use crate::interpret::fold::rules::{Acted, Base, Running};
use crate::interpret::fold::source::Found;
use crate::interpret::fold::text::JsonText;
use crate::interpret::fold::typed::typed;
use crate::interpret::{Data, Interpreter};
use crate::json::Json;
use crate::shape::Type;
use crate::snapshot::Restart;
use crate::snapshot::checked::{Close, Insert, Place, Set, Source, Start};

impl<'c> Running<'_, 'c> {
    /// Whether the value began.
    pub(super) fn start(&mut self, start: &Start, base: &Base<'_>) -> Result<bool, Kind> {
        let found = self.take(&start.source, base);
        if matches!(found, Found::NoMatch) {
            return Ok(false);
        }
        let fold = self.snapshot.fold;
        if let Some(root) = &self.snapshot.root {
            match &fold.restart {
                Restart::Replace => {}
                Restart::Ignore => return Ok(false),
                Restart::Error => return self.started_twice(None, None),
                Restart::Same(pointer) => {
                    let at = |node: &Node| {
                        let mut segments = pointer.segments().iter();
                        let found = segments.try_fold(node, |it, key| it.field(key));
                        found.map(Node::shown).filter(|it| *it != Json::Null)
                    };
                    let open = at(&root.node);
                    let got = match &found {
                        Found::Value(node) => at(node),
                        _ => None,
                    };
                    if open == got {
                        return Ok(false);
                    }
                    return self.started_twice(open, got);
                }
            }
        }
        let Found::Value(node) = found else {
            return Err(Kind::NoStartValue);
        };
        let again = self.snapshot.root.is_some();
        self.snapshot.root = Some(Slot::new(node));
        self.snapshot.frozen = None;
        if again {
            self.snapshot.losses = Default::default();
            self.told.clear();
            self.restarted = true;
        }
        Ok(true)
    }

    fn started_twice(&self, open: Option<Json>, got: Option<Json>) -> Result<bool, Kind> {
        match self.snapshot.frozen {
            Some(_) => Ok(false),
            None => Err(Kind::StartedTwice { open, got }),
        }
    }

    pub(super) fn set(&mut self, set: &Set, base: &Base<'_>) -> Result<Acted, Kind> {
        let mut node = match self.take(&set.source, base) {
            Found::Value(node) => node,
            Found::Nothing if set.nulls => Node::Null,
            Found::Nothing | Found::NoMatch => return Ok(None),
        };
        let is_whole = base.parts.is_empty() && set.to.steps.is_empty();
        if self.snapshot.frozen.is_some() && self.snapshot.root.is_none() {
            return Ok(None);
        }
        let wanted = match set.or_insert {
            Some(insertion) => Wanted::Either {
                sparse: insertion.sparse,
            },
            None => Wanted::Existing,
        };
        let Some(at) = self.find(&set.to, base, wanted)? else {
            return Ok(None);
        };
        let root = self.snapshot.root.as_ref();
        let now = root
            .and_then(|it| it.at(&at.parts))
            .filter(|_| at.new.is_none());
        if set.once && now.is_some_and(|now| !now.node.says_nothing()) {
            return Ok(None);
        }
        if let Some(Node::Object(now)) = now.map(|it| &it.node) {
            keep(&set.keep, now, &mut node);
        }
        if let Some(slot) = self.slot(&at) {
            *slot = Slot::new(node);
        }
        if is_whole {
            self.snapshot.frozen = None;
        }
        Ok(Some((at, None)))
    }

    pub(super) fn append(
        &mut self,
        source: &Source,
        to: &Place,
        base: &Base<'_>,
    ) -> Result<Acted, Kind> {
        let Found::Value(node) = self.take(source, base) else {
            return Ok(None);
        };
        let Some(at) = self.find(to, base, Wanted::Existing)? else {
            return Ok(None);
        };
        let delta = node.shown();
        if let Some(slot) = self.slot(&at) {
            match (&mut slot.node, node) {
                (Node::String(text), Node::String(piece)) => text.push_str(&piece),
                (Node::List(list), Node::List(pieces)) => {
                    list.extend(pieces.elements.into_iter().map(|it| it.node));
                }
                (now @ Node::Null, node) => *now = node,
                _ => {}
            }
        }
        Ok(Some((at, Some(delta))))
    }

    pub(super) fn append_json(
        &mut self,
        source: &Source,
        to: &Place,
        base: &Base<'_>,
    ) -> Result<Acted, Kind> {
        let Found::Value(Node::String(piece)) = self.take(source, base) else {
            return Ok(None);
        };
        let Some(at) = self.find(to, base, Wanted::Existing)? else {
            return Ok(None);
        };
        if let Some(slot) = self.slot(&at) {
            if !matches!(slot.node, Node::Text(_)) {
                let start = std::mem::replace(&mut slot.node, Node::Null);
                slot.node = Node::Text(Box::new(JsonText::new(start, &to.ty)));
            }
            if let Node::Text(text) = &mut slot.node {
                text.push(&piece);
            }
        }
        Ok(Some((at, Some(Json::String(piece)))))
    }

    pub(super) fn insert(&mut self, insert: &Insert, base: &Base<'_>) -> Result<Acted, Kind> {
        let Found::Value(node) = self.take(&insert.source, base) else {
            return Ok(None);
        };
        let wanted = Wanted::New {
            sparse: insert.insertion.sparse,
        };
        let Some(at) = self.find(&insert.to, base, wanted)? else {
            return Ok(None);
        };
        if let Some(slot) = self.slot(&at) {
            *slot = Slot::new(node);
            slot.open = insert.opens;
        }
        Ok(Some((at, None)))
    }

    pub(super) fn close(&mut self, close: &Close, base: &Base<'_>) -> Result<Acted, Kind> {
        let Some(at) = self.find(&close.place, base, Wanted::Existing)? else {
            return Ok(None);
        };
        let document = self.snapshot.document;
        let interpreter = Interpreter::new(document);
        let read = |text: &str, place: &str| -> Option<Node> {
            let ty: &'c Type = interpreter.type_at(place)?;
            let data = Data::parse(text);
            let verdict = interpreter.decode(ty, &data);
            let root = data.root.as_ref().filter(|_| verdict.decodes())?;
            Some(typed(document, ty, Node::of(root)))
        };
        let root = self.snapshot.root.as_mut();
        if let Some(slot) = root.and_then(|it| it.at_mut(&at.parts)) {
            slot.close(&mut |text| text.close(read));
        }
        Ok(Some((at, None)))
    }
}

/// Keeps some fields where the new object has nothing in them.
fn keep(fields: &[String], now: &indexmap::IndexMap<String, Slot>, node: &mut Node) {
    let Node::Object(members) = node else {
        return;
    };
    for key in fields {
        let is_empty = members.get(key).is_none_or(|it| it.node.is_empty());
        if let (true, Some(kept)) = (is_empty, now.get(key)) {
            let mut kept = kept.clone();
            if let Node::List(list) = &mut kept.node {
                list.forget_wire();
            }
            members.insert(key.clone(), kept);
        }
    }
}
