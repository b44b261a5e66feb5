use stream_events::StreamEvents;

struct Status;

#[derive(StreamEvents)]
#[stream_events(fail("error" = Status), unknown = "skip")]
enum Feed {
    #[event("status")]
    Status(Status),
}

fn main() {}
