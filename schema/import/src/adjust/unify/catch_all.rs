//! A branch whose tag may be any text: what an unknown variant is for.

use crate::adjust::unify::leaves::{Leaf, Leaves};
use crate::convert::unions;
use stream_events_schema::{Discriminator, Json, JsonType, Schema, SchemaObject, Types};

/// The union without the branch for all that the others are not, with that branch's tag.
pub(super) fn without(leaves: &Leaves) -> Option<(Schema, String, String)> {
    let objects: Vec<&Leaf> = leaves.objects().collect();
    let first = objects.first()?;
    let tags = first.properties().map(|(key, _)| key.clone());
    for tag in tags {
        let free: Vec<&&Leaf> = objects.iter().filter(|it| it.has_free(&tag)).collect();
        let [rest] = free.as_slice() else { continue };
        let mut values: Vec<&str> = Vec::new();
        let mut others = objects.iter().filter(|it| !std::ptr::eq(**it, **rest));
        let told = others.all(|it| {
            let own = it.fixed(&tag);
            let is_new = own.iter().all(|value| !values.contains(value));
            let told = !own.is_empty() && is_new;
            values.extend(own);
            told
        });
        if !told || values.is_empty() {
            continue;
        }
        let kept = leaves.all.iter().filter(|it| !std::ptr::eq(*it, **rest));
        let mut branches: Vec<Schema> = kept.map(|leaf| leaf.written.clone()).collect();
        branches.extend(
            leaves
                .null
                .then(|| Schema::from(unions::typed(JsonType::Null))),
        );
        let schema = Schema::from(SchemaObject {
            any_of: Some(branches),
            discriminator: Some(Discriminator {
                property_name: tag.clone(),
            }),
            ..SchemaObject::default()
        });
        return Some((schema, rest.name(), tag));
    }
    None
}

impl Leaf {
    fn properties(&self) -> impl Iterator<Item = (&String, &Schema)> {
        self.keywords.properties.iter().flatten()
    }

    fn requires(&self, key: &str) -> bool {
        self.keywords.required.iter().any(|it| it == key)
    }

    fn property(&self, key: &str) -> Option<&SchemaObject> {
        let properties = self.keywords.properties.as_ref()?;
        properties.get(key)?.keywords()
    }

    /// Whether a property that is always there may be any text.
    fn has_free(&self, key: &str) -> bool {
        self.requires(key)
            && self.property(key).is_some_and(|it| {
                it.types == Some(Types::One(JsonType::String))
                    && it.values.is_none()
                    && it.constant.is_none()
            })
    }

    /// The texts that a property which is always there may be.
    fn fixed(&self, key: &str) -> Vec<&str> {
        let Some(property) = self.property(key).filter(|_| self.requires(key)) else {
            return Vec::new();
        };
        let values = property.constant.iter();
        let values = values.chain(property.values.iter().flatten());
        let texts: Option<Vec<&str>> = values.map(Json::as_str).collect();
        let nullable =
            matches!(&property.types, Some(Types::Many(types)) if types.contains(&JsonType::Null));
        texts.filter(|_| !nullable).unwrap_or_default()
    }

    /// What to call it in a report.
    fn name(&self) -> String {
        match self.written.keywords().and_then(|it| it.reference.as_ref()) {
            Some(reference) => format!("`{}`", reference.trim_start_matches("#/$defs/")),
            None => "one branch".to_owned(),
        }
    }
}
