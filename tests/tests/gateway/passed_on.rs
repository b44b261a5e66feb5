//! Messages as they came.

use std::time::Duration;

use stream_events::testing::Fixture;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::{example, gateway, get, post};

/// With a comment, `retry`, an event and a field that nobody declares, and what is skipped.
const WIRE: &str = ": hello\n\nretry: 1500\n\n\
    event: message_start\ndata: {\"type\":\"message_start\",\"new\":1e400}\n\n\
    event: ping\ndata: {\"type\": \"ping\"}\n\n\
    event: of_next_year\ndata: not even JSON\n\n\
    event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

#[tokio::test]
async fn nothing_is_lost() {
    let server = Fixture::new().bytes(WIRE).chunks(7).serve().await;
    let server = server.expect("a port");
    let address = gateway(server.url().to_owned(), Duration::from_secs(30)).await;
    let got = post(&address, "/v1/messages", r#"{"messages":[]}"#).await;
    assert!(got.is_whole);
    assert_eq!(got.body, WIRE);
    let asked = server.requests();
    let sent: serde_json::Value = serde_json::from_slice(asked[0].text().as_bytes()).expect("JSON");
    assert_eq!(sent["stream"], true);
}

#[tokio::test]
async fn failures_and_cuts_are_what_they_were() {
    let address = example().await;
    let failed = get(&address, "/v1/messages?prompt=fail").await;
    assert!(failed.is_whole);
    let end = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\
               \"message\":\"The pond is full.\"}}\n\n";
    assert!(failed.body.ends_with(end), "{}", failed.body);
    let cut = get(&address, "/v1/messages?prompt=cut").await;
    assert!(!cut.is_whole);
    assert!(!cut.body.contains("message_stop"));
}

/// A server that is silent after its first event, and that tells when its client is gone.
async fn silent() -> (String, tokio::sync::oneshot::Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let (sender, gone) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut buffer = [0; 4096];
        let read = socket.read(&mut buffer).await.expect("a request");
        assert!(read > 0);
        let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
        socket.write_all(head).await.expect("a client");
        let event = b"event: ping\ndata: {\"type\": \"ping\"}\n\n";
        socket.write_all(event).await.expect("a client");
        while !matches!(socket.read(&mut buffer).await, Ok(0) | Err(_)) {}
        let _ = sender.send(());
    });
    (url, gone)
}

#[tokio::test]
async fn silence_has_signs_of_life_and_a_client_that_hangs_up_ends_the_request() {
    let (url, gone) = silent().await;
    let address = gateway(url, Duration::from_millis(20)).await;
    let mut socket = TcpStream::connect(&address).await.expect("a gateway");
    socket
        .write_all(b"GET /v1/messages?prompt=Hello HTTP/1.1\r\nhost: gateway\r\n\r\n")
        .await
        .expect("it reads");
    let mut seen = String::new();
    while seen.matches("\r\n:\n\r\n").count() < 3 {
        let mut buffer = [0; 1024];
        let read = socket.read(&mut buffer).await.expect("a sign of life");
        assert!(read > 0, "{seen}");
        seen += std::str::from_utf8(&buffer[..read]).expect("text");
    }
    drop(socket);
    let told = tokio::time::timeout(Duration::from_secs(5), gone).await;
    told.expect("in time").expect("the request was given up");
}
