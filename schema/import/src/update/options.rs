//! What was said of this import wins over what the document says.

use indexmap::IndexMap;

use crate::Importer;
use crate::events::options::EventOptions;
use crate::report::{FindingKind, Report};
use stream_events_schema::pointer;
use stream_events_schema::{Dispatch, Handle, Pointer, Test};
use stream_events_schema::{Document, Event, Json};

/// Sets in a document what the options of an import say; what they replace is reported.
pub(crate) fn set(
    document: &mut Document,
    fresh: &Document,
    asked: &Importer,
    report: &mut Report,
) {
    let mut replaced = |place: String, before: &str| {
        report.add(FindingKind::Replaced, place, format!("it was {before}"));
    };
    let EventOptions {
        dispatch,
        sentinels,
        ..
    } = &asked.options;
    if !dispatch.is_empty() {
        let is_known =
            |event| document.events.contains_key(event) || fresh.events.contains_key(event);
        let known = dispatch.iter().filter(|entry| match entry {
            Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => is_known(event_type),
            _ => true,
        });
        let known: Vec<Dispatch> = known.cloned().collect();
        if document.dispatch != known && !document.dispatch.is_empty() {
            replaced("/dispatch".to_owned(), &written(&document.dispatch));
        }
        document.dispatch = known;
    }
    for (text, sentinel) in sentinels {
        let before = document.sentinels.insert(text.clone(), *sentinel);
        if let Some(before) = before.filter(|before| before != sentinel) {
            let before = format!("`{}`", Json::from(before.keyword()));
            replaced(pointer::child("/sentinels", text), &before);
        }
    }
    set_handling(&mut document.events, asked, |event, keyword, before| {
        let place = pointer::child(&pointer::child("/events", event), keyword);
        replaced(place, &before);
    });
}

/// Sets how events are handled; tells what that replaces.
pub(crate) fn set_handling(
    events: &mut IndexMap<String, Event>,
    asked: &Importer,
    mut replaced: impl FnMut(&str, &str, String),
) {
    for (event, entry) in events {
        let mut when = asked.conditions.get(event);
        let none = IndexMap::new();
        if let Some(handle) = asked.handles.get(event) {
            let before = std::mem::replace(&mut entry.handle, *handle);
            // The default is nothing that somebody wrote.
            if before != *handle && before != Handle::Yield {
                replaced(event, "handle", format!("`{}`", before.keyword()));
            }
            if !matches!(handle, Handle::Finish | Handle::Complete) {
                // Nothing else has conditions.
                when = when.or(Some(&none));
            }
        }
        if let Some(when) = when {
            let before = std::mem::replace(&mut entry.when, when.clone());
            if before != *when && !before.is_empty() {
                replaced(event, "when", conditions(&before));
            }
        }
    }
}

fn conditions(when: &IndexMap<Pointer, Test>) -> String {
    let tests = when.iter().map(|(pointer, test)| match test {
        Test::Present => format!("`{pointer}`"),
        Test::OneOf(values) => {
            let text = |it: &Json| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
            let values: Vec<_> = values.iter().map(text).collect();
            format!("`{pointer}={}`", values.join("|"))
        }
    });
    tests.collect::<Vec<_>>().join(", ")
}

/// Entries of `dispatch` as a document has them.
fn written(dispatch: &[Dispatch]) -> String {
    format!(
        "`{}`",
        Json::Array(dispatch.iter().map(Json::from).collect())
    )
}
