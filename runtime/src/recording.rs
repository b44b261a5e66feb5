//! Recorded responses: the bytes of a body as they came, and when.
//!
//! A recording is a file with the bytes of the body, such as `answer.sse`; its name may end in anything. What is
//! known of the transport is in a file beside it, which is called like the recording with `.times` behind it, and
//! has a JSON object on each line:
//!
//! ```json
//! {"status":200,"headers":{"content-type":"text/event-stream"},"document":"Messages"}
//! {"at":120.5,"bytes":340}
//! {"at":180,"bytes":512}
//! {"end":"clean"}
//! ```
//!
//! - First the response: its status, its headers without secrets, and what the document is called that it was read
//!   by. Each may be left out; without a status it is 200. A header that came several times has an array of texts.
//! - Then a line for each chunk: how many milliseconds after the headers it came, which may have a fraction, and how
//!   many bytes it has. A time before that of the chunk before counts as the same time.
//! - At last how the body ended: `"clean"`, `"cut"`, or a reason in words. Without that line, whoever recorded was
//!   stopped, so the stream is cut. The last line may be torn for the same reason, and is then left out.
//!
//! Where no line counts the bytes, the body is one chunk, and ended cleanly unless a line says something else; so it
//! is without the file.

mod error;
#[cfg(test)]
mod tests;
mod times;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;

pub use error::RecordingError;
use times::Times;

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
        let body = fs::read(path).map_err(|error| RecordingError::io(path, error))?;
        let times_path = times_path(path);
        let times = match fs::read(&times_path) {
            Ok(times) => times,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::new(body)),
            Err(error) => return Err(RecordingError::io(&times_path, error)),
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
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
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
}

/// The file with the times of a recording.
fn times_path(recording: &Path) -> PathBuf {
    let mut name = recording.as_os_str().to_owned();
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
