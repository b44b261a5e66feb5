use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("move")]
    Move(i32, i32),
    #[event("tick")]
    Tick(),
}

fn main() {}
