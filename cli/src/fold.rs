//! `stream-events fold`.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use stream_events::End;
use stream_events_schema::interpret::{Interpreter, Reading};
use stream_events_schema::{Checked, Json};

use crate::exit::{Exit, Failure};
use crate::failure;
use crate::io::{Document, Recording, name, shipped};
use crate::out;

const HELP: &str = "\
Prints what the events of a recorded stream add up to, by the `snapshot` of the document, as JSON.

A recording is a file with the body of the answer as it came. If there is a file beside it with
`.times` behind its name, that says how the stream ended: JSON lines, the last of which is
`{ \"end\": \"clean\" }`, or `\"cut\"`, or the reason. Without it the stream ended where the file does.

Where the stream did not end as the document declares, what there is of the value is printed, and
the reason is said.

Examples:
  stream-events fold schemas/messages.json answer.sse
  curl -sN https://api.example.com/feed | stream-events fold schemas/feed.json -

Exit codes:
  0  the final value
  1  the value is not final; or the document has mistakes or no snapshot, or a file cannot be read
  2  the command line is wrong";

/// Print what a recorded stream adds up to
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The document, or the name of an API that comes with the command; `-` is standard input
    pub(crate) file: PathBuf,
    /// The recording; `-` is standard input
    pub(crate) recording: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let document = Document::named(&arguments.file)?;
    let recording = Recording::read(&arguments.recording)?;
    let Some(folded) = fold(&document.checked, &recording)? else {
        return Err(Failure::with_help(
            format!("{} has no `snapshot`", name(&arguments.file)),
            without_snapshot(&arguments.file),
        ));
    };
    let (value, reason) = match folded {
        Ok(value) => (Some(value), None),
        Err(unfolded) => (unfolded.value, Some(unfolded.reason)),
    };
    if let Some(value) = value {
        out::print(&value.laid_out())?;
    }
    let Some(reason) = reason else {
        return Ok(Exit::Fine);
    };
    out::error(
        &format!("{}: {reason}", name(&arguments.recording)),
        Some("what was printed, if anything, is the value so far"),
    );
    Ok(Exit::Trouble)
}

/// What to do about a document without a snapshot.
fn without_snapshot(file: &Path) -> String {
    match shipped(file) {
        Some(api) => format!(
            "say in a document of your own what its events add up to: `stream-events init {} -o FILE`",
            api.name
        ),
        None => {
            "say what its events add up to: `stream-events explain snapshot-start` has an example"
                .to_owned()
        }
    }
}

/// A value that is not final, as far as it has come.
pub(crate) struct Unfolded {
    value: Option<Json>,
    pub(crate) reason: String,
}

/// What a recording adds up to; nothing if the document does not say.
pub(crate) fn fold(
    document: &Checked,
    recording: &Recording,
) -> Result<Option<Result<Json, Unfolded>>, Failure> {
    let interpreter = Interpreter::new(document);
    let Some(mut reading) = Reading::new(&interpreter) else {
        return Ok(None);
    };
    if !recording.is_success() {
        return Err(Failure::other(format!(
            "{} is no stream: its status is {}",
            recording.name,
            recording.response.status()
        )));
    }
    let mut read = 0;
    let end = recording.stream(document, |message, end| {
        read = end;
        reading.advance(message.event_field(), message.data());
        match reading.is_over() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    let instead = match reading.is_over() {
        true => None,
        false => failure::in_place_of_events(document, recording.behind(read), read > 0),
    };
    // What is cut off after an event that says that all has come is none of the value.
    let is_whole = reading.is_complete() || end == End::Clean;
    let finished = reading.finish(recording.is_clean && is_whole && instead.is_none());
    Ok(Some(finished.map_err(|not_final| Unfolded {
        value: not_final.unfinished.value.clone(),
        reason: instead.unwrap_or_else(|| not_final.to_string()),
    })))
}
