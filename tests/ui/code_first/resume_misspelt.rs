use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(resume(curser = "/n", query = "after"), unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
