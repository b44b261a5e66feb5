use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("ping", skip)]
    Ping,
}

fn main() {}
