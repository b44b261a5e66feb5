use serde::Deserialize;
use stream_events::StreamEvents;

#[derive(Debug, Deserialize)]
struct Status;

#[derive(Debug, Deserialize)]
struct Problem;

#[derive(StreamEvents)]
#[stream_events(write, fail("error" = Problem), unknown = "skip")]
enum Feed {
    #[event("status")]
    Status(Status),
}

fn main() {}
