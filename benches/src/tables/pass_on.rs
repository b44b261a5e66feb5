//! What it costs to pass a stream on message by message, beside copying its bytes.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Instant;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use http_body_util::StreamBody;
use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use reqwest::Client;
use stream_events::{Encoder, RequestExt as _};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use super::cost::Cost;
use super::http::one_response;
use crate::input::Chunking;
use crate::loopback;
use crate::messages::Set;

const ROUNDS: usize = 15;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

const WAYS: [(&str, &str); 3] = [
    ("/bytes", "the bytes are copied"),
    ("/messages", "`pass_on(messages)`"),
    ("/asides", "`pass_on(messages.with_asides())`"),
];

/// How the upstream cuts its body, and whether all run on one thread.
const CASES: [(Chunking, bool); 3] = [
    (Chunking::Large, true),
    (Chunking::Event, true),
    (Chunking::Event, false),
];

/// The table.
#[must_use]
pub fn table() -> String {
    let mut header = "| a proxy in which |".to_owned();
    let mut rows = WAYS.map(|(_, name)| format!("| {name} |"));
    for (chunking, on_one) in CASES {
        let proxy = Proxy::new(chunking, on_one);
        let sizes = WAYS.map(|(path, _)| proxy.read(path));
        assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
        let costs = Cost::by_turns(ROUNDS, WAYS.len(), |index| {
            let start = Instant::now();
            proxy.read(WAYS[index].0);
            start.elapsed().as_secs_f64() * 1e9 / proxy.events as f64
        });
        let threads = if on_one { "one thread" } else { "more threads" };
        header += &format!(" {}, {threads}: ns an event | x |", chunking.name());
        for (row, cost) in rows.iter_mut().zip(costs) {
            *row += &format!(" {:.0} | {} |", cost.time(), cost.ratio());
        }
    }
    format!(
        "## Passed on over loopback, hyper to hyper, by size of the upstream's chunks\n\n{header}\n|{}\n{}\n",
        "---|".repeat(1 + 2 * CASES.len()),
        rows.join("\n")
    )
}

/// A server that passes on what another sends.
struct Proxy {
    events: usize,
    url: String,
    client: Client,
    runtime: Runtime,
}

impl Proxy {
    fn new(chunking: Chunking, on_one: bool) -> Self {
        let input = one_response(chunking);
        let upstream = format!("http://{}/", loopback::serve(&input.chunks));
        // On one thread what is measured is work, and not who waits for whom.
        let mut runtime = match on_one {
            true => Builder::new_current_thread(),
            false => Builder::new_multi_thread(),
        };
        let runtime = runtime.enable_all().build().expect("a runtime");
        let address = runtime.block_on(serve(upstream));
        Self {
            events: input.events(),
            url: format!("http://{address}"),
            client: Client::new(),
            runtime,
        }
    }

    /// Reads all of it; how many bytes there are.
    fn read(&self, path: &str) -> usize {
        let request = self.client.get(format!("{}{path}", self.url));
        self.runtime.block_on(async {
            let mut response = request.send().await.expect("a response");
            let mut bytes = 0;
            while let Some(chunk) = response.chunk().await.expect("a chunk") {
                bytes += chunk.len();
            }
            bytes
        })
    }
}

async fn serve(upstream: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let client = Client::new();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (client, upstream) = (client.clone(), upstream.clone());
            let service = service_fn(move |request: Request<Incoming>| {
                let upstream = client.get(&upstream);
                async move {
                    let body = passed_on(request.uri().path(), upstream).await;
                    let response = Response::builder().header("content-type", "text/event-stream");
                    Ok::<_, Infallible>(response.body(body).expect("a response"))
                }
            });
            let http = hyper::server::conn::http1::Builder::new();
            tokio::spawn(http.serve_connection(TokioIo::new(socket), service));
        }
    });
    address
}

async fn passed_on(
    path: &str,
    upstream: reqwest::RequestBuilder,
) -> UnsyncBoxBody<Bytes, BoxError> {
    if path == "/bytes" {
        let response = upstream.send().await.expect("a response");
        let bytes = response.bytes_stream();
        return UnsyncBoxBody::new(StreamBody::new(
            bytes.map_ok(Frame::data).map_err(BoxError::from),
        ));
    }
    let messages = upstream.stream_events::<Set>().messages();
    let messages = messages.await.expect("a stream");
    if path == "/messages" {
        let body = Encoder::<Set>::pass_on(messages);
        return UnsyncBoxBody::new(StreamBody::new(
            body.map_ok(Frame::data).map_err(BoxError::from),
        ));
    }
    let body = Encoder::<Set>::pass_on(messages.with_asides());
    UnsyncBoxBody::new(StreamBody::new(
        body.map_ok(Frame::data).map_err(BoxError::from),
    ))
}
