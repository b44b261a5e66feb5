//! Recorded responses: the bytes of a body as they came, and when.
//!
//! A recording is a file with the bytes of the body, such as `answer.sse`; its name may end in anything. What is
//! known of the transport is in a file beside it, which is called like the recording with `.times` behind it, and
//! has a JSON object on each line:
//!
//! ```json
//! {"status":200,"headers":{"content-type":"text/event-stream"},"document":"Messages"}
//! {"at":0,"bytes":0}
//! {"at":120.5,"bytes":340}
//! {"at":180,"bytes":512}
//! {"end":"clean"}
//! ```
//!
//! - First the response: its status, its headers without secrets, and what the document is called that it was read
//!   by. Each may be left out; without a status it is 200. A header that came several times has an array of texts.
//! - Then a line for each chunk: how many milliseconds after the headers it came, which may have a fraction, and how
//!   many bytes it has. A time before that of the chunk before counts as the same time, and 0 bytes are no chunk.
//! - At last how the body ended: `"clean"`, `"cut"`, or a reason in words. Without that line, whoever recorded was
//!   stopped, so the stream is cut. The last line may be torn for the same reason, and is then left out.
//!
//! A file that tells nothing but the response is no recorder's, which begins with a line for 0 bytes: the body is one
//! chunk, and ended cleanly. So it is without the file, with the status 200.

mod error;
mod recorder;
#[cfg(feature = "http")]
mod secrets;
#[cfg(test)]
mod tests;
mod times;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;

pub use error::RecordingError;
pub use recorder::Recorder;
#[cfg(feature = "http")]
pub use secrets::Secrets;
use times::Times;

use crate::{FailureInfo, Outcome, ResponseInfo, StreamEvents};

/// A recorded response.
///
/// ```
/// use stream_events::recording::{RecordedEnd, Recording};
///
/// # let folder = std::env::temp_dir().join(format!("stream-events-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("answer.sse");
/// std::fs::write(&path, "data: 1\n\ndata: 2")?;
/// std::fs::write(path.with_extension("sse.times"), "{\"at\":20,\"bytes\":9}\n{\"end\":\"cut\"}\n")?;
///
/// let recording = Recording::read(&path)?;
/// assert_eq!(recording.status(), 200);
/// assert_eq!(recording.chunks()[0].bytes, "data: 1\n\n");
/// // What no line counts came last.
/// assert_eq!(recording.chunks()[1].bytes, "data: 2");
/// assert_eq!(*recording.end(), RecordedEnd::Cut);
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    status: u16,
    headers: Vec<(String, String)>,
    document: Option<String>,
    body: Bytes,
    chunks: Vec<Chunk>,
    end: RecordedEnd,
}

/// Bytes that came together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chunk {
    /// How long after the headers of the response it came.
    pub at: Duration,
    /// The bytes; there is at least one.
    pub bytes: Bytes,
}

/// How the body of a recorded response ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordedEnd {
    /// In good order, or where its reader needed no more.
    Clean,
    /// The connection broke, or whoever recorded was stopped.
    Cut,
    /// Otherwise, for this reason: nothing came in time, say, or the reader went away.
    Failed(String),
}

