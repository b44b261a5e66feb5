use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(resume(cursor = "position.number", query = ""), unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
