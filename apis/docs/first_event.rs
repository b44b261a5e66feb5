use stream_events_apis::openai_responses::{Event, Responses};
use stream_events_apis::stream_events::{Outcome, replay};

fn main() {
    let api = stream_events_apis::find("openai-responses").expect("its name");
    let recording = api.examples[0].recording.text;
    for outcome in replay::<Responses>(recording) {
        if let Outcome::Event(Event::ResponseOutputTextDelta(text)) = outcome {
            print!("{}", text.delta);
        }
    }
}
