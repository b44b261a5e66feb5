//! Texts that are no events.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::events::leaf::{Data, Item};
use crate::events::options::EventOptions;
use crate::read::files::Files;
use crate::read::reader::Reader;
use crate::report::FindingKind;
use stream_events_schema::Sentinel;

/// Takes out what is a fixed text and no event.
pub(crate) fn take<'a>(
    reader: &mut Reader<'a>,
    options: &EventOptions,
    items: &mut Vec<Item<'a>>,
) -> IndexMap<String, Sentinel> {
    let count = items.len();
    let files = reader.files;
    let may_end = may_end(files, items);
    let named: HashSet<_> = items
        .iter()
        .filter(|item| !item.names.is_empty())
        .filter_map(|item| fixed_texts(files, item))
        .flatten()
        .collect();
    let mut sentinels = IndexMap::new();
    items.retain(|item| {
        let Some(texts) = fixed_texts(files, item) else {
            return true;
        };
        let wished = texts
            .iter()
            .all(|text| options.sentinels.contains_key(*text));
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
                sentinels.insert((*text).to_owned(), Sentinel::Finish);
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
    if items.len() < count {
        // Where one text is not JSON, no text is.
        for item in items.iter_mut().filter(|item| is_text(files, item)) {
            item.data = Data::Text(item.leaf.parts.clone());
        }
    }
    sentinels
}

/// Whether a fixed text can be an end: a list of words is no list of ends.
fn may_end(files: &Files, items: &[Item<'_>]) -> bool {
    let fixed = items.iter().filter_map(|item| fixed_texts(files, item));
    let fixed: Vec<_> = fixed.flatten().collect();
    let mut others = items
        .iter()
        .filter(|item| fixed_texts(files, item).is_none())
        .peekable();
    others.peek().is_some() && (fixed.len() == 1 || !others.all(|item| is_text(files, item)))
}

/// Whether an item is any text, where it is not known yet whether that is JSON.
fn is_text(files: &Files, item: &Item<'_>) -> bool {
    let mut parts = item.leaf.parts.iter();
    matches!(item.data, Data::Leaf) && parts.any(|part| files.is_text(part))
}

/// The texts that an item's data can be, where it can only be certain ones.
fn fixed_texts<'a>(files: &'a Files, item: &Item<'a>) -> Option<Vec<&'a str>> {
    let parts = match &item.data {
        Data::Leaf => &item.leaf.parts,
        Data::Text(parts) => parts,
        Data::Json(_) | Data::None => return None,
    };
    let constants = parts.iter().filter_map(|part| files.constants(part));
    constants.min_by_key(Vec::len)
}
