//! `stream-events record`.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use bytes::Bytes;
use clap::Args;
use stream_events::Decoder;
use stream_events::recording::RecordedEnd;
use stream_events_schema::interpret::Interpreter;

use crate::exit::{Exit, Failure};
use crate::io::Document;
use crate::live::{Answer, Came, INTERRUPTED, follow, wait};
use crate::out::{self, count};
use crate::request::{RequestArguments, framing_of, may_record};
use crate::watch::Watch;

const HELP: &str = "\
Writes the body of a response to a file as it comes, and beside it, in `answer.sse.times`, its
status, its headers without secrets, when each chunk came, and how it ended. Neither the URL nor
anything else of the request is written. Redirects are not followed. Ctrl-C ends the recording and
keeps it.

With `--document` it stops where programs do: after the event that ends the stream, or a failure.

A key on the command line stays in the shell's history, and whoever lists processes sees it. Put
it into a file, a header a line, and name the file: `-H @headers`.

Examples:
  stream-events record https://api.example.com/feed -o feed.sse
  stream-events record https://api.anthropic.com/v1/messages -H @headers -d @request.json \\
      --document schemas/messages.json -o answer.sse

Exit codes:
  0  the response was recorded, to its end or up to Ctrl-C
  1  no response came, its connection broke, or a file cannot be read or written
  2  the command line is wrong
  3  the response was recorded, but its status is no success; or it fails, has no declared end, or
     has what the document does not say";

/// Record a response as it comes
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// Where the stream is
    url: String,
    #[command(flatten)]
    request: RequestArguments,
    /// The document of the stream, or the name of an API that comes with the command
    #[arg(long, value_name = "DOC")]
    document: Option<PathBuf>,
    /// The file for the body; the one for its times is beside it
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Replace a recording that is there
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let document = arguments.document.as_deref().map(Document::named);
    let document = document.transpose()?;
    let checked = document.as_ref().map(|it| &it.checked);
    let request = arguments.request.build(&arguments.url, checked)?;
    may_record(&arguments.output, arguments.force)?;
    let interpreter = checked.map(Interpreter::new);
    let mut progress = Progress::new(interpreter.as_ref().map(Watch::new));
    let followed = follow(
        request,
        Some(&arguments.output),
        document.as_ref(),
        |came| progress.came(came),
    );
    let end = wait(followed);
    progress.clear();
    let end = end?;
    progress.finish(&end)?;
    out::say(&format!(
        "{}: {}",
        arguments.output.display(),
        progress.summary(&end)
    ));
    Ok(progress.exit(&end))
}

/// What came so far.
struct Progress<'i, 'd> {
    watch: Option<Watch<'i, 'd>>,
    answer: Option<Answer>,
    /// Counts messages where no document says what they are.
    decoder: Option<Decoder>,
    messages: usize,
    chunks: usize,
    bytes: usize,
    time: Duration,
    shown: Option<Instant>,
}

impl<'i, 'd> Progress<'i, 'd> {
    fn new(watch: Option<Watch<'i, 'd>>) -> Self {
        Self {
            watch,
            answer: None,
            decoder: None,
            messages: 0,
            chunks: 0,
            bytes: 0,
            time: Duration::ZERO,
            shown: None,
        }
    }

    fn came(&mut self, came: Came) -> Result<ControlFlow<()>, Failure> {
        let mut flow = ControlFlow::Continue(());
        match came {
            Came::Answer(answer) => {
                self.decoder = decoder_of(&answer);
                if !answer.is_success() {
                    self.watch = None;
                }
                self.answer = Some(answer);
            }
            Came::Nothing(time) => self.time = time,
            Came::Bytes(time, bytes) => {
                self.time = time;
                self.chunks += 1;
                self.bytes += bytes.len();
                flow = self.read(bytes)?;
            }
        }
        self.show();
        Ok(flow)
    }

    fn read(&mut self, bytes: Bytes) -> Result<ControlFlow<()>, Failure> {
        if let Some(watch) = &mut self.watch {
            return watch.feed(bytes, |_, _| Ok(()));
        }
        if let Some(decoder) = &mut self.decoder {
            decoder.feed(bytes);
            loop {
                match decoder.next_message() {
                    Ok(Some(_)) => self.messages += 1,
                    Ok(None) => break,
                    // It is recorded all the same.
                    Err(_) => {
                        self.decoder = None;
                        break;
                    }
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn finish(&mut self, end: &RecordedEnd) -> Result<(), Failure> {
        match &mut self.watch {
            Some(watch) => watch.finish(end, |_, _| Ok(())),
            None => Ok(()),
        }
    }

    /// Shows it to whoever watches, ten times a second at most.
    fn show(&mut self) {
        let is_due = |shown: Instant| shown.elapsed() >= Duration::from_millis(100);
        if out::is_watched() && self.shown.is_none_or(is_due) {
            out::say_over(&self.counted());
            self.shown = Some(Instant::now());
        }
    }

    fn clear(&self) {
        if self.shown.is_some() {
            out::say_over("");
        }
    }

    fn counted(&self) -> String {
        let events = self.watch.as_ref().map_or(self.messages, Watch::events);
        let (events, bytes) = (count(events, "event"), count(self.bytes, "byte"));
        format!("{events}, {bytes}, {:.1} s", self.time.as_secs_f64())
    }

    fn summary(&self, end: &RecordedEnd) -> String {
        let (bytes, chunks) = (count(self.bytes, "byte"), count(self.chunks, "chunk"));
        let mut text = String::new();
        if let Some(answer) = &self.answer {
            text.push_str(&format!("status {}, ", answer.status));
        }
        let seconds = self.time.as_secs_f64();
        text.push_str(&format!("{bytes} in {chunks} and {seconds:.1} s; "));
        match &self.watch {
            Some(watch) => {
                text.push_str(&format!("{}; {}", watch.counted(), watch.ended(end)));
                if let Some(failure) = watch.failure() {
                    text.push_str(&format!(": {}", out::failed(failure)));
                }
            }
            None => {
                let content_type = self
                    .answer
                    .as_ref()
                    .and_then(|it| it.content_type.as_deref());
                match content_type {
                    _ if self.decoder.is_some() => {
                        text.push_str(&format!("{}; ", count(self.messages, "event")));
                    }
                    Some(content_type) if framing_of(content_type).is_none() => {
                        text.push_str(&format!("{content_type} is no stream of events; "));
                    }
                    _ => {}
                }
                text.push_str(match end {
                    RecordedEnd::Clean => "it ended",
                    RecordedEnd::Failed(reason) => reason,
                    _ => "it was cut",
                });
            }
        }
        if let Some(redirect) = self.answer.as_ref().and_then(Answer::redirect) {
            text.push_str(&format!("\n{redirect}"));
        }
        text
    }

    fn exit(&self, end: &RecordedEnd) -> Exit {
        let is_success = self.answer.as_ref().is_some_and(Answer::is_success);
        let is_fine = match &self.watch {
            Some(watch) => watch.exit(end) == Exit::Fine,
            None => is_success,
        };
        match end {
            RecordedEnd::Clean => {}
            RecordedEnd::Failed(reason) if reason == INTERRUPTED => {}
            _ => return Exit::Trouble,
        }
        match is_fine {
            true => Exit::Fine,
            false => Exit::Found,
        }
    }
}

/// What splits the body of a stream into messages, by what it says that it is.
fn decoder_of(answer: &Answer) -> Option<Decoder> {
    let framing = framing_of(answer.content_type.as_deref()?)?;
    Some(Decoder::framed(framing))
}
