use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip", unknown = "fail")]
enum Feed {
    #[event("tick", handle = "finish", handle = "complete")]
    Tick,
}

fn main() {}
