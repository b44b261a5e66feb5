use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Feed<T> {
    #[event("tick")]
    Tick(T),
}

fn main() {
    // Nothing follows from the mistake.
    fn is_set<S: StreamEvents>() {}
    is_set::<Feed<u8>>();
}
