use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event("move")]
    Move { x: i32, y: i32 },
}

fn main() {}
