use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "unknown_keyword.json")]
pub struct Messages;

fn main() {
    let _: fn(messages::Event) -> Result<messages::Event, messages::Failure> = Ok;
    let _: Option<MessagesStream> = None;
}
