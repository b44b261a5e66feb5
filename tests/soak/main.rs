//! Many streams at once: `cargo run --release -p stream-events-tests --bin soak [STREAMS] [EVENTS]`.
//!
//! A server in a process of its own sends every stream its first events, waits until all streams
//! are open and idle, and sends the rest. One process after the other reads them: with reqwest
//! alone, and with stream-events. Every event is counted and its text compared, and the memory of
//! an idle stream is measured in both in the same way. A last process reads streams that never end,
//! some of them slowly, and sees that memory does not grow.

#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is its purpose"
)]

mod client;
mod endless;
mod process;
mod script;
mod server;

use std::env;
use std::process::ExitCode;

use client::Reader;
use process::{Outcome, Server};

/// What an idle stream may need beyond what reqwest needs for it, in bytes.
const ALLOWANCE: i64 = 8 * 1024;
/// With fewer streams, what is measured is the allocator.
const ENOUGH_TO_MEASURE: usize = 1_000;
/// How much memory may grow while an endless stream goes on, in bytes. What grows for some minutes
/// is the buffer that hyper reads a connection into, up to 400 KiB.
const GROWTH: i64 = 512 * 1024;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let number = |at: usize, default| arguments.get(at).map_or(Ok(default), |it| it.parse());
    let done = match arguments.as_slice() {
        ["server", streams] => process::number(streams).and_then(server::run),
        ["client", reader, url, streams, events] => client::run(reader, url, streams, events),
        ["endless", url, seconds] => endless::run(url, seconds),
        _ => match (number(0, 10_000), number(1, 20), number(2, 10)) {
            (Ok(streams), Ok(events), Ok(seconds)) => soak(streams, events, seconds),
            _ => Err("soak [STREAMS] [EVENTS] [SECONDS OF ENDLESS STREAMS]".to_owned()),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn soak(streams: usize, events: usize, seconds: usize) -> Result<(), String> {
    let server = Server::start(streams)?;
    println!("{streams} streams at once, {events} events each, on loopback\n");
    println!("| reader | events | opened and read in | resident memory per idle stream |");
    println!("|---|---|---|---|");
    let [alone, ours] = Reader::ALL.map(|reader| {
        let read = server.read(reader, streams, events);
        read.inspect(|read| println!("{}", row(reader, read, streams)))
    });
    let beyond = memory(&ours?, streams) - memory(&alone?, streams);
    println!("\nbeyond reqwest's own: {beyond} bytes per stream; {ALLOWANCE} are allowed");
    if streams >= ENOUGH_TO_MEASURE && beyond > ALLOWANCE {
        return Err(format!(
            "a stream needs {beyond} bytes beyond reqwest's own"
        ));
    }

    let endless = server.read_endless(seconds)?;
    let growth = endless.number("grown")?;
    println!(
        "\n{} events of {} endless streams in {seconds} s, half of them read slowly: resident memory \
         {:+} KiB",
        endless.number("events")?,
        endless::STREAMS,
        growth / 1024
    );
    if growth > GROWTH * i64::from(endless::STREAMS) {
        return Err(format!("memory grew by {growth} bytes"));
    }
    Ok(())
}

fn row(reader: Reader, read: &Outcome, streams: usize) -> String {
    let of = |key| read.number(key).unwrap_or_default();
    format!(
        "| {} | {} | {:.1} s | {:.1} KiB |",
        reader.name(),
        of("events"),
        of("milliseconds") as f64 / 1e3,
        memory(read, streams) as f64 / 1024.0
    )
}

/// What each idle stream added to the resident memory, in bytes.
fn memory(read: &Outcome, streams: usize) -> i64 {
    let of = |key| read.number(key).unwrap_or_default();
    (of("idle") - of("before")) / i64::try_from(streams.max(1)).unwrap_or(i64::MAX)
}
