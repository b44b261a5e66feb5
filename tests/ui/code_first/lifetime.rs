use stream_events::StreamEvents;
use stream_events::__private::{Deserialize, Deserializer};

struct Status<'a> {
    text: &'a str,
}

impl<'de: 'a, 'a> Deserialize<'de> for Status<'a> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self { text: "" })
    }
}

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Farm<'a> {
    #[event("tick")]
    Tick,
    #[event("status")]
    Update(Vec<Status<'a>>),
}

fn main() {}
