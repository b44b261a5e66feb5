use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event]
    A,
    #[event = "b"]
    B,
    #[event()]
    C,
    #[event(content = "none")]
    D,
}

fn main() {}
