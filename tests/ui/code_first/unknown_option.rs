use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(dispach("event"), unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
