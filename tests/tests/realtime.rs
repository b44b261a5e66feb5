//! The example `realtime`: events over a WebSocket, against a server of its own.

#![allow(dead_code, reason = "the module is the example")]

#[path = "../examples/realtime.rs"]
mod realtime;

use realtime::{ask, serve};

#[tokio::test]
async fn what_is_asked_is_answered_or_refused() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let url = format!("ws://{}", listener.local_addr().expect("an address"));
    tokio::spawn(serve(listener));
    let answer = ask(&url, "How many herons?").await.expect("an answer");
    assert_eq!(answer, "You said: How many herons?");
    let error = ask(&url, "").await.expect_err("nothing was asked");
    assert!(
        error.to_string().contains("There is nothing to answer."),
        "{error}"
    );
}
