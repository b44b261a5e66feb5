//! Texts that are no events.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::events::leaf::{Data, Item};
use crate::events::options::EventOptions;
use crate::read::files::Files;
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::{Framing, Json, Sentinel};

/// Whether a text can be the data of a message that ends a stream.
pub(crate) fn can_come(framing: Framing, text: &str) -> bool {
    let is_white = |it: char| matches!(it, ' ' | '\t' | '\r' | '\n');
    let is_line = !text.contains(['\n', '\u{1e}']) && text.trim_matches(is_white) == text;
    match framing {
        Framing::Sse => true,
        // Its messages have names.
        Framing::AwsEventStream => false,
        Framing::JsonLines | Framing::JsonSeq | Framing::JsonArray => is_line,
    }
}

/// Takes out what is a fixed text and no event.
pub(crate) fn take<'a>(
    reader: &mut Reader<'a>,
    options: &EventOptions,
    items: &mut Vec<Item<'a>>,
) -> IndexMap<String, Sentinel> {
    let framing = options.framing;
    if framing == Framing::AwsEventStream {
        return IndexMap::new();
    }
    let count = items.len();
    let files = reader.files;
    let may_end = may_end(files, framing, items);
    let named: HashSet<_> = items
        .iter()
        .filter(|item| !item.names.is_empty())
        .filter_map(|item| fixed_texts(files, framing, item))
        .flatten()
        .collect();
    let mut sentinels = IndexMap::new();
    items.retain(|item| {
        let Some(texts) = fixed_texts(files, framing, item) else {
            return true;
        };
        let wished = texts
            .iter()
            .all(|text| options.sentinels.contains_key(text));
        // A message with a name and a fixed text is an event like any other, unless it is
        // asked for as a sentinel; one with such an event's text is no end.
        let is_end = || item.names.is_empty() && !texts.iter().any(|it| named.contains(it));
        if wished || (may_end && is_end()) {
            for text in texts.iter().filter(|_| !wished) {
                if text.is_empty() {
                    let what = "the empty text: a message without data never arrives";
                    reader.dropped(&item.leaf.at, what);
                    continue;
                }
                sentinels.insert(text.clone(), Sentinel::Finish);
                let what = format!("`{text}` is no event: it was taken to end the stream");
                reader.report.add(FindingKind::Assumed, &item.leaf.at, what);
            }
            return false;
        }
        if !item.names.is_empty() {
            let what = format!(
                "if `{}` ends the stream, declare it as a sentinel that finishes",
                texts.join("`, `")
            );
            reader
                .report
                .add(FindingKind::Suggestion, &item.leaf.at, what);
        }
        true
    });
    if items.len() < count && framing == Framing::Sse {
        // Where one text is not JSON, no text is.
        for item in items.iter_mut().filter(|item| is_text(files, item)) {
            item.data = Data::Text(item.leaf.parts.clone());
        }
    }
    sentinels
}

/// Whether a fixed text can be an end: a list of words is no list of ends.
fn may_end(files: &Files, framing: Framing, items: &[Item<'_>]) -> bool {
    let fixed = items.iter();
    let fixed = fixed.filter_map(|item| fixed_texts(files, framing, item));
    let fixed: Vec<_> = fixed.flatten().collect();
    let mut others = items
        .iter()
        .filter(|item| fixed_texts(files, framing, item).is_none())
        .peekable();
    others.peek().is_some() && (fixed.len() == 1 || !others.all(|item| is_text(files, item)))
}

/// Whether an item is any text, where it is not known yet whether that is JSON.
fn is_text(files: &Files, item: &Item<'_>) -> bool {
    let mut parts = item.leaf.parts.iter();
    matches!(item.data, Data::Leaf) && parts.any(|part| files.is_text(part))
}

/// The texts that an item's data can be, where it can only be certain ones: what is JSON for sure
/// stands in quotes.
fn fixed_texts(files: &Files, framing: Framing, item: &Item<'_>) -> Option<Vec<String>> {
    let parts = match &item.data {
        Data::Leaf => &item.leaf.parts,
        Data::Text(parts) => parts,
        Data::Json(_) | Data::None => return None,
    };
    let constants = parts.iter().filter_map(|part| files.constants(part));
    let constants = constants.min_by_key(Vec::len)?.into_iter();
    let text = |text: &str| match framing {
        Framing::Sse => text.to_owned(),
        _ => Json::from(text).to_string(),
    };
    Some(constants.map(text).collect())
}
