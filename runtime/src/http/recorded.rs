//! Responses that are recorded while they are read.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::body::{HttpBytes, Response};
use super::request::StreamRequest;
use super::reqwest_sender::BeforeSend;
use crate::error::{BoxError, CUT};
use crate::recording::{RecordedEnd, Recorder, RecordingError, Secrets};
use crate::trace::Trace;
use crate::{ErrorKind, StreamEvents};

impl<S> StreamRequest<S> {
    /// Records every response as it is read, in the form of a [`Recording`](crate::recording::Recording).
    ///
    /// The first goes to this file, and its times beside it; the response to a retry or a reconnect to one of its own:
    /// `answer.sse`, `answer.2.sse`, and so on. A file that is there is replaced once its response begins. The responses of failed requests are
    /// recorded too, as far as they are read. Bytes are those that the stream reads, after decompression.
    ///
    /// A stream that stops by itself, after the event or the sentinel that ends it, ends cleanly in its recording;
    /// one that is dropped ends with the reason `"dropped"`, and a timeout with what its error says.
    ///
    /// Neither the URL nor anything else of the request is recorded, and of the response's headers only
    /// [what is known to be no secret](crate::recording::Secrets). The body is recorded as it came, whatever it
    /// says.
    ///
    /// Files are written where the stream is polled, a chunk at a time, without waiting for the disk.
    ///
    /// # Errors
    ///
    /// If the file cannot be created, nothing is sent: [`ErrorKind::Recording`](crate::ErrorKind::Recording). If it
    /// cannot be written to later, such as on a full disk, no event is lost: the recording ends there, as one that is
    /// cut, `tracing` is told, and [`AsyncStream::recording_error`](crate::AsyncStream::recording_error) says why.
    ///
    /// ```no_run
    /// # use stream_events::{Error, RequestExt, StreamEvents};
    /// # async fn read<Feed: StreamEvents>(
    /// #     client: reqwest::Client,
    /// # ) -> Result<(), Error<Feed::Failure>> {
    /// let mut events = client
    ///     .get("https://example.com/feed")
    ///     .stream_events::<Feed>()
    ///     .record("answer.sse")
    ///     .await?;
    /// while let Some(event) = events.next().await {
    ///     let event = event?;
    /// }
    /// if let Some(error) = events.recording_error() {
    ///     eprintln!("{error}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn record(mut self, path: impl Into<PathBuf>) -> Self {
        self.record = Some(path.into());
        self
    }
}

/// The recordings of a request's responses, one after another.
#[derive(Clone)]
pub(super) struct Recordings(Arc<Mutex<State>>);

struct State {
    path: PathBuf,
    document: &'static str,
    request_ids: &'static [&'static str],
    secrets: Secrets,
    trace: Trace,
    /// How many responses there were.
    count: usize,
    /// For the first response.
    unused: Option<Recorder>,
    current: Option<Recorder>,
    /// The first of all.
    error: Option<RecordingError>,
}

impl Recordings {
    /// Creates the files of the first.
    pub(super) fn create<S: StreamEvents>(path: PathBuf) -> Result<Self, RecordingError> {
        let unused = Some(Recorder::create(&path)?);
        Ok(Self(Arc::new(Mutex::new(State {
            path,
            document: S::PROTOCOL.name,
            request_ids: S::PROTOCOL.request_id,
            secrets: Secrets::default(),
            trace: Trace::default(),
            count: 0,
            unused,
            current: None,
            error: None,
        }))))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What prepares a request, and notes what of it must not be recorded.
    pub(super) fn before_send(&self, prepare: Option<BeforeSend>) -> BeforeSend {
        let recordings = self.clone();
        Arc::new(move |request| {
            let (recordings, prepare) = (recordings.clone(), prepare.clone());
            Box::pin(async move {
                let request = match prepare {
                    Some(prepare) => prepare(request).await?,
                    None => request,
                };
                recordings.state().secrets = Secrets::of(&request);
                Ok(request)
            })
        })
    }

    /// This is told what is not recorded.
    pub(super) fn set_trace(&self, trace: Trace) {
        self.state().trace = trace;
    }

    /// The response, which is recorded as it is read.
    pub(super) fn record(&self, response: Response) -> Response {
        let mut state = self.state();
        state.count += 1;
        let number = state.count;
        let begun = state.begin(&response);
        state.current = state.take(begun);
        response.map(|bytes| -> HttpBytes {
            Box::pin(Recorded {
                bytes,
                recordings: self.clone(),
                number,
                is_broken: false,
            })
        })
    }

    /// The response that is read now ended like this, unless it ended before.
    pub(super) fn end(&self, end: &RecordedEnd) {
        let mut state = self.state();
        if let Some(recorder) = state.current.take() {
            let ended = recorder.end(end);
            state.take(ended);
        }
    }

    /// Why something is not recorded.
    pub(super) fn error(&self) -> Option<RecordingError> {
        self.state().error.clone()
    }
}

impl State {
    fn begin(&mut self, response: &Response) -> Result<Recorder, RecordingError> {
        let mut recorder = match self.unused.take() {
            Some(recorder) => recorder,
            None => Recorder::create(numbered(&self.path, self.count))?,
        };
        let status = response.status().as_u16();
        let headers = self.secrets.kept(response.headers(), self.request_ids);
        recorder.begin(status, &headers, Some(self.document))?;
        Ok(recorder)
    }

    /// What there is, or nothing after an error, which is told.
    fn take<T>(&mut self, result: Result<T, RecordingError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.trace.unrecorded(&error);
                self.error.get_or_insert(error);
                None
            }
        }
    }
}

/// `answer.2.sse`, for the second response.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".{number}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// The bytes of a response.
struct Recorded {
    bytes: HttpBytes,
    recordings: Recordings,
    /// Which of the responses it is.
    number: usize,
    is_broken: bool,
}

impl Recorded {
    fn end(&self, end: &RecordedEnd) {
        if self.recordings.state().count == self.number {
            self.recordings.end(end);
        }
    }
}

impl Stream for Recorded {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.bytes.as_mut().poll_next(cx));
        match &item {
            Some(Ok(bytes)) => {
                let mut state = self.recordings.state();
                if let Some(mut recorder) = state.current.take() {
                    let written = recorder.chunk(bytes).map(|()| recorder);
                    state.current = state.take(written);
                }
            }
            Some(Err(_)) => self.is_broken = true,
            None => self.end(&RecordedEnd::Clean),
        }
        Poll::Ready(item)
    }
}

impl Drop for Recorded {
    fn drop(&mut self) {
        self.end(&match self.is_broken {
            true => RecordedEnd::Cut,
            false => RecordedEnd::Failed("dropped".to_owned()),
        });
    }
}

/// How a body ended whose reader was given this error.
pub(super) fn end_by<F>(kind: &ErrorKind<F>) -> RecordedEnd {
    match kind.to_string() {
        reason if reason == CUT => RecordedEnd::Cut,
        reason => RecordedEnd::Failed(reason),
    }
}
