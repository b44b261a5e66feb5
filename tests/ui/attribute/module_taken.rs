use stream_events::StreamEvents;

/// A module of the user's own, as `src/messages.rs` would be.
pub mod messages {}

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json")]
pub struct Messages;

fn main() {}
