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
        if wished || (count > 1 && is_end()) {
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
    sentinels
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
