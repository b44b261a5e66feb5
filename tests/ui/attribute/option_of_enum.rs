use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json", dispatch("event"))]
pub struct Messages;

fn main() {}
