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

use messages::{Change, ContentBlock, Event};
use report::Report;
use stream_events::{RequestExt as _, StreamEvents};

/// Everything the Messages API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/anthropic-messages.json")]
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
    let client = stream_events::http::client_builder().build()?;
    let mut stream = client
        .post(url)
        .header("content-type", "application/json")
        .header("anthropic-version", "2023-06-01")
        .header("x-api-key", key)
        .body(request.to_string())
        .stream_events::<Messages>()
        .idle_timeout(Duration::from_secs(60))
        .await?
        .with_snapshot();

    let mut report = Report::default();
    while let Some(step) = stream.next().await {
        let step = step?;
        if let Event::ContentBlockStart(start) = step.event() {
            print_start(&start.content_block);
        }
        for change in step.changes() {
            print(&change);
        }
        std::io::stdout().flush()?;
        report.add(step.event());
    }
    report.print(stream.get_ref().response().request_id());
    // The whole message, or why it is not whole.
    report::message(&stream.final_snapshot().await?);
    Ok(())
}

/// What a person reads before a part of the answer arrives.
fn print_start(block: &ContentBlock) {
    match block {
        ContentBlock::Thinking(_) => print!("  (thinking) "),
        ContentBlock::ToolUse(tool) => print!("  (calls {}) ", tool.name),
        _ => print!("  "),
    }
}

/// What a person reads while it arrives.
fn print(change: &Change<'_>) {
    match change {
        Change::Text { delta, .. }
        | Change::Thinking { delta, .. }
        | Change::InputJson { delta, .. } => print!("{delta}"),
        Change::ContentBlock { .. } => println!(),
        _ => {}
    }
}
