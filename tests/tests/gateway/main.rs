//! The example `gateway`, as its clients see it: over real sockets, byte by byte.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the modules are those of the example"
)]

#[path = "../../../runtime/examples/gateway/apis.rs"]
mod apis;
#[path = "../../../runtime/examples/gateway/convert.rs"]
mod convert;
#[path = "../../../runtime/examples/gateway/heartbeat.rs"]
mod heartbeat;
#[path = "../../../runtime/examples/gateway/request.rs"]
mod request;
#[path = "../../../runtime/examples/gateway/router.rs"]
mod router;
#[path = "../../../runtime/examples/gateway/upstream.rs"]
mod upstream;

mod chat;
mod passed_on;
mod requests;

use std::time::Duration;

use router::{Gateway, router};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Starts a gateway before this upstream; its address.
async fn gateway(upstream: String, heartbeat: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let gateway = Gateway {
        client: stream_events::http::client_builder()
            .build()
            .expect("a client"),
        upstream,
        key: "key".to_owned(),
        model: "claude-sonnet-4-5".to_owned(),
        heartbeat,
    };
    tokio::spawn(async move { axum::serve(listener, router(gateway)).await });
    address
}

/// A gateway before the server of the example.
async fn example() -> String {
    let upstream = upstream::start(Duration::from_millis(1)).await;
    gateway(upstream.expect("a port"), Duration::from_secs(30)).await
}

/// A response as it came: its head, its body, and whether the body came to its end.
struct Answer {
    head: String,
    body: String,
    is_whole: bool,
}

async fn get(address: &str, path: &str) -> Answer {
    send(
        address,
        &format!("GET {path} HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n"),
    )
    .await
}

async fn post(address: &str, path: &str, body: &str) -> Answer {
    let length = body.len();
    let head = "host: gateway\r\nconnection: close\r\ncontent-type: application/json";
    let request =
        format!("POST {path} HTTP/1.1\r\n{head}\r\ncontent-length: {length}\r\n\r\n{body}");
    send(address, &request).await
}

async fn send(address: &str, request: &str) -> Answer {
    let mut socket = TcpStream::connect(address).await.expect("a gateway");
    socket
        .write_all(request.as_bytes())
        .await
        .expect("it reads");
    let mut bytes = Vec::new();
    // A body that is aborted may end with a reset.
    let _ = socket.read_to_end(&mut bytes).await;
    let text = String::from_utf8(bytes).expect("text");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let (body, is_whole) = match head.contains("transfer-encoding: chunked") {
        true => unchunked(body),
        false => (body.to_owned(), true),
    };
    Answer {
        head: head.to_owned(),
        body,
        is_whole,
    }
}

/// A chunked body, and whether its last chunk came.
fn unchunked(mut chunked: &str) -> (String, bool) {
    let mut body = String::new();
    while let Some((length, rest)) = chunked.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            return (body, true);
        }
        let Some(chunk) = rest.get(..length) else {
            return (body + rest, false);
        };
        body += chunk;
        chunked = rest.get(length + 2..).unwrap_or_default();
    }
    (body, false)
}
