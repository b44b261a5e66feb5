use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed {
    #[event(tick)]
    Tick,
    #[event(1)]
    One,
}

fn main() {}
