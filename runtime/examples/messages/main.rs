//! Streams a conversation with the Messages API.
//!
//! Without `ANTHROPIC_API_KEY` a server in this very process plays the API, over a real socket:
//!
//! ```text
//! cargo run -p stream-events --example messages
//! ```
//!
//! With the key set it talks to the real one; model and prompt are arguments.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is what the example is for"
)]

mod report;
mod server;

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use messages::{ContentBlock, Delta, Event};
use report::Report;
use stream_events::{RequestExt as _, StreamEvents};

/// Everything the Messages API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../schema/apis/anthropic-messages.json")]
pub struct Messages;

const MODEL: &str = "claude-sonnet-4-5";
const PROMPT: &str = "What is the weather in Reykjavik? Think first.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because: {cause}");
                source = cause.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let model = arguments.next().unwrap_or_else(|| MODEL.to_owned());
    let prompt = arguments.next().unwrap_or_else(|| PROMPT.to_owned());

    let (url, key) = match std::env::var("ANTHROPIC_API_KEY") {
        Ok(key) => ("https://api.anthropic.com/v1/messages".to_owned(), key),
        Err(_) => (server::start().await?, "not needed".to_owned()),
    };
    println!("\n  {model} at {url}\n  > {prompt}\n");

    let request = serde_json::json!({
        "model": model,
        "max_tokens": 1024,
        "stream": true,
        "messages": [{ "role": "user", "content": prompt }],
    });
    let mut events = reqwest::Client::new()
        .post(url)
        .header("content-type", "application/json")
        .header("anthropic-version", "2023-06-01")
        .header("x-api-key", key)
        .body(request.to_string())
        .stream_events::<Messages>()
        .idle_timeout(Duration::from_secs(60))
        .await?;

    let mut report = Report::default();
    while let Some(event) = events.next().await {
        let event = event?;
        print(&event)?;
        report.add(&event);
    }
    report.print(events.response().request_id());
    Ok(())
}

/// What a person reads while the answer arrives.
fn print(event: &Event) -> std::io::Result<()> {
    match event {
        Event::ContentBlockStart(start) => match &start.content_block {
            ContentBlock::Thinking(_) => print!("  (thinking) "),
            ContentBlock::ToolUse(tool) => print!("  (calls {}) ", tool.name),
            _ => print!("  "),
        },
        Event::ContentBlockDelta(delta) => match &delta.delta {
            Delta::TextDelta(delta) => print!("{}", delta.text),
            Delta::ThinkingDelta(delta) => print!("{}", delta.thinking),
            Delta::InputJsonDelta(delta) => print!("{}", delta.partial_json),
            _ => {}
        },
        Event::ContentBlockStop(_) => println!(),
        _ => {}
    }
    std::io::stdout().flush()
}
