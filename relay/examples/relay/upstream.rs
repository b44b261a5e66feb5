//! A server that plays chat completions. It is written by the same document that the gateway reads it by.

use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use futures::stream::{Stream, StreamExt as _, iter};
use serde_json::{Value, json};
use stream_events::{Encoder, WriteEvents as _};
use tokio::net::TcpListener;

use crate::api::{Chat, chat};

/// How far it counts, so that a gap or a repeat is seen at a glance.
const COUNT: usize = 30;

/// Starts the server, which waits for so long before each word; its address.
pub(crate) async fn start(pause: Duration) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/v1/chat/completions", listener.local_addr()?);
    let router = Router::new().route("/v1/chat/completions", post(answer));
    let router = router.with_state(pause);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(url)
}

/// It says again what it was told, and counts.
async fn answer(State(pause): State<Duration>, Json(request): Json<Value>) -> Response {
    let prompt = request["messages"]
        .as_array()
        .and_then(|it| it.last()?["content"].as_str())
        .unwrap_or_default();
    let pause = match prompt.contains("slow") {
        true => pause * 4,
        false => pause,
    };
    let body = Encoder::<Chat>::encode(events(prompt, pause)).or_fail(|error| match error.kind() {
        io::ErrorKind::ResourceBusy => Ok(overloaded()),
        _ => Err(error),
    });
    let headers = [(header::CONTENT_TYPE, Chat::CONTENT_TYPE)];
    (headers, Body::from_stream(body)).into_response()
}

fn overloaded() -> chat::Failure {
    let error = chat::Error::new("The pond is full.".to_owned());
    chat::Failure::ErrorResponse(chat::ErrorResponse::new(error))
}

fn events(prompt: &str, pause: Duration) -> impl Stream<Item = io::Result<chat::Event>> + use<> {
    let end = match () {
        () if prompt.contains("fail") => Some(io::ErrorKind::ResourceBusy),
        () if prompt.contains("cut") => Some(io::ErrorKind::ConnectionReset),
        () => None,
    };
    let count = end.map_or(COUNT, |_| COUNT / 2);
    let numbers: Vec<_> = (1..=count).map(|n| n.to_string()).collect();
    let said = format!("You said: {prompt}\n{}", numbers.join(" "));
    let mut events = vec![chunk(&json!({ "role": "assistant", "content": "" }), None)];
    events.extend(said.split_inclusive([' ', '\n']).map(|word| {
        let delta = json!({ "content": word });
        chunk(&delta, None)
    }));
    events.push(match end {
        Some(kind) => Err(kind.into()),
        None => chunk(&json!({}), Some("stop")),
    });
    iter(events).then(move |item| async move {
        tokio::time::sleep(pause).await;
        item
    })
}

fn chunk(delta: &Value, finish_reason: Option<&str>) -> io::Result<chat::Event> {
    let chunk = json!({
        "id": "chatcmpl-example", "object": "chat.completion.chunk", "created": 1_767_225_600,
        "model": "example",
        "choices": [{ "index": 0, "delta": delta, "finish_reason": finish_reason }],
    });
    let chunk = serde_json::from_value(chunk).map_err(io::Error::other)?;
    Ok(chat::Event::Chunk(Box::new(chunk)))
}
