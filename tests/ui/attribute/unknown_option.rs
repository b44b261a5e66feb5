use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(shcema = "../fixtures/ok.json")]
pub struct Messages;

fn main() {}
