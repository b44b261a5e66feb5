use stream_events::StreamEvents;

#[derive(StreamEvents)]
pub struct Messages;

fn main() {}
