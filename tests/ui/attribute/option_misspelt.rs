use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json", strings = "std::sync::Arc<str>")]
pub struct Messages;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json", colour = "red")]
pub struct Others;

fn main() {}
