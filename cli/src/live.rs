//! Responses as they come.

use std::error::Error;
use std::future::Future;
use std::ops::ControlFlow;
use std::path::Path;
use std::pin::pin;
use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Request, Response};
use stream_events::http::client_builder;
use stream_events::recording::{RecordedEnd, Recorder, RecordingError, Secrets};

use crate::exit::Failure;
use crate::io::Document;

/// How a response ends that the user stopped.
pub(crate) const INTERRUPTED: &str = "interrupted";

/// What came of a response; the time counts from its headers.
pub(crate) enum Came {
    Answer(Answer),
    Bytes(Duration, Bytes),
    /// Nothing, for a while.
    Nothing(Duration),
}

/// The beginning of a response.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) location: Option<String>,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The redirect that it is, in words.
    pub(crate) fn redirect(&self) -> Option<String> {
        let location = self.location.as_ref()?;
        Some(format!("the redirect to {location} was not followed"))
    }
}

/// Runs what waits for the network.
pub(crate) fn wait<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::other)?;
    runtime.block_on(future)
}

/// Sends a request and gives what comes, until it has ended or is enough; how it ended. It is recorded at the same
/// time, if there is a path for it.
pub(crate) async fn follow(
    request: Request,
    record: Option<&Path>,
    document: Option<&Document>,
    mut take: impl FnMut(Came) -> Result<ControlFlow<()>, Failure>,
) -> Result<RecordedEnd, Failure> {
    let secrets = Secrets::of(&request);
    let mut recorder = record.map(Recorder::create).transpose()?;
    let client = client_builder().build().map_err(unsent)?;
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    let mut response = tokio::select! {
        response = client.execute(request) => response.map_err(unsent)?,
        _ = &mut interrupt => return Err(Failure::other("interrupted before a response came")),
    };
    let answered = Instant::now();
    if let Some(recorder) = &mut recorder {
        let ids = document.map_or(&[][..], |it| &it.checked.http.request_id_headers);
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let headers = secrets.kept(response.headers(), &ids);
        recorder.begin(
            response.status().as_u16(),
            &headers,
            document.map(Document::title),
        )?;
    }
    let mut taken = take(Came::Answer(answer(&response)));
    let end = loop {
        match taken {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => break RecordedEnd::Clean,
            Err(_) => break RecordedEnd::Failed("dropped".to_owned()),
        }
        let chunk = tokio::select! {
            biased;
            _ = &mut interrupt => break RecordedEnd::Failed(INTERRUPTED.to_owned()),
            chunk = response.chunk() => chunk,
            () = tokio::time::sleep(Duration::from_millis(500)) => {
                taken = take(Came::Nothing(answered.elapsed()));
                continue;
            }
        };
        match chunk {
            Ok(Some(bytes)) => {
                if let Some(recorder) = &mut recorder {
                    recorder.chunk(&bytes)?;
                }
                taken = take(Came::Bytes(answered.elapsed(), bytes));
            }
            Ok(None) => break RecordedEnd::Clean,
            Err(_) => break RecordedEnd::Cut,
        }
    };
    if let Some(recorder) = recorder {
        recorder.end(&end)?;
    }
    taken.map(|_| end)
}

fn answer(response: &Response) -> Answer {
    let header = |name| {
        let value = response.headers().get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    Answer {
        status: response.status().as_u16(),
        content_type: header(CONTENT_TYPE),
        location: header(LOCATION),
    }
}

/// Why there is no response. The URL is left out: it may hold a key.
fn unsent(error: reqwest::Error) -> Failure {
    let error = error.without_url();
    let mut message = format!("no response came: {error}");
    let mut source = error.source();
    while let Some(error) = source {
        message.push_str(&format!(": {error}"));
        source = error.source();
    }
    Failure::other(message)
}

impl From<RecordingError> for Failure {
    fn from(error: RecordingError) -> Self {
        Self::other(error)
    }
}
