use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip", handel = "finish")]
enum Feed {
    #[event("tick", dispach = "event")]
    Tick,
}

fn main() {}
