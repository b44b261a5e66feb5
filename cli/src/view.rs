//! `stream-events view`.

mod by;
mod clock;
mod columns;
mod ended;
mod model;
mod notes;
mod page;
mod progress;
mod reader;
mod words;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::exit::{Exit, Failure};
use crate::io::{self, Recording};
use crate::out;
use by::By;
use progress::Progress;

const HELP: &str = "\
Makes one HTML file that shows the events of a recorded stream on a time axis, each with its raw
text and its data. It says what is unknown, what does not fit, what failed, and how the stream
ended. The page loads nothing: it opens from the file system, and can be sent to somebody.

A recording is a file with the body of the answer as it came. If there is a file beside it with
`.times` behind its name, that has the status, the headers, when each chunk came and how it ended.
Without it there is no time axis.

Without `--document` the events are read by the document that `.times` names, if it comes with the
command. Otherwise they are shown as they came, in the framing that the content type, the name of
the file or its first bytes say.

The page holds all that was recorded, and so what is private in it.

Examples:
  stream-events view answer.sse -o answer.html
  stream-events view answer.sse --document schemas/messages.json -o answer.html
  curl -sN https://example.com/feed | stream-events view - > feed.html

Exit codes:
  0  the page is written, whatever it shows
  1  the document has mistakes, or a file cannot be read or written
  2  the command line is wrong";

/// Make a page that shows a recorded stream, for a browser
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The recording; `-` is standard input
    recording: PathBuf,
    /// The document that the events are read by, or the name of an API that comes with the command; `-` is standard input
    #[arg(long, short, value_name = "DOC")]
    document: Option<PathBuf>,
    /// Where to write the page; `-` is standard output, and the default unless that is a terminal
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Do not say what was written
    #[arg(long, short)]
    quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let output = output(arguments)?;
    let recording = Recording::read(&arguments.recording)?;
    let by = By::choose(
        arguments.document.as_deref(),
        &recording,
        &arguments.recording,
    )?;
    let mut progress = Progress::new(recording.response.body().len());
    let model = model::model(&recording, &arguments.recording, &by, &mut progress)?;
    let page = page::page(&model)?;
    drop(model);
    progress.done();
    io::write(output, &page)?;
    if !arguments.quiet && !io::is_standard(output) {
        out::say(&format!("wrote {}", output.display()));
    }
    Ok(Exit::Fine)
}

fn output(arguments: &Arguments) -> Result<&Path, Failure> {
    match &arguments.output {
        Some(output) => Ok(output),
        None if std::io::stdout().is_terminal() => Err(Failure::Usage(
            "a page is nothing for a terminal: write it to a file with `-o page.html`".to_owned(),
        )),
        None => Ok(Path::new("-")),
    }
}
