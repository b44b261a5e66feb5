//! Writing a recording.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::{RecordedEnd, RecordingError, times_path};

/// Writes a recording as its bytes come.
///
/// What came is in the files at once, so that a program that is killed leaves a recording that ends there. Nothing is
/// held back, and no time is spent on making sure that the disk has it.
///
/// ```
/// use stream_events::recording::{RecordedEnd, Recorder, Recording};
///
/// # let folder = std::env::temp_dir().join(format!("stream-events-recorder-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).unwrap();
/// # let path = folder.join("answer.sse");
/// let mut recorder = Recorder::create(&path)?;
/// recorder.begin(200, &[("content-type".into(), "text/event-stream".into())], None)?;
/// recorder.chunk(b"data: 1\n\n")?;
/// recorder.end(&RecordedEnd::Cut)?;
///
/// let recording = Recording::read(&path)?;
/// assert_eq!(recording.body(), "data: 1\n\n");
/// assert_eq!(*recording.end(), RecordedEnd::Cut);
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Recorder {
    path: PathBuf,
    body: File,
    times: File,
    /// Those that were not there before.
    created: Vec<PathBuf>,
    /// When the headers came.
    begun: Option<Instant>,
}

impl Recorder {
    /// Creates both files. Those that are there are emptied when the response [begins](Self::begin): without one they
    /// stay as they are, and new ones are removed.
    ///
    /// # Errors
    ///
    /// When a file cannot be created or written.
    pub fn create(path: impl Into<PathBuf>) -> Result<Self, RecordingError> {
        let path = path.into();
        let mut created = Vec::new();
        let files = open(&path, &mut created)
            .and_then(|body| Ok((body, open(&times_path(&path), &mut created)?)));
        let (body, times) = files.inspect_err(|_| remove_empty(&created))?;
        Ok(Self {
            path,
            body,
            times,
            created,
            begun: None,
        })
    }

    /// The response came, with this status and these headers, and is read by this document. From here on times count.
    ///
    /// All headers that it is given are written: leave out what is secret, or let `Secrets` (with the feature `http`) do it.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn begin(
        &mut self,
        status: u16,
        headers: &[(String, String)],
        document: Option<&str>,
    ) -> Result<(), RecordingError> {
        empty(&self.body).map_err(RecordingError::io("write", &self.path))?;
        let emptied = empty(&self.times);
        emptied.map_err(|error| RecordingError::io("write", &times_path(&self.path))(error))?;
        self.begun = Some(Instant::now());
        let headers = json!(by_name(headers));
        let document = json!(document);
        self.line(&format!(
            "{{\"status\":{status},\"headers\":{headers},\"document\":{document}}}\n{{\"at\":0,\"bytes\":0}}\n"
        ))
    }

    /// These bytes came.
    ///
    /// # Errors
    ///
    /// When a file cannot be written, such as on a full disk. What is in the files up to there can be read.
    pub fn chunk(&mut self, bytes: &[u8]) -> Result<(), RecordingError> {
        let since = self.begun.unwrap_or_else(Instant::now).elapsed();
        let written = self.body.write_all(bytes);
        written.map_err(RecordingError::io("write", &self.path))?;
        let at = json!(since.as_micros() as f64 / 1000.0);
        self.line(&format!("{{\"at\":{at},\"bytes\":{}}}\n", bytes.len()))
    }

    /// The body ended like this.
    ///
    /// A recorder that is dropped before leaves a stream that is cut.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn end(mut self, end: &RecordedEnd) -> Result<(), RecordingError> {
        let end = json!(match end {
            RecordedEnd::Clean => "clean",
            RecordedEnd::Cut => "cut",
            RecordedEnd::Failed(reason) => reason,
        });
        self.line(&format!("{{\"end\":{end}}}\n"))
    }

    fn line(&mut self, line: &str) -> Result<(), RecordingError> {
        let written = self.times.write_all(line.as_bytes());
        written.map_err(|error| RecordingError::io("write", &times_path(&self.path))(error))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        if self.begun.is_none() {
            remove_empty(&self.created);
        }
    }
}

/// Opens a file to write to it, and notes whether it was not there before.
fn open(path: &Path, created: &mut Vec<PathBuf>) -> Result<File, RecordingError> {
    let opened = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => {
            created.push(path.to_owned());
            Ok(file)
        }
        // It stays as it is for now. A link may lead to a file that is not there.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path),
        Err(error) => Err(error),
    };
    opened.map_err(RecordingError::io("create", path))
}

/// Removes what was in a file; a device has nothing in it.
fn empty(file: &File) -> io::Result<()> {
    match file.metadata()?.is_file() {
        true => file.set_len(0),
        false => Ok(()),
    }
}

/// Removes files that nothing was written to.
fn remove_empty(files: &[PathBuf]) {
    for path in files {
        if fs::metadata(path).is_ok_and(|found| found.len() == 0) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Headers as an object; those of one name as an array.
fn by_name(headers: &[(String, String)]) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value) in headers {
        match object.get_mut(name) {
            None => drop(object.insert(name.clone(), json!(value))),
            Some(Value::Array(values)) => values.push(json!(value)),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    object
}
