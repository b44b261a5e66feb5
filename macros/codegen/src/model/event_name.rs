//! Where an event says its own name.

use stream_events_schema::{Checked, Dispatch};

/// The properties of the data itself that `dispatch` reads it from.
pub(super) fn properties(document: &Checked) -> impl Iterator<Item = String> {
    document.dispatch.iter().filter_map(|entry| match entry {
        Dispatch::Pointer(pointer) => match pointer.segments() {
            [key] => Some(key.clone()),
            _ => None,
        },
        _ => None,
    })
}

/// Whether `dispatch` finds this event by what is in the data, or for want of anything else: it does
/// not say its own name.
pub(super) fn is_content(document: &Checked, key: &str) -> bool {
    document.dispatch.iter().any(|entry| match entry {
        Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => event_type == key,
        _ => false,
    })
}
