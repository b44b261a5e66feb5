//! A gateway: Messages in, chat completions out, or Messages passed on as they came.
//!
//! ```text
//! cargo run -p stream-events --example gateway
//! curl -N 'http://127.0.0.1:8080/v1/chat/completions?prompt=Hello'
//! ```
//!
//! Without `ANTHROPIC_API_KEY` and `ANTHROPIC_BASE_URL` a server in this very process plays Messages: a
//! prompt with `fail` makes it fail in the middle, and one with `cut` makes it hang up there. `PORT` is where
//! the gateway listens, and `ANTHROPIC_MODEL` is asked for those who ask for none of Anthropic's models.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is what the example is for"
)]

mod apis;
mod convert;
mod heartbeat;
mod request;
mod router;
mod upstream;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use router::{Gateway, router};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let variable = |name: &str| std::env::var(name).ok();
    let (key, base) = (
        variable("ANTHROPIC_API_KEY"),
        variable("ANTHROPIC_BASE_URL"),
    );
    let upstream = match (&key, base) {
        (None, None) => upstream::start(Duration::from_millis(150)).await?,
        (_, base) => {
            let base = base.unwrap_or_else(|| "https://api.anthropic.com".to_owned());
            format!("{}/v1/messages", base.trim_end_matches('/'))
        }
    };
    let model = variable("ANTHROPIC_MODEL").unwrap_or_else(|| "claude-sonnet-4-5".to_owned());
    let port = variable("PORT").map_or(Ok(8080), |it| it.parse::<u16>())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let address = listener.local_addr()?;
    println!("{upstream} at http://{address}; try\n");
    println!("  curl -N 'http://{address}/v1/chat/completions?prompt=Hello'");
    println!("  curl -N 'http://{address}/v1/messages?prompt=Hello'");
    println!("  http://{address}/ in a browser");
    let gateway = Gateway {
        client: stream_events::http::client_builder().build()?,
        upstream,
        key: key.unwrap_or_default(),
        model,
        heartbeat: Duration::from_secs(15),
    };
    axum::serve(listener, router(gateway)).await?;
    Ok(())
}