impl Recording {
    /// Reads a recording, and the file with its times if there is one.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, when a line of the times says nothing that can be understood, and when they count
    /// more bytes than there are.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, RecordingError> {
        let path = path.as_ref();
        let body = fs::read(path).map_err(RecordingError::io("read", path))?;
        let times_path = times_path(path);
        let times = match fs::read(&times_path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::new(body)),
            times => times.map_err(RecordingError::io("read", &times_path))?,
        };
        let wrong = |wrong| RecordingError::wrong(&times_path, wrong);
        Times::read(&times)
            .and_then(|times| times.recording(body.into()))
            .map_err(wrong)
    }

    /// The body of a response with the status 200, which came as one chunk and ended cleanly.
    pub fn new(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self {
            status: 200,
            headers: Vec::new(),
            document: None,
            chunks: chunks_of(&body, &[]),
            body,
            end: RecordedEnd::Clean,
        }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers that were kept, by name and value.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        value_of(&self.headers, name)
    }

    /// The same recording with this header too.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// What the document is called that the response was read by.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// All bytes of the body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as it came.
    #[must_use]
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// How the body ended.
    #[must_use]
    pub fn end(&self) -> &RecordedEnd {
        &self.end
    }

    /// All that comes of it, as the stream gave it when it was recorded: [`replay`](crate::replay), with the chunks,
    /// the end and the response that were recorded.
    ///
    /// A status that is no success gives one [`Outcome::Failure`], of what the body says. What the request had set,
    /// such as [`max_event_bytes`](crate::AsyncStream::max_event_bytes), is not recorded. After a reader that went
    /// away the last outcome is an error that says so.
    ///
    /// ```
    /// # use stream_events::*;
    /// # #[derive(Debug, Clone, PartialEq, StreamEvents)]
    /// # enum Feed {
    /// #     #[event("text", content = "text")]
    /// #     Text(String),
    /// #     #[event(unknown)]
    /// #     Unknown(UnknownEvent),
    /// # }
    /// use stream_events::recording::Recording;
    ///
    /// let recording = Recording::new("event: text\ndata: hello\n\n");
    /// let outcomes = recording.replay::<Feed>();
    /// assert_eq!(outcomes[0], Outcome::Event(Feed::Text("hello".into())));
    /// ```
    #[must_use]
    pub fn replay<S: StreamEvents>(&self) -> Vec<Outcome<S::Event>> {
        if !(200..300).contains(&self.status) {
            let body = String::from_utf8_lossy(&self.body);
            let info = FailureInfo::read(&body, &S::PROTOCOL.failures);
            return vec![Outcome::Failure {
                error_type: info.error_type,
                message: info.message,
                status: info.status.or(Some(self.status)),
            }];
        }
        let chunks = self.chunks.iter().map(|chunk| Ok(chunk.bytes.clone()));
        let broken = match &self.end {
            RecordedEnd::Clean => None,
            RecordedEnd::Cut => Some(Err("the recording ends here".into())),
            RecordedEnd::Failed(reason) => Some(Err(RecordedFailure(reason.clone()).into())),
        };
        crate::stream::outcomes::<S>(chunks.chain(broken).collect(), self.response::<S>())
    }

    /// What is known of the response, for streams of this API.
    pub(crate) fn response<S: StreamEvents>(&self) -> ResponseInfo {
        response::<S>(self.status, &self.headers)
    }
}

/// Another error than a cut, as whoever read the stream was told of it.
#[derive(Debug)]
pub(crate) struct RecordedFailure(String);

impl RecordedFailure {
    pub(crate) fn reason(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RecordedFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RecordedFailure {}

/// What is known of a response with these headers, for streams of this API.
pub(crate) fn response<S: StreamEvents>(status: u16, headers: &[(String, String)]) -> ResponseInfo {
    let response = ResponseInfo::new(status);
    #[cfg(feature = "http")]
    let response = {
        let parsed = headers.iter().filter_map(|(name, value)| {
            let name = name.parse::<http::HeaderName>().ok()?;
            Some((name, value.parse().ok()?))
        });
        response.with_headers(parsed.collect())
    };
    let value = |wanted: &&str| value_of(headers, wanted);
    match S::PROTOCOL.request_id.iter().find_map(value) {
        Some(id) => response.with_request_id(id),
        None => response,
    }
}

/// The first header of this name.
fn value_of<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut headers = headers.iter();
    let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

/// The file with the times of a recording.
fn times_path(recording: &Path) -> PathBuf {
    let mut name = OsString::from(recording);
    name.push(".times");
    name.into()
}

/// The body in chunks of these times and lengths, which it is long enough for. What is left of it is one more, at the
/// last time.
fn chunks_of(body: &Bytes, counted: &[(Duration, usize)]) -> Vec<Chunk> {
    let mut rest = body.clone();
    let mut chunks: Vec<Chunk> = counted
        .iter()
        .map(|&(at, length)| Chunk {
            at,
            bytes: rest.split_to(length),
        })
        .collect();
    if !rest.is_empty() {
        let at = counted.last().map(|&(at, _)| at).unwrap_or_default();
        chunks.push(Chunk { at, bytes: rest });
    }
    chunks.retain(|chunk| !chunk.bytes.is_empty());
    chunks
}
