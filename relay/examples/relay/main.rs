//! A gateway whose answers outlive their client and itself.
//!
//! ```text
//! cargo run -p stream-events-relay --example relay
//! ```
//!
//! Then open the page that it names: reload it in the middle of an answer, open a second tab, cancel. Two of them over
//! one engine serve each other's answers; kill one (`kill -9`) and watch:
//!
//! ```text
//! cargo run -p stream-events-relay --features redis --example relay -- --redis redis://127.0.0.1:6379 --port 8081
//! cargo run -p stream-events-relay --features redis --example relay -- --redis redis://127.0.0.1:6379 --port 8082
//! ```
//!
//! A server in this very process plays the API of chat completions: a prompt with `fail` makes it fail in the middle,
//! one with `cut` makes it hang up there, and one with `slow` makes it slow. `--help` says what can be set.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is what the example is for"
)]

mod api;
mod args;
mod runs;
mod upstream;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use args::Args;
use runs::{Runs, router};
use stream_events_relay::{Log, MemoryLog, Relay};
use tokio::net::TcpListener;

/// How long runs may go on by themselves when the gateway is stopped.
const DRAIN: Duration = Duration::from_secs(10);

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
    let Some(args) = Args::read(std::env::args().skip(1))? else {
        print!("{}", args::HELP);
        return Ok(());
    };
    match args.redis.clone() {
        Some(url) => over_redis(args, &url).await,
        None => serve(args, MemoryLog::new(), "a log in memory").await,
    }
}

#[cfg(feature = "redis")]
async fn over_redis(args: Args, url: &str) -> Result<(), Box<dyn Error>> {
    let log = stream_events_relay::RedisLog::connect(url).await?;
    serve(args, log, url).await
}

#[cfg(not(feature = "redis"))]
async fn over_redis(_: Args, _: &str) -> Result<(), Box<dyn Error>> {
    Err("`--redis` needs a feature: cargo run -p stream-events-relay --features redis --example relay".into())
}

async fn serve<L: Log>(args: Args, log: L, place: &str) -> Result<(), Box<dyn Error>> {
    let relay = Relay::new(log).lease(args.lease).heartbeat(args.heartbeat);
    let runs = Runs {
        client: stream_events::http::client_builder().build()?,
        upstream: upstream::start(args.pause).await?,
    };
    let listener = TcpListener::bind(("127.0.0.1", args.port)).await?;
    let address = listener.local_addr()?;
    println!("over {place} at http://{address}; try\n");
    println!("  http://{address}/ in a browser");
    println!("  curl -N http://{address}/runs/one -d '{{ \"prompt\": \"Hello\" }}'   # starts it");
    println!("  curl -N http://{address}/runs/one                           # reads it again");
    println!("  curl -X DELETE http://{address}/runs/one                    # cancels it");
    // Readers are cut off first, and come back elsewhere: else they would hold up the server's end.
    let stopped = {
        let relay = relay.clone();
        async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                relay.shut_down(DRAIN).await;
            }
        }
    };
    axum::serve(listener, router(&relay, &runs))
        .with_graceful_shutdown(stopped)
        .await?;
    Ok(())
}
