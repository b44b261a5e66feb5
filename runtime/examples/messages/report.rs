//! What was seen, once the stream is over.

use std::collections::BTreeMap;

use super::messages::Event;

/// Counts events while they arrive.
#[derive(Default)]
pub(crate) struct Report {
    by_type: BTreeMap<String, usize>,
    unknown: Vec<String>,
    input_tokens: Option<i64>,
    output_tokens: Option<i64>,
    ending: Option<String>,
}

impl Report {
    pub(crate) fn add(&mut self, event: &Event) {
        *self
            .by_type
            .entry(event.event_type().to_owned())
            .or_default() += 1;
        match event {
            Event::MessageStart(start) => {
                self.input_tokens = Some(start.message.usage.input_tokens);
            }
            Event::MessageDelta(delta) => {
                self.output_tokens = Some(delta.usage.output_tokens);
                self.ending = delta.delta.stop_reason.as_ref().map(ToString::to_string);
            }
            Event::Unknown(event) => {
                self.unknown
                    .push(format!("{} {}", event.event_type, event.data));
            }
            _ => {}
        }
    }

    pub(crate) fn print(&self, request_id: Option<&str>) {
        println!("\n  events");
        for (event_type, count) in &self.by_type {
            println!("    {count:>4}  {event_type}");
        }
        println!("  unknown to this build");
        for event in &self.unknown {
            println!("          {event}");
        }
        let tokens = |count: Option<i64>| count.map_or("?".to_owned(), |it| it.to_string());
        let (input, output) = (tokens(self.input_tokens), tokens(self.output_tokens));
        println!(
            "  ended     {}",
            self.ending.as_deref().unwrap_or("without a reason")
        );
        println!("  tokens    {input} in, {output} out");
        println!("  request   {}\n", request_id.unwrap_or("without an id"));
    }
}
