use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "framing_without_feature.json")]
pub struct Frames;

fn main() {}
