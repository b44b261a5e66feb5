use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(dispatch("event", hass("/error", type = "error")), unknown = "skip")]
enum Feed {
    #[event("error")]
    Failed,
}

fn main() {}
