//! Leaving out what nothing leads to.

use std::collections::HashSet;

use indexmap::IndexMap;

use stream_events_schema::Document;
use stream_events_schema::Schema;
use stream_events_schema::pointer;

/// Drops the definitions that nothing leads to.
pub(crate) fn prune(document: &mut Document) {
    let Document {
        events,
        errors,
        definitions,
        ..
    } = document;
    let payloads = events.values().filter_map(|event| event.payload.as_ref());
    let mut schemas: Vec<&Schema> = payloads.chain(&errors.body).collect();
    let mut reached = HashSet::new();
    while let Some(schema) = schemas.pop() {
        references(schema, &mut |reference| {
            let key = reference.strip_prefix("#/$defs/").unwrap_or_default();
            let key = pointer::segments(&format!("/{key}"))
                .unwrap_or_default()
                .concat();
            if let Some((key, target)) = definitions.get_key_value(&key)
                && reached.insert(key.clone())
            {
                schemas.push(target);
            }
        });
    }
    definitions.retain(|key, _| reached.contains(key));
}

/// Calls `each` for every reference in a schema.
fn references<'s>(schema: &'s Schema, each: &mut impl FnMut(&'s str)) {
    let Some(keywords) = schema.keywords() else {
        return;
    };
    if let Some(reference) = &keywords.reference {
        each(reference);
    }
    let properties = keywords.properties.iter().flat_map(IndexMap::values);
    let others = [&keywords.additional_properties, &keywords.items]
        .into_iter()
        .flatten();
    let unions = [&keywords.one_of, &keywords.any_of, &keywords.all_of];
    let branches = unions.into_iter().flatten().flatten();
    for schema in properties.chain(others).chain(branches) {
        references(schema, each);
    }
}
