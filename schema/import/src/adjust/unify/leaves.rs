//! What the branches of a union come down to: references followed, unions among them opened.

use std::collections::HashSet;

use stream_events_schema::{Document, JsonType, Schema, SchemaObject, Types, pointer};

/// A branch that is no union.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// As the union has it, which may be a reference.
    pub(super) written: Schema,
    /// What it comes to.
    pub(super) keywords: SchemaObject,
}

/// The branches that are not null, each once.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    pub(super) all: Vec<Leaf>,
    /// Whether null is a branch.
    pub(super) null: bool,
}

impl Leaves {
    /// `None` if one of them says more than what it is by itself.
    pub(super) fn of(document: &Document, branches: &[Schema]) -> Option<Self> {
        let mut leaves = Self::default();
        let mut followed = HashSet::new();
        let mut stack: Vec<Schema> = branches.iter().rev().cloned().collect();
        while let Some(written) = stack.pop() {
            let mut target = &written;
            while let Some(reference) = target.keywords().and_then(|it| it.reference.as_ref()) {
                target = definition(document, reference)?;
                if !followed.insert(reference.clone()) {
                    // It is among them already.
                    target = &Schema::Boolean(false);
                }
            }
            let Schema::Object(keywords) = target else {
                continue;
            };
            if keywords.all_of.is_some() {
                return None;
            }
            match keywords.one_of.as_ref().or(keywords.any_of.as_ref()) {
                Some(inner) => stack.extend(inner.iter().rev().cloned()),
                None => leaves.add(written.clone(), keywords)?,
            }
        }
        Some(leaves)
    }

    fn add(&mut self, written: Schema, keywords: &SchemaObject) -> Option<()> {
        let mut keywords = keywords.clone();
        let types = keywords.types.as_ref().map_or(&[][..], Types::as_slice);
        let is_mixed = types.iter().filter(|it| **it != JsonType::Null).count() > 1;
        self.null |= types.contains(&JsonType::Null);
        if types == [JsonType::Null] {
            return Some(());
        }
        let is_composed = types.contains(&JsonType::Object) || types.contains(&JsonType::Array);
        if is_mixed && is_composed {
            return None;
        }
        let is_nullable = types.contains(&JsonType::Null);
        if is_composed && is_nullable {
            let one = types.iter().copied().find(|it| *it != JsonType::Null);
            keywords.types = one.map(Types::One);
        }
        let written = match is_nullable && is_composed {
            true => Schema::from(keywords.clone()),
            false => written,
        };
        if self.all.iter().all(|it| it.written != written) {
            self.all.push(Leaf { written, keywords });
        }
        Some(())
    }

    pub(super) fn objects(&self) -> impl Iterator<Item = &Leaf> {
        self.all.iter().filter(|leaf| leaf.is_object())
    }
}

impl Leaf {
    pub(super) fn is_object(&self) -> bool {
        self.keywords.types == Some(Types::One(JsonType::Object))
            || (self.keywords.types.is_none() && self.keywords.properties.is_some())
    }

    pub(super) fn is_array(&self) -> bool {
        self.keywords.types == Some(Types::One(JsonType::Array))
    }
}

fn definition<'d>(document: &'d Document, reference: &str) -> Option<&'d Schema> {
    let key = reference.strip_prefix("#/$defs/")?;
    let key = pointer::segments(&format!("/{key}")).ok()?.concat();
    document.definitions.get(&key)
}
