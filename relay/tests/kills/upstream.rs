//! What the gateways ask.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use futures::stream::unfold;
use tokio::net::TcpListener;
use tokio::time::sleep;

/// How many updates an answer has. At this pace it takes 6 seconds.
pub(crate) const UPDATES: usize = 24;
const PACE: Duration = Duration::from_millis(250);

/// The end of a quiet answer comes only after all tests.
const QUIET: Duration = Duration::from_secs(3600);

/// A server that writes an answer for each key, at a steady pace; of a key with `quiet` in it the first update alone.
pub(crate) struct Upstream {
    pub(crate) address: String,
    asked: Asked,
}

/// How often each key was asked for, and how many connections of it there are.
type Asked = Arc<Mutex<HashMap<String, (usize, usize)>>>;

impl Upstream {
    pub(crate) async fn start() -> Self {
        let asked = Asked::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new()
            .route("/{key}", post(answer))
            .with_state(Arc::clone(&asked));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            address: format!("http://{address}"),
            asked,
        }
    }

    /// How many keys were asked for, if none was twice.
    pub(crate) fn keys(&self) -> usize {
        let asked = self.asked.lock().expect("no panic");
        for (key, (requests, _)) in asked.iter() {
            assert_eq!(*requests, 1, "requests for {key}");
        }
        asked.len()
    }

    pub(crate) fn connections(&self, key: &str) -> usize {
        let asked = self.asked.lock().expect("no panic");
        asked.get(key).map_or(0, |(_, open)| *open)
    }
}

/// Counts itself as long as it lives.
struct Connection {
    asked: Asked,
    key: String,
}

impl Connection {
    fn new(asked: Asked, key: String) -> Self {
        let mut counts = asked.lock().expect("no panic");
        let (requests, open) = counts.entry(key.clone()).or_default();
        (*requests, *open) = (*requests + 1, *open + 1);
        drop(counts);
        Self { asked, key }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut counts = self.asked.lock().expect("no panic");
        counts.entry(self.key.clone()).or_default().1 -= 1;
    }
}

async fn answer(State(asked): State<Asked>, Path(key): Path<String>) -> Response {
    let connection = Connection::new(asked, key);
    let chunks = unfold((connection, 0), |(connection, n)| async move {
        let chunk = match n {
            0..UPDATES => format!("event: update\ndata: {}\n\n", update(&connection.key, n)),
            UPDATES => "event: bye\ndata: {}\n\n".to_owned(),
            _ => return None,
        };
        match n > 0 && connection.key.contains("quiet") {
            true => sleep(QUIET).await,
            false => sleep(PACE).await,
        }
        Some((Ok::<_, std::io::Error>(chunk), (connection, n + 1)))
    });
    let headers = [("content-type", "text/event-stream")];
    (headers, Body::from_stream(chunks)).into_response()
}

/// What the update of this number says.
pub(crate) fn update(key: &str, n: usize) -> String {
    format!("{{\"n\":{n},\"text\":\"{key}, {n}\"}}")
}
