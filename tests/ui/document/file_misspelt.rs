use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "not_jsn.json")]
pub struct Messages;

fn main() {}
