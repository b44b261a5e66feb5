//! The faults are what they say they are, as seen without the client under test.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::events::THREE;
use super::*;

async fn connect(server: &FaultServer, path: &str) -> TcpStream {
    let mut tcp = TcpStream::connect(server.address)
        .await
        .expect("the server listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    tcp.write_all(request.as_bytes())
        .await
        .expect("the server reads");
    tcp
}

#[tokio::test]
async fn every_wire_serves_three_events() {
    for wire in [Wire::Http1, Wire::Tls, Wire::H2c, Wire::Frames("/ok")] {
        let server = FaultServer::start(wire).await;
        for path in ["/ok", "/ok-1byte"] {
            let answer = server.get(path).send().await.expect("an answer");
            assert_eq!(
                answer.text().await.expect("a body"),
                THREE.concat(),
                "{wire:?} {path}"
            );
        }
        assert_eq!(server.connections(), 1, "{wire:?}");
    }
}

#[tokio::test]
async fn a_reset_is_a_reset_and_a_close_is_not() {
    let server = FaultServer::start(Wire::Http1).await;
    let mut seen = Vec::new();
    let reset = connect(&server, "/reset-before-headers")
        .await
        .read_to_end(&mut seen)
        .await;
    assert_eq!(
        reset.expect_err("no end").kind(),
        ErrorKind::ConnectionReset
    );
    let closed = connect(&server, "/close-before-headers")
        .await
        .read_to_end(&mut seen)
        .await;
    assert_eq!(closed.expect("an end"), 0);
}

#[tokio::test]
async fn what_was_sent_before_a_reset_arrives() {
    for wire in [Wire::Http1, Wire::Tls, Wire::H2c] {
        let server = FaultServer::start(wire).await;
        let mut answer = server
            .get("/reset-mid-event")
            .send()
            .await
            .expect("an answer");
        let mut body = Vec::new();
        let end = loop {
            match answer.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                end => break end,
            }
        };
        assert_eq!(
            body,
            [events::ONE, events::HALF].concat().as_bytes(),
            "{wire:?}"
        );
        assert!(end.is_err(), "{wire:?}");
    }
}

#[tokio::test]
async fn tls_ends_with_a_notice_or_without() {
    let server = FaultServer::start(Wire::Tls).await;
    let cut = server.get("/tls-truncate").send().await.expect("an answer");
    assert!(
        cut.text().await.is_err(),
        "no notice, and nothing else that tells the end"
    );
    let closed = server.get("/ok-close").send().await.expect("an answer");
    assert_eq!(closed.text().await.expect("a body"), THREE.concat());
}

#[tokio::test]
async fn leaving_clients_are_noticed() {
    for (wire, left) in [
        (Wire::Http1, ClientLeft::Closed),
        (Wire::Tls, ClientLeft::Closed),
        (
            Wire::H2c,
            ClientLeft::StreamReset(h2::Reason::CANCEL.into()),
        ),
    ] {
        let server = FaultServer::start(wire).await;
        for path in ["/idle", "/endless", "/firehose", "/no-read"] {
            let request = server.post(path).body("[]").send();
            let _ = timeout(Duration::from_millis(50), request).await;
            assert_eq!(
                server.client_leaves(path).await,
                Some(left),
                "{wire:?} {path}"
            );
        }
        assert!(wire == Wire::H2c || server.all_closed().await, "{wire:?}");
    }
}

#[tokio::test]
async fn a_stream_goes_on_where_the_client_says_it_was() {
    for wire in [Wire::Http1, Wire::Tls, Wire::H2c] {
        let server = FaultServer::start(wire).await;
        for (id, first, last) in [("", 1, 3), ("3", 4, 6), ("9", 10, 10)] {
            let request = server.get("/resume").header("last-event-id", id);
            let body = request
                .send()
                .await
                .expect("an answer")
                .text()
                .await
                .expect("a body");
            let events = (first..=last).map(events::msg).collect::<String>();
            assert_eq!(body, format!("retry: 10\n\n{events}"), "{wire:?}");
        }
        let request = server.get("/resume").header("last-event-id", "10");
        assert_eq!(request.send().await.expect("an answer").status(), 204);
    }
}

#[tokio::test]
async fn a_server_stops_when_dropped() {
    let server = FaultServer::start(Wire::Http1).await;
    let mut open = connect(&server, "/idle").await;
    let address = server.address;
    assert!(open.read_u8().await.is_ok());
    drop(server);
    let mut rest = Vec::new();
    let ended = timeout(PATIENCE, open.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "the connection is gone");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens");
}
