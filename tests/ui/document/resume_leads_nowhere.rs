use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "resume_leads_nowhere.json")]
pub struct Responses;

fn main() {
    let _: fn(responses::Event) -> Result<responses::Event, responses::Failure> = Ok;
    let _: Option<ResponsesStream> = None;
}
