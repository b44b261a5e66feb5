use stream_events::StreamEvents;

struct Status;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("status", content = "text")]
    Status(Status),
}

fn main() {}
