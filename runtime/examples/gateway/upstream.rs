//! A server that plays Messages. It is written by the same document that the gateway reads it by.

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

use crate::apis::{Messages, messages};

/// Starts the server, which waits for so long before each event; its address.
pub(crate) async fn start(pause: Duration) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/v1/messages", listener.local_addr()?);
    let router = Router::new().route("/v1/messages", post(answer));
    let router = router.with_state(pause);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(url)
}

/// It says again what it was told; a prompt with `fail` makes it fail in the middle, and one with `cut`
/// makes it hang up there.
async fn answer(State(pause): State<Duration>, Json(request): Json<Value>) -> Response {
    let prompt = request["messages"]
        .as_array()
        .and_then(|it| it.last()?["content"].as_str())
        .unwrap_or_default();
    let body =
        Encoder::<Messages>::encode(events(prompt, pause)).or_fail(|error| match error.kind() {
            io::ErrorKind::ResourceBusy => Ok(overloaded()),
            _ => Err(error),
        });
    let headers = [(header::CONTENT_TYPE, Messages::CONTENT_TYPE)];
    (headers, Body::from_stream(body)).into_response()
}

fn overloaded() -> messages::Failure {
    let kind = messages::ErrorType::OverloadedError;
    let error = messages::ErrorInfo::new(kind, "The pond is full.");
    messages::Failure::ErrorResponse(messages::ErrorResponse::new(error))
}

fn events(
    prompt: &str,
    pause: Duration,
) -> impl Stream<Item = io::Result<messages::Event>> + use<> {
    let mut data = vec![json!({
        "type": "message_start",
        "message": {
            "id": "msg_example", "type": "message", "role": "assistant",
            "model": "claude-sonnet-4-5", "content": [], "stop_reason": null,
            "stop_sequence": null, "usage": { "input_tokens": 12, "output_tokens": 1 },
        },
    })];
    data.push(json!({
        "type": "content_block_start", "index": 0, "content_block": { "type": "text", "text": "" },
    }));
    let said = format!("You said: {prompt}");
    data.extend(said.split_inclusive(' ').map(|word| {
        json!({
            "type": "content_block_delta", "index": 0,
            "delta": { "type": "text_delta", "text": word },
        })
    }));
    let end = match () {
        () if prompt.contains("fail") => Some(io::ErrorKind::ResourceBusy),
        () if prompt.contains("cut") => Some(io::ErrorKind::ConnectionReset),
        () => {
            data.push(json!({ "type": "content_block_stop", "index": 0 }));
            data.push(json!({
                "type": "message_delta",
                "delta": { "stop_reason": "end_turn", "stop_sequence": null },
                "usage": { "output_tokens": 9 },
            }));
            data.push(json!({ "type": "message_stop" }));
            None
        }
    };
    let events = data.into_iter().map(|data| event(&data));
    let items = events.chain(end.map(|kind| Err(io::Error::from(kind))));
    iter(items.collect::<Vec<_>>()).then(move |item| async move {
        tokio::time::sleep(pause).await;
        item
    })
}

/// The event that has this data.
fn event(data: &Value) -> io::Result<messages::Event> {
    serde_json::from_value(json!({ "event": data["type"], "data": data })).map_err(io::Error::other)
}
