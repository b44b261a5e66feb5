use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/jobs.json", derive(Hash, Default))]
pub struct Jobs;

fn main() {
    let _: fn(jobs::Event) -> Result<jobs::Event, jobs::Failure> = Ok;
    let _ = jobs::Progress::default();
}
