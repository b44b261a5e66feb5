use std::sync::Arc;

use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../fixtures/ok.json", string = "Arc<str>")]
pub struct Messages;

fn main() {
    let _: fn(Arc<str>) = drop;
}
