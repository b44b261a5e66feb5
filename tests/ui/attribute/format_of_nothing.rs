use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(
    schema = "../fixtures/ok.json",
    format("date-time" = std::time::SystemTime)
)]
pub struct Messages;

fn main() {
    let _: fn(messages::Event) -> Result<messages::Event, MessagesError> = Ok;
}
