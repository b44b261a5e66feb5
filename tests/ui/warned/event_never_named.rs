#![deny(deprecated)]

use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "event_never_named.json")]
pub struct Messages;

// It is silenced on the struct alone.
#[allow(deprecated)]
#[derive(StreamEvents)]
#[stream_events(schema = "event_never_named.json")]
pub struct Silenced;

fn main() {}
