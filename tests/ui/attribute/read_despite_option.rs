use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/jobs.json", string = "Arc<str>")]
pub struct Jobs;

include!("../fixtures/payloads.txt");
include!("../fixtures/reader.txt");
