//! Documents, whole and in part, have no mistakes.

use serde_json::Value;

use crate::page::Block;
use crate::pages;

/// What a fragment leaves out.
const FRAME: &str = include_str!("frame.json");

/// The same on the page about rules, which changes the document that it begins with.
const RULES_FRAME: &str = include_str!("../../schemas/build.json");

/// The document of a block of JSON.
pub(crate) fn document(block: &Block) -> Option<Value> {
    if block.language != "json" {
        return None;
    }
    let text = match block.is("fragment") {
        true => format!("{{ {} }}", block.text.trim_end().trim_end_matches(',')),
        false => block.text.clone(),
    };
    let value = serde_json::from_str(&text);
    Some(value.unwrap_or_else(|why| panic!("{}: {why}", block.place)))
}

#[test]
fn every_document_can_be_read() {
    let mut count = 0;
    for page in pages() {
        for block in &page.blocks {
            let Some(mut document) = document(block) else {
                continue;
            };
            count += 1;
            if block.is("fragment") {
                document = completed(document, &page.name);
            }
            let text = serde_json::to_string_pretty(&document).expect("JSON");
            if let Err(mistakes) = stream_events_schema::read(&block.place, &text) {
                panic!("{}: {mistakes}\n{text}", block.place);
            }
        }
    }
    assert!(count > 20, "the documents of the guide are found");
}

/// The fragment with what its frame has and it has not.
fn completed(mut fragment: Value, page: &str) -> Value {
    let frame = match page {
        "rules.md" => RULES_FRAME,
        _ => FRAME,
    };
    add(&mut fragment, serde_json::from_str(frame).expect("JSON"));
    fragment
}

fn add(fragment: &mut Value, frame: Value) {
    let (Value::Object(fragment), Value::Object(frame)) = (fragment, frame) else {
        return;
    };
    for (key, value) in frame {
        match fragment.get_mut(&key) {
            Some(said) => add(said, value),
            None => drop(fragment.insert(key, value)),
        }
    }
}
