//! A feed as the body of hyper's responses.
//!
//! ```text
//! cargo run -p stream-events-tests --example hyper
//! curl -N http://127.0.0.1:8080/
//! ```

#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures::stream::{Stream, StreamExt as _, TryStreamExt as _, iter};
use http_body_util::StreamBody;
use hyper::body::{Body, Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use stream_events::{EncodeError, Encoder, StreamEvents, WriteEvents as _};
use tokio::net::TcpListener;

/// What is sent.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../runtime/schemas/feed.json")]
pub(crate) struct Feed;

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    println!("curl -N http://127.0.0.1:8080/");
    serve(listener, |_| slow_updates()).await
}

fn slow_updates() -> impl Stream<Item = io::Result<feed::Event>> + Send + 'static {
    let update = |n: u32| feed::Event::Update(feed::Update::new(n.to_string(), "Hi"));
    let events = (1..=5).map(update).chain([feed::Event::Bye]);
    iter(events).then(|event| async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(event)
    })
}

/// Answers each path with its events.
pub(crate) async fn serve<B>(listener: TcpListener, events: fn(&str) -> B) -> io::Result<()>
where
    B: Stream<Item = io::Result<feed::Event>> + Send + 'static,
{
    loop {
        let (socket, _) = listener.accept().await?;
        let service = service_fn(move |request: Request<Incoming>| {
            let response = answer(events(request.uri().path()));
            async { Ok::<_, Infallible>(response) }
        });
        let http = hyper::server::conn::http1::Builder::new();
        tokio::spawn(http.serve_connection(TokioIo::new(socket), service));
    }
}

fn answer<B>(events: B) -> Response<impl Body<Data = Bytes, Error = EncodeError>>
where
    B: Stream<Item = io::Result<feed::Event>> + Send + 'static,
{
    let body = Encoder::<Feed>::encode(events).map_ok(Frame::data);
    let mut response = Response::new(StreamBody::new(body));
    let content_type = hyper::header::HeaderValue::from_static(Feed::CONTENT_TYPE);
    response.headers_mut().insert("content-type", content_type);
    response
}
