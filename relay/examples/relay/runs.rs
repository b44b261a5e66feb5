//! What the gateway answers.
//!
//! | | |
//! |---|---|
//! | `POST /runs/{key}` | starts a run and answers with it; its body has a `prompt` |
//! | `GET /runs/{key}` | answers with it from its beginning, or behind `Last-Event-ID` |
//! | `DELETE /runs/{key}` | cancels it |
//! | `POST /v1/chat/completions` | the same for clients of the API: the header `x-run` is the key, if there is one |
//! | `GET /` | a page that does all this |

use axum::extract::{FromRequestParts as _, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use serde_json::{Value, json};
use stream_events::Body;
use stream_events::{Error, MessageStream, RequestExt as _};
use stream_events_relay::{Gateway, Key, Log, Relay};

use crate::api::{Chat, chat};

/// How much of a request is read.
const MAX_REQUEST: usize = 1 << 20;

/// Where answers come from.
#[derive(Debug, Clone)]
pub(crate) struct Runs {
    pub(crate) client: reqwest::Client,
    /// The address of chat completions.
    pub(crate) upstream: String,
}

pub(crate) fn router<L: Log>(relay: &Relay<L>, runs: &Runs) -> Router {
    Router::new()
        .route("/runs/{key}", relay.routes(runs.clone()))
        .route("/v1/chat/completions", relay.routes(runs.clone()))
        .route("/", get(|| async { Html(include_str!("page.html")) }))
}

impl Gateway for Runs {
    type Events = Chat;
    type Upstream = Body;

    /// An application makes the key of its own session, and of what that may see. Here all are one session.
    async fn key(&self, request: &mut Parts) -> Result<Key, Response> {
        let named = match Path::<String>::from_request_parts(request, &()).await {
            Ok(Path(name)) => Some(name),
            Err(_) => request.headers.get("x-run").map(text),
        };
        let Some(name) = named else {
            return Ok(Key::random());
        };
        Key::new(format!("example/{name}"))
            .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()).into_response())
    }

    async fn open(self, request: Request) -> Result<MessageStream<Chat, Body>, Response> {
        let body = axum::body::to_bytes(request.into_body(), MAX_REQUEST).await;
        let body = body.unwrap_or_default();
        let Some(asked) = asked(&body) else {
            let told = "the body is to be a request of chat completions, or { \"prompt\": \"…\" }";
            return Err((StatusCode::BAD_REQUEST, told).into_response());
        };
        let answer = self
            .client
            .post(&self.upstream)
            .header("content-type", "application/json")
            .body(asked.to_string())
            .stream_events::<Chat>()
            .messages();
        answer.await.map_err(|error| refused(&error))
    }
}

/// The request to the API that a body asks for.
fn asked(body: &Bytes) -> Option<Value> {
    let mut asked: Value = serde_json::from_slice(body).ok()?;
    if let Some(prompt) = asked["prompt"].as_str() {
        let message = json!({ "role": "user", "content": prompt });
        asked = json!({ "model": "example", "messages": [message] });
    }
    asked.get("messages")?;
    asked["stream"] = true.into();
    Some(asked)
}

/// The answer where there is no stream: the upstream's status, with the failure as the API says it.
fn refused(error: &Error<chat::Failure>) -> Response {
    let failure = error.failure().cloned().unwrap_or_else(|| {
        let said = chat::Error::new(error.to_string());
        chat::Failure::ErrorResponse(chat::ErrorResponse::new(said))
    });
    let status = error
        .http_status()
        .and_then(|it| StatusCode::from_u16(it).ok());
    let status = status.filter(|it| it.is_client_error() || it.is_server_error());
    (status.unwrap_or(StatusCode::BAD_GATEWAY), Json(failure)).into_response()
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}
