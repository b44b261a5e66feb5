//! What a caller says about the events of a stream.

use indexmap::IndexMap;

use stream_events_schema::{Dispatch, Document, Framing, Sentinel};

/// What is known of a stream beside the schema of its items: mostly what a caller says.
#[derive(Debug, Clone, Default)]
pub(crate) struct EventOptions {
    pub(crate) framing: Framing,
    pub(crate) dispatch: Vec<Dispatch>,
    /// What the only event of a stream is called.
    pub(crate) event: Option<String>,
    pub(crate) envelope: Option<bool>,
    pub(crate) sentinels: IndexMap<String, Sentinel>,
    /// Names of events that other schemas describe.
    pub(crate) added: Vec<String>,
    /// Events that the dispatch and other options may name though the description does not have them.
    pub(crate) undeclared: Vec<String>,
}

impl EventOptions {
    /// Drops the entries of a dispatch for events that will only be added later.
    pub(crate) fn drop_undeclared(&self, document: &mut Document) {
        let Document {
            dispatch, events, ..
        } = document;
        dispatch.retain(|entry| match entry {
            Dispatch::Has { event_type, .. } | Dispatch::Always(event_type) => {
                events.contains_key(event_type) || !self.undeclared.contains(event_type)
            }
            _ => true,
        });
    }
}
