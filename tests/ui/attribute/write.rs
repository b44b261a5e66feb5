use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/jobs.json", write)]
pub struct Jobs;

fn main() {
    let _: fn(jobs::Event) = drop;
}
