use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json")]
pub struct Messages<const N: usize>;

fn main() {}
