#![deny(warnings, missing_docs)]
//! A warning is what it is, where warnings are errors.

use stream_events::StreamEvents;

/// Two pointers of its document find nothing.
#[derive(StreamEvents)]
#[stream_events(schema = "pointer_leads_nowhere.json")]
pub struct Messages;

fn main() {}
