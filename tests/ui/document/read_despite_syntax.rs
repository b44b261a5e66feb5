use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "read_despite_syntax.json")]
pub struct Jobs;

include!("../fixtures/reader.txt");
