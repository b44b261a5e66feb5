use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json", strings = "std::sync::Arc<str>", module = events)]
pub struct Messages;

fn main() {
    let _: fn(events::Event) -> Result<events::Event, events::Failure> = Ok;
    let _: Option<MessagesStream> = None;
}
