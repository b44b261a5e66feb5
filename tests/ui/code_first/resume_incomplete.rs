use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(resume(cursor = "/sequence_number"), unknown = "skip")]
enum Feed {
    #[event("tick")]
    Tick,
}

fn main() {}
