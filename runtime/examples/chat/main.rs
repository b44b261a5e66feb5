//! A conversation of several turns by chat completions, in which the model calls a tool.
//!
//! Without `OPENAI_API_KEY` a server in this very process plays the API, over a real socket:
//!
//! ```text
//! cargo run -p stream-events --example chat
//! ```
//!
//! With the key set it talks to the real one, and in a terminal it asks you what to say. What to say can
//! also be given as arguments, one a turn. `OPENAI_BASE_URL` and `OPENAI_MODEL` name another service.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is what the example is for"
)]

mod conversation;
mod server;
mod tools;

use std::error::Error;
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use conversation::Conversation;
use stream_events::StreamEvents;

/// Everything chat completions send.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-chat-completions.json")]
pub struct Chat;

const SCRIPT: [&str; 2] = [
    "What is the weather in Reykjavik?",
    "And should I take an umbrella?",
];

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
    let variable = |name: &str| std::env::var(name).ok();
    let model = variable("OPENAI_MODEL").unwrap_or_else(|| "gpt-4.1-mini".to_owned());
    let key = variable("OPENAI_API_KEY");
    let is_real = key.is_some();
    let (url, key) = match key {
        Some(key) => {
            let base = variable("OPENAI_BASE_URL");
            let base = base.unwrap_or_else(|| "https://api.openai.com/v1".to_owned());
            (format!("{base}/chat/completions"), key)
        }
        None => (server::start().await?, "not needed".to_owned()),
    };
    println!("\n  {model} at {url}");

    let mut conversation = Conversation::new(url, key, model)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.is_empty() && is_real && std::io::stdin().is_terminal() {
        while let Some(prompt) = ask()? {
            conversation.turn(&prompt).await?;
        }
        return Ok(());
    }
    let script = SCRIPT.map(str::to_owned).to_vec();
    let prompts = if arguments.is_empty() {
        script
    } else {
        arguments
    };
    for prompt in prompts {
        println!("\n  > {prompt}");
        conversation.turn(&prompt).await?;
    }
    Ok(())
}

/// What to say next; `None` when there is nothing more.
fn ask() -> std::io::Result<Option<String>> {
    print!("\n  > ");
    std::io::stdout().flush()?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}
