use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "read_despite_reference.json")]
pub struct Jobs;

include!("../fixtures/payloads.txt");
include!("../fixtures/reader.txt");
