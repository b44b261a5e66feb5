use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "fail_misused.json")]
pub struct Messages;

fn main() {
    let _: fn(messages::Event) -> Result<messages::Event, messages::Failure> = Ok;
    let _: Option<MessagesStream> = None;
}
