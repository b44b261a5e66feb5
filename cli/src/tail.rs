//! `stream-events tail`.

mod lines;

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bytes::Bytes;
use clap::Args;
use stream_events::recording::RecordedEnd;
use stream_events_schema::interpret::Interpreter;

use crate::exit::{Exit, Failure};
use crate::io::{Document, Recording, is_standard};
use crate::live::{Answer, Came, follow, wait};
use crate::request::{RequestArguments, may_record};
use crate::watch::Watch;
use lines::Lines;

const HELP: &str = "\
Prints a line for each event as it comes: the time since the response began, the event, and its
data, as far as the terminal is wide; in a pipe all of it. An event that the document does not
declare, or that does not fit it, is marked, with the path and the reason. What programs skip is
faint. Fields and values that the document does not declare are what `drift` finds in a recording.

The stream is a URL, a recording, or `-` for the bytes of one on standard input.

A key on the command line stays in the shell's history, and whoever lists processes sees it. Put
it into a file, a header a line, and name the file: `-H @headers`.

With `--json` a line is an object: {\"at\": milliseconds, \"kind\": \"event\", \"event\": \"update\",
\"data\": {}}. The kind may also be `unfitting`, `unknown`, `failure`, `skipped` or `sentinel`, and
in the last one it is `end`.

Examples:
  stream-events tail schemas/feed.json https://api.example.com/feed
  stream-events tail schemas/messages.json https://api.anthropic.com/v1/messages -H @headers \\
      -d @request.json --record answer.sse
  stream-events tail schemas/messages.json answer.sse
  curl -sN https://api.example.com/feed | stream-events tail schemas/feed.json -

Exit codes:
  0  the stream ended as it should, or with Ctrl-C, and the document declares its events
  1  it failed, was cut, or ended otherwise; or a document has mistakes, or a file cannot be read
  2  the command line is wrong
  3  the stream has events that the document does not declare, or that do not fit it";

/// Print a stream as it comes, event by event
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The document, or the name of an API that comes with the command; `-` is standard input
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// Where the stream is; `-` is standard input
    #[arg(value_name = "URL|RECORDING")]
    stream: String,
    #[command(flatten)]
    request: RequestArguments,
    /// Record the stream at the same time
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Replace a recording that is there
    #[arg(long, requires = "record")]
    force: bool,
    /// Print JSON, an object a line
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let document = Document::named(&arguments.document)?;
    let interpreter = Interpreter::new(&document.checked);
    let mut tail = Tail {
        watch: Watch::new(&interpreter),
        lines: Lines::new(arguments.json),
        refusal: None,
        time: Duration::ZERO,
    };
    let stream = &arguments.stream;
    let is_url = stream.starts_with("http://") || stream.starts_with("https://");
    if !is_url && (!arguments.request.is_empty() || arguments.record.is_some()) {
        return Err(Failure::Usage(format!(
            "`{stream}` is no URL: there is nothing to ask for and to record"
        )));
    }
    let end = match is_url {
        true => {
            let request = arguments.request.build(stream, Some(&document.checked))?;
            if let Some(record) = &arguments.record {
                may_record(record, arguments.force)?;
            }
            let record = arguments.record.as_deref();
            wait(follow(request, record, Some(&document), |came| {
                tail.came(came)
            }))?
        }
        false if is_standard(Path::new(stream)) => tail.standard_input()?,
        false => tail.recording(&Recording::read(Path::new(stream))?)?,
    };
    tail.finish(&end)
}

/// A stream that is printed.
struct Tail<'i, 'd> {
    watch: Watch<'i, 'd>,
    lines: Lines,
    /// The status and the body of a response that is no stream.
    refusal: Option<(Answer, Vec<u8>)>,
    time: Duration,
}

/// The longest body of a failed response that is read.
const MAX_BODY: usize = 64 * 1024;

impl Tail<'_, '_> {
    fn came(&mut self, came: Came) -> Result<ControlFlow<()>, Failure> {
        match came {
            Came::Answer(answer) => {
                if !answer.is_success() {
                    self.refusal = Some((answer, Vec::new()));
                }
            }
            Came::Nothing(time) => self.time = time,
            Came::Bytes(time, bytes) => {
                self.time = time;
                if let Some((_, body)) = &mut self.refusal {
                    let room = MAX_BODY - body.len();
                    body.extend_from_slice(&bytes[..bytes.len().min(room)]);
                    return Ok(match bytes.len() > room {
                        true => ControlFlow::Break(()),
                        false => ControlFlow::Continue(()),
                    });
                }
                let lines = &self.lines;
                return self.watch.feed(bytes, |message, meaning| {
                    lines.message(time, message, meaning)
                });
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn recording(&mut self, recording: &Recording) -> Result<RecordedEnd, Failure> {
        let recorded = &recording.response;
        let begun = self.came(Came::Answer(Answer {
            status: recorded.status(),
            content_type: None,
            location: None,
        }))?;
        let mut flow = begun;
        for chunk in recorded.chunks() {
            if flow.is_break() {
                return Ok(RecordedEnd::Clean);
            }
            flow = self.came(Came::Bytes(chunk.at, chunk.bytes.clone()))?;
        }
        Ok(recorded.end().clone())
    }

    fn standard_input(&mut self) -> Result<RecordedEnd, Failure> {
        let begun = Instant::now();
        let mut buffer = vec![0; MAX_BODY];
        loop {
            let read = std::io::stdin().lock().read(&mut buffer);
            let length = read.map_err(Failure::file("read", Path::new("-")))?;
            if length == 0 {
                return Ok(RecordedEnd::Clean);
            }
            let bytes = Bytes::copy_from_slice(&buffer[..length]);
            if self.came(Came::Bytes(begun.elapsed(), bytes))?.is_break() {
                return Ok(RecordedEnd::Clean);
            }
        }
    }

    fn finish(&mut self, end: &RecordedEnd) -> Result<Exit, Failure> {
        if let Some((answer, body)) = &self.refusal {
            let mut failure = self.watch.refusal(&String::from_utf8_lossy(body));
            failure.status.get_or_insert(answer.status);
            self.lines.refused(self.time, answer, &failure)?;
            return Ok(Exit::Trouble);
        }
        let (lines, time) = (&self.lines, self.time);
        self.watch.finish(end, |message, meaning| {
            lines.message(time, message, meaning)
        })?;
        lines.end(time, &self.watch, end)?;
        Ok(self.watch.exit(end))
    }
}
