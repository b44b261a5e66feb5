use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(
    schema = "format_misspelt.json",
    format("datetime" = std::time::SystemTime, "email" = String)
)]
pub struct Jobs;

fn main() {}
