//! Schemas.

use super::merge::Merge;
use crate::adjust::overlay::{Relaxation, What};
use crate::convert::unions;
use crate::report::FindingKind;
use stream_events_schema::pointer;
use stream_events_schema::{JsonType, Schema, SchemaObject};

impl Merge<'_, '_> {
    pub(crate) fn schema(&mut self, fresh: &mut Schema, known: &Schema, place: &str) {
        if self.keep_name(fresh, known) {
            return;
        }
        self.nullable(fresh, known, place);
        if let Schema::Boolean(true) = fresh
            && known.is_anything()
            && known.keywords().is_some()
        {
            *fresh = known.clone();
        }
        let Schema::Object(known) = known else { return };
        if let Schema::Boolean(true) = fresh
            && (known.description.is_some() || known.name.is_some())
        {
            *fresh = Schema::from(SchemaObject::default());
        }
        let Schema::Object(fresh) = fresh else { return };
        if known.description.is_some() {
            fresh.description.clone_from(&known.description);
        }
        if known.name.is_some() {
            fresh.name.clone_from(&known.name);
        }
        fresh.deprecated |= known.deprecated;
        self.properties(fresh, known, place);
        if let (Some(fresh), Some(known)) = (&mut fresh.items, &known.items) {
            self.schema(fresh, known, &pointer::child(place, "items"));
        }
        let fresh_other = &mut fresh.additional_properties;
        if let (Some(fresh), Some(known)) = (fresh_other, &known.additional_properties) {
            self.schema(fresh, known, &pointer::child(place, "additionalProperties"));
        }
        let known_branches = known.one_of.as_ref().or(known.any_of.as_ref());
        let keyword = if fresh.one_of.is_some() {
            "oneOf"
        } else {
            "anyOf"
        };
        let fresh_branches = fresh.one_of.as_mut().or(fresh.any_of.as_mut());
        if let (Some(fresh), Some(known)) = (fresh_branches, known_branches) {
            self.branches(fresh, known, &pointer::child(place, keyword));
        }
    }

    /// A person gave an entry in `$defs` to what the description has inline.
    fn keep_name(&mut self, fresh: &mut Schema, known: &Schema) -> bool {
        let Some(key) = target(known).filter(|key| !self.fresh.contains(key)) else {
            return false;
        };
        let Some(definition) = self.existing.definitions.get(&key) else {
            return false;
        };
        let is_inline = fresh.keywords().is_some_and(|it| it.reference.is_none());
        let is_union = |schema: &Schema| {
            schema
                .keywords()
                .is_some_and(|it| it.one_of.is_some() || it.any_of.is_some())
        };
        if !is_inline || is_union(fresh) != is_union(definition) {
            return false;
        }
        let mut inner = std::mem::replace(fresh, known.clone());
        unions::remove_null(&mut inner);
        self.schema(&mut inner, definition, &pointer::child("/$defs", &key));
        self.named.insert(key, inner);
        true
    }

    fn properties(&mut self, fresh: &mut SchemaObject, known: &SchemaObject, place: &str) {
        let Some(known_properties) = &known.properties else {
            return;
        };
        let Some(properties) = &mut fresh.properties else {
            return;
        };
        let place = pointer::child(place, "properties");
        for (key, schema) in properties.iter_mut() {
            let Some(known_schema) = known_properties.get(key) else {
                continue;
            };
            let place = pointer::child(&place, key);
            self.schema(schema, known_schema, &place);
            if fresh.required.contains(key) && !known.required.contains(key) {
                fresh.required.retain(|required| required != key);
                self.keep(What::Optional, place);
            }
        }
        for (key, schema) in known_properties {
            if !properties.contains_key(key) {
                let place = pointer::child(&place, key);
                let what = "the description does not have the property";
                self.report.add(FindingKind::Kept, place, what);
                properties.insert(key.clone(), schema.clone());
            }
        }
    }

    /// Branches are the same if they refer to the same, or have the same constants.
    fn branches(&mut self, fresh: &mut [Schema], known: &[Schema], place: &str) {
        for (index, schema) in fresh.iter_mut().enumerate() {
            let identity = identity(schema);
            let same = |known: &&Schema| identity.is_some() && self::identity(known) == identity;
            if let Some(known) = known.iter().find(same) {
                self.schema(schema, known, &format!("{place}/{index}"));
            }
        }
    }

    fn nullable(&mut self, fresh: &mut Schema, known: &Schema, place: &str) {
        if allows_null(known) == Some(true) && allows_null(fresh) == Some(false) {
            let taken = std::mem::replace(fresh, Schema::Boolean(true));
            *fresh = unions::nullable(taken);
            self.keep(What::Or(JsonType::Null), place.to_owned());
        }
    }

    fn keep(&mut self, what: What, pointer: String) {
        let same = |it: &&Relaxation| it.what == what && it.pointer == pointer;
        let relaxation = match self.known.iter().find(same) {
            Some(known) => known.clone(),
            None => {
                let reason = "as it was made by hand".to_owned();
                let relaxation = Relaxation {
                    what,
                    pointer,
                    reason,
                };
                self.report
                    .add(FindingKind::Kept, &relaxation.pointer, relaxation.saying());
                relaxation
            }
        };
        self.relaxations.push(relaxation);
    }
}

/// The entry of `$defs` that a schema refers to, null aside.
fn target(schema: &Schema) -> Option<String> {
    let keywords = schema.keywords()?;
    let reference = match (&keywords.reference, &keywords.any_of) {
        (Some(reference), _) => reference,
        (None, Some(branches)) => {
            let mut references = branches
                .iter()
                .filter_map(|it| it.keywords()?.reference.as_ref());
            let (only, more) = (references.next()?, references.next());
            match more {
                None if branches.len() == 2 && allows_null(schema) == Some(true) => only,
                _ => return None,
            }
        }
        (None, None) => return None,
    };
    let key = reference.strip_prefix("#/$defs/")?;
    Some(key.replace("~1", "/").replace("~0", "~"))
}

/// What tells a branch of a union from the others.
fn identity(schema: &Schema) -> Option<String> {
    let keywords = schema.keywords()?;
    if let Some(reference) = &keywords.reference {
        return Some(reference.clone());
    }
    if let Some(types) = &keywords.types
        && keywords.properties.is_none()
    {
        return Some(format!("{types:?}"));
    }
    let constants = keywords
        .properties
        .iter()
        .flatten()
        .filter_map(|(key, schema)| {
            let constant = schema.keywords()?.constant.as_ref()?;
            Some(format!("{key}={constant:?}"))
        });
    let constants: Vec<_> = constants.collect();
    (!constants.is_empty()).then(|| constants.join(","))
}

/// Whether a schema says itself that null is allowed; `None` where that is said elsewhere.
fn allows_null(schema: &Schema) -> Option<bool> {
    let keywords = schema.keywords()?;
    if keywords.nullable {
        return Some(true);
    }
    if let Some(types) = &keywords.types {
        return Some(types.as_slice().contains(&JsonType::Null));
    }
    if let Some(branches) = keywords.one_of.as_ref().or(keywords.any_of.as_ref()) {
        let mut branches = branches.iter().map(allows_null);
        return Some(branches.any(|allows| allows == Some(true)));
    }
    let says = keywords.reference.is_some() || keywords.constant.is_some();
    says.then_some(false)
}
