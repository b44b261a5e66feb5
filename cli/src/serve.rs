//! `stream-events serve`.

mod fault;

use std::path::{Path, PathBuf};

use clap::Args;
use stream_events::Framing;
use stream_events::testing::{Fixture, Request, Server};
use stream_events_schema::printable;

use crate::exit::{Exit, Failure};
use crate::io::{Recording, name};
use crate::live::wait;
use crate::out;
use fault::Fault;

const HELP: &str = "\
Plays a recording over HTTP to every request, on this computer alone: with its status and headers,
at the pace at which it came, and with its end. What did not end well is cut there. Prints the
address first, and a line for each request. A browser's page of any origin may read it.

Without a file with times it is played at once, with the content type that its name stands for.

Faults are at the place that `--after` names, or in the middle:
  cut           the connection is closed in mid-stream
  reset         the connection is reset
  stall         nothing more comes, and the connection stays open
  garbage       bytes that are none of a stream come in place of the rest
  slow-headers  the response begins after 30 seconds
  no-answer     the request is read, and nothing happens
  hang-up       the request is read, and the connection closed
  status=503    a response with this status comes in place of the stream

Examples:
  stream-events serve answer.sse --speed 10
  stream-events serve answer.sse --port 8080 --fault cut --after-events 3
  stream-events serve answer.sse --fault status=529

Exit codes:
  0  it was stopped with Ctrl-C, or the one request of `--once` was answered
  1  the recording cannot be read, or the port cannot be listened on
  2  the command line is wrong";

/// Play a recording over HTTP, with faults where they are wanted
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The recording; `-` is standard input
    recording: PathBuf,
    /// The port to listen on; without it any that is free
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// How many times as fast as it came
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = speed)]
    speed: f64,
    /// Play it at once, without waits
    #[arg(long, conflicts_with = "speed")]
    at_once: bool,
    /// What goes wrong
    #[arg(long)]
    fault: Option<Fault>,
    /// After how many bytes of the body it goes wrong
    #[arg(long, value_name = "BYTES", requires = "fault")]
    after: Option<usize>,
    /// After how many events it goes wrong
    #[arg(long, value_name = "N", requires = "fault", conflicts_with = "after")]
    after_events: Option<usize>,
    /// Stop after the first request was answered
    #[arg(long)]
    once: bool,
}

fn speed(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(speed) if speed > 0.0 => Ok(speed),
        _ => Err("a number above 0".to_owned()),
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let recording = Recording::read(&arguments.recording)?;
    let fixture = fixture(arguments, &recording)?;
    wait(serve(arguments, fixture))?;
    Ok(Exit::Fine)
}

fn fixture(arguments: &Arguments, recording: &Recording) -> Result<Fixture, Failure> {
    let mut recorded = recording.response.clone();
    let framing = framing(&arguments.recording, recorded.header("content-type"));
    if recorded.header("content-type").is_none() {
        recorded = recorded.with_header("content-type", framing.media_types()[0]);
    }
    let speed = match arguments.at_once {
        true => f64::INFINITY,
        false => arguments.speed,
    };
    let mut fixture = Fixture::recording(&recorded).speed(speed);
    if let Some(fault) = arguments.fault {
        let body = recorded.body();
        let after = match (arguments.after, arguments.after_events) {
            (Some(bytes), _) => bytes,
            (None, Some(events)) => fault::after_events(body, framing, events)?,
            (None, None) => body.len() / 2,
        };
        if after > body.len() {
            let (path, length) = (name(&arguments.recording), body.len());
            return Err(Failure::other(format!("{path} has only {length} bytes")));
        }
        fixture = fault.at(after, fixture);
    }
    fixture = fixture.header("access-control-allow-origin", "*");
    Ok(match arguments.once {
        true => fixture.header("connection", "close"),
        false => fixture,
    })
}

/// How the recording is framed: as its content type says, or else its name.
fn framing(path: &Path, content_type: Option<&str>) -> Framing {
    let named = match path.extension().and_then(|it| it.to_str()) {
        Some("jsonl" | "ndjson") => Framing::JsonLines,
        Some("json-seq" | "jsonseq") => Framing::JsonSeq,
        Some("json") => Framing::JsonArray,
        _ => Framing::Sse,
    };
    content_type
        .and_then(crate::request::framing_of)
        .unwrap_or(named)
}

async fn serve(arguments: &Arguments, fixture: Fixture) -> Result<(), Failure> {
    let server = Server::start_on(arguments.port, [fixture]).await;
    let server = server.map_err(|error| {
        let port = arguments.port;
        Failure::other(format!(
            "cannot listen on port {port} of this computer: {error}"
        ))
    })?;
    out::print(&format!("{}\n", server.url()))?;
    tokio::select! {
        served = requests(&server, arguments.once) => served,
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

/// Prints a line for each request.
async fn requests(server: &Server, once: bool) -> Result<(), Failure> {
    loop {
        let Request { method, target, .. } = server.next_request().await;
        // Without a query, which may hold a key.
        let path = printable(target.split('?').next().unwrap_or_default()).into_owned();
        out::print(&format!("{} {path}\n", printable(&method)))?;
        if once {
            server.all_closed().await;
            return Ok(());
        }
    }
}
