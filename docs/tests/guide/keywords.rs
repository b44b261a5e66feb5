//! The pages about the language have an example of every keyword.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::documents::document;
use crate::pages;

const PAGES: [&str; 3] = ["documents.md", "types.md", "rules.md"];

#[test]
fn every_keyword_has_an_example() {
    let meta: Value =
        serde_json::from_str(include_str!("../../../schema/event-schema.json")).expect("JSON");
    let mut seen = BTreeSet::new();
    let pages = pages();
    let pages = pages.iter().filter(|page| PAGES.contains(&&*page.name));
    for document in pages.flat_map(|page| &page.blocks).filter_map(document) {
        see(&document, &meta, "", &meta, &mut seen);
    }
    let mut missing = Vec::new();
    let definitions = meta["$defs"].as_object().expect("definitions");
    let objects = definitions.iter().map(|(name, schema)| (&**name, schema));
    for (owner, schema) in objects.chain([("", &meta)]) {
        for keyword in schema["properties"]
            .as_object()
            .into_iter()
            .flat_map(|it| it.keys())
        {
            let name = format!("{owner}.{keyword}");
            if !seen.contains(&name) {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "no example of {missing:?}");
}

/// Notes each keyword in the value as `Owner.keyword`.
fn see(value: &Value, schema: &Value, owner: &str, meta: &Value, seen: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|it| it.strip_prefix("#/$defs/"))
    {
        return see(value, &meta["$defs"][name], name, meta, seen);
    }
    for branch in schema["anyOf"].as_array().into_iter().flatten() {
        see(value, branch, owner, meta, seen);
    }
    for item in value.as_array().into_iter().flatten() {
        see(item, &schema["items"], owner, meta, seen);
    }
    for (key, member) in value.as_object().into_iter().flatten() {
        let declared = &schema["properties"][key];
        if !declared.is_null() {
            seen.insert(format!("{owner}.{key}"));
            see(member, declared, owner, meta, seen);
        } else if schema["additionalProperties"].is_object() {
            see(member, &schema["additionalProperties"], owner, meta, seen);
        }
    }
}
