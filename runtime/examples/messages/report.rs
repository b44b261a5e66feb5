//! What was seen, once the stream is over.

use std::collections::BTreeMap;

use super::messages::{ContentBlock, Event, Message};

/// Counts events while they arrive.
#[derive(Default)]
pub(crate) struct Report {
    by_type: BTreeMap<String, usize>,
    unknown: Vec<String>,
}

impl Report {
    pub(crate) fn add(&mut self, event: &Event) {
        *self
            .by_type
            .entry(event.event_type().to_owned())
            .or_default() += 1;
        if let Event::Unknown(event) = event {
            self.unknown
                .push(format!("{} {}", event.event_type, event.data));
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
        println!("  request   {}", request_id.unwrap_or("without an id"));
    }
}

/// What the events add up to.
pub(crate) fn message(message: &Message) {
    println!("  message");
    for block in &message.content {
        match block {
            ContentBlock::ToolUse(tool) => match tool.input.value() {
                Ok(input) => println!("          {} with {input:?}", tool.name),
                Err(error) => println!("          {} without input: {error}", tool.name),
            },
            ContentBlock::Text(text) => println!("          {}", text.text),
            _ => {}
        }
    }
    let ending = message.stop_reason.as_ref();
    let ending = ending.map_or_else(|| "without a reason".to_owned(), ToString::to_string);
    println!("  ended     {ending}");
    let usage = message.usage.as_ref();
    let tokens = |count: Option<i64>| count.map_or("?".to_owned(), |it| it.to_string());
    let input = tokens(usage.and_then(|it| it.input_tokens));
    let output = tokens(usage.and_then(|it| it.output_tokens));
    println!("  tokens    {input} in, {output} out\n");
}
