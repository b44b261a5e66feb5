//! A client that does what a browser's `EventSource` does: it comes back with the last ID, to any instance.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures::StreamExt as _;
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use stream_events::Decoder;
use stream_events_relay::Cursor;

use crate::upstream::{UPDATES, update};

/// Within this all answers come to an end, killed or not.
const LIMIT: Duration = Duration::from_secs(120);

/// What a client has at the end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// How many updates, all before which are there, too.
    pub(crate) updates: usize,
    pub(crate) end: End,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Nothing will follow, and the answer is whole.
    Done,
    /// Nothing will follow, and it is not: so it was told.
    Cut(String),
}

pub(crate) struct Client {
    http: reqwest::Client,
    /// The addresses of the run at each instance.
    urls: Vec<String>,
    key: String,
    /// The instance that is asked next.
    at: usize,
    /// Whether it starts the run if it is not there.
    starts: bool,
    last: Option<Cursor>,
    has_bye: bool,
    updates: Arc<AtomicUsize>,
}

impl Client {
    /// A client that asks this one of the instances first.
    pub(crate) fn new(http: &reqwest::Client, urls: Vec<String>, key: &str, at: usize) -> Self {
        Self {
            http: http.clone(),
            urls,
            key: key.to_owned(),
            at,
            starts: false,
            last: None,
            has_bye: false,
            updates: Arc::default(),
        }
    }

    /// The same, which starts the run.
    pub(crate) fn starting(mut self) -> Self {
        self.starts = true;
        self
    }

    /// How many updates it has, while it reads.
    pub(crate) fn progress(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.updates)
    }

    /// Reads until nothing can follow.
    pub(crate) async fn read(mut self) -> Answer {
        let began = Instant::now();
        loop {
            let read = self.updates.load(Ordering::Relaxed);
            assert!(began.elapsed() < LIMIT, "{}: stuck at {read}", self.key);
            let Ok(response) = self.ask().await else {
                self.go_elsewhere().await;
                continue;
            };
            let end = match response.status() {
                StatusCode::OK => {
                    self.take(response).await;
                    continue;
                }
                StatusCode::NO_CONTENT => End::Done,
                StatusCode::GONE => End::Cut(how(response).await),
                StatusCode::NOT_FOUND | StatusCode::SERVICE_UNAVAILABLE if !self.has_bye => {
                    let is_there = self.last.is_none() || response.status() != 404;
                    assert!(is_there, "{}: the log is gone", self.key);
                    self.go_elsewhere().await;
                    continue;
                }
                status => panic!("{}: {status}", self.key),
            };
            assert!(end != End::Done || self.has_bye, "{}: no end", self.key);
            let updates = self.updates.load(Ordering::Relaxed);
            return Answer { updates, end };
        }
    }

    async fn ask(&self) -> reqwest::Result<Response> {
        let method = match self.starts && self.last.is_none() {
            true => Method::POST,
            false => Method::GET,
        };
        let mut request = self.http.request(method, &self.urls[self.at]);
        if let Some(last) = self.last {
            request = request.header("last-event-id", last.to_string());
        }
        request.send().await
    }

    async fn go_elsewhere(&mut self) {
        self.at = (self.at + 1) % self.urls.len();
        // As long as everyone is away it is of no use to ask all the time.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    /// Reads one response. If it ends in good order, it ends behind the last message.
    async fn take(&mut self, response: Response) {
        let mut decoder = Decoder::new();
        let mut chunks = response.bytes_stream();
        while let Some(chunk) = chunks.next().await {
            let Ok(chunk) = chunk else {
                return self.go_elsewhere().await;
            };
            decoder.feed(chunk);
            while let Some(message) = decoder.next_message().expect("messages") {
                self.message(message.last_event_id(), message.data());
            }
        }
        assert!(self.has_bye, "{}: a cut that looks like an end", self.key);
    }

    fn message(&mut self, id: &str, data: &str) {
        let id: Cursor = id.parse().expect("an ID of ours");
        assert!(Some(id) > self.last, "{}: {id} once more", self.key);
        self.last = Some(id);
        assert!(!self.has_bye, "{}: more behind the end", self.key);
        let n = self.updates.load(Ordering::Relaxed);
        if data == "{}" {
            assert_eq!(n, UPDATES, "{}: an end too early", self.key);
            self.has_bye = true;
        } else {
            assert_eq!(data, update(&self.key, n), "a gap, a repeat or another run");
            self.updates.store(n + 1, Ordering::Relaxed);
        }
    }
}

/// How a run ended that was cut off.
async fn how(response: Response) -> String {
    let problem = response.bytes().await.expect("a problem");
    let problem: Value = serde_json::from_slice(&problem).expect("JSON");
    let end = problem["end"].as_str();
    end.unwrap_or_else(|| panic!("it says which end it was: {problem}"))
        .to_owned()
}
