use std::borrow::Cow;

use stream_events::StreamEvents;
use stream_events::__private::{Deserialize, Deserializer};

struct Status<'a> {
    text: Cow<'a, str>,
}

/// As serde derives it with `#[serde(borrow)]`.
impl<'de: 'a, 'a> Deserialize<'de> for Status<'a> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self { text: Cow::Borrowed("") })
    }
}

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
enum Farm {
    #[event("tick")]
    Tick,
    #[event("status")]
    Update(Status<'static>),
}

fn main() {}
