//! Many streams at once: `cargo run --release -p stream-events-tests --bin soak [STREAMS] [EVENTS]`.
//!
//! A server in a process of its own sends every stream its first events, waits until all streams
//! are open and idle, and sends the rest. One process after the other reads them: with reqwest
//! alone, and with stream-events. Every event is counted and its text compared, and the memory of
//! an idle stream is measured in both in the same way. Two more processes read streams that never end,
//! some of them slowly, and measure how memory grows.

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
/// How much memory may grow while an endless stream goes on, beyond what it grows by with reqwest
/// alone, in bytes. Both grew by some 100 KiB in 10 seconds and 400 to 480 in 60, now the one more
/// and now the other, by up to 90.
const GROWTH: i64 = 256 * 1024;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let number = |at: usize, default| arguments.get(at).map_or(Ok(default), |it| it.parse());
    let done = match arguments.as_slice() {
        ["server", streams] => process::number(streams).and_then(server::run),
        ["client", reader, url, streams, events] => client::run(reader, url, streams, events),
        ["endless", reader, url, seconds] => endless::run(reader, url, seconds),
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

    let streams = endless::STREAMS;
    println!("\n{streams} streams without an end, half of them read slowly, for {seconds} s\n");
    println!("| reader | events | resident memory grew by, per stream |");
    println!("|---|---|---|");
    let [alone, ours] = Reader::ALL.map(|reader| {
        let read = server.read_endless(reader, seconds);
        read.inspect(|read| println!("{}", endless_row(reader, read)))
    });
    let beyond = growth(&ours?) - growth(&alone?);
    println!("\nbeyond reqwest's own: {beyond} bytes per stream; {GROWTH} are allowed");
    if beyond > GROWTH {
        return Err(format!(
            "an endless stream grows by {beyond} bytes beyond reqwest's own"
        ));
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

fn endless_row(reader: Reader, read: &Outcome) -> String {
    let events = read.number("events").unwrap_or_default();
    let grown = growth(read) as f64 / 1024.0;
    format!("| {} | {events} | {grown:.1} KiB |", reader.name())
}

/// What each endless stream added to the resident memory while it went on, in bytes.
fn growth(read: &Outcome) -> i64 {
    read.number("grown").unwrap_or_default() / i64::from(endless::STREAMS)
}

/// What each idle stream added to the resident memory, in bytes.
fn memory(read: &Outcome, streams: usize) -> i64 {
    let of = |key| read.number(key).unwrap_or_default();
    (of("idle") - of("before")) / i64::try_from(streams.max(1)).unwrap_or(i64::MAX)
}
