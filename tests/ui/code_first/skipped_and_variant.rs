use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(skip("ping"), fail("tick"), unknown = "skip")]
enum Feed {
    #[event("ping")]
    Ping,
    #[event("tick")]
    Tick,
}

fn main() {}
