//! Bodies in the servers that people write: what is sent arrives, and a cut stays one.

#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "the servers are those of the examples"
)]

#[path = "../examples/actix.rs"]
mod actix;
#[path = "../examples/hyper.rs"]
mod hyper;

use std::io;
use std::net::SocketAddr;

use futures::stream::{Stream, iter};
use serde::de::DeserializeOwned;
use serde_json::json;
use stream_events::{Encoder, ErrorKind, RequestExt as _, StreamEvents, WriteEvents as _};

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../runtime/schemas/feed.json")]
pub struct Feed;

const TEXT: &str = "a\nb: c\n\n";

/// Two events and the end, or a cut in its place.
fn events<E>(path: &str) -> impl Stream<Item = io::Result<E>> + Send + use<E>
where
    E: DeserializeOwned + Send,
{
    let update = |id| json!({ "event": "update", "data": { "id": id, "text": TEXT } });
    let event = |json| serde_json::from_value(json).expect("an event");
    let end = match path {
        "/cut" => Err(io::Error::other("upstream is gone")),
        _ => Ok(event(json!({ "event": "bye" }))),
    };
    iter([Ok(event(update("1"))), Ok(event(update("2"))), end])
}

/// What a client reads of a server of both.
async fn is_served(address: SocketAddr) {
    let read = |path: &'static str| async move {
        let url = format!("http://{address}{path}");
        let request = reqwest::Client::new().get(url).stream_events::<Feed>();
        let mut stream = request.await.expect("a stream");
        let (mut events, mut error) = (Vec::new(), None);
        while let Some(item) = stream.next().await {
            match item {
                Ok(event) => events.push(event),
                Err(it) => error = Some(it),
            }
        }
        (events, error)
    };
    let (events, error) = read("/whole").await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.len(), 3);
    let update = feed::Event::Update(feed::Update::new("2", TEXT));
    assert_eq!(events[1], update);
    let (events, error) = read("/cut").await;
    assert_eq!(events.len(), 2, "what came before the cut");
    let error = error.expect("a cut");
    let is_cut = |kind: &ErrorKind<_>| matches!(kind, ErrorKind::Transport(_));
    assert!(is_cut(error.kind()), "{error}");
    assert!(error.is_retryable(), "{error}");
}

#[tokio::test]
async fn of_axum() {
    use axum::body::Body;
    use axum::http::{Uri, header};

    async fn answer(uri: Uri) -> ([(header::HeaderName, &'static str); 1], Body) {
        let body = Encoder::<Feed>::encode(events(uri.path()));
        let headers = [(header::CONTENT_TYPE, Feed::CONTENT_TYPE)];
        (headers, Body::from_stream(body))
    }

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = axum::Router::new().fallback(answer);
    tokio::spawn(async move { axum::serve(listener, router).await });
    is_served(address).await;
}

#[tokio::test]
async fn of_hyper() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(hyper::serve(listener, events));
    is_served(address).await;
}

#[test]
fn of_actix() {
    let system = actix_web::rt::System::new();
    system.block_on(async {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = actix::serve(listener, events).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        is_served(address).await;
        handle.stop(false).await;
    });
}
