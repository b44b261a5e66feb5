use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json", replace("#/$defs/Mesage" = String))]
pub struct Messages;

fn main() {
    let _: fn(messages::Event) -> Result<messages::Event, messages::Failure> = Ok;
}
