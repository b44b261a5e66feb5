//! What the gateway answers.
//!
//! | | |
//! |---|---|
//! | `POST /v1/chat/completions`, `GET` with `?prompt=` | Messages as chat completions |
//! | `POST /v1/messages`, `GET` with `?prompt=` | Messages as they came |
//! | `GET /` | a page that reads the first by a browser's `EventSource` |

use std::error::Error as _;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use futures::stream::{Stream, StreamExt as _, iter};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use stream_events::{EncodeError, Encoder, Error, RequestExt as _, StreamRequest, WriteEvents};

use crate::apis::{Chat, Messages, chat, messages};
use crate::convert::{self, Conversion};
use crate::heartbeat::with_heartbeat;
use crate::request::ChatRequest;

/// Where answers come from, and how they are passed on.
#[derive(Debug)]
pub(crate) struct Gateway {
    pub(crate) client: reqwest::Client,
    /// The address of Messages.
    pub(crate) upstream: String,
    pub(crate) key: String,
    /// The model of those who ask for none of theirs.
    pub(crate) model: String,
    /// How long a client hears nothing before it gets a sign of life.
    pub(crate) heartbeat: Duration,
}

#[derive(Debug, Deserialize)]
struct Prompt {
    prompt: String,
}

pub(crate) fn router(gateway: Gateway) -> Router {
    let chat = get(get_chat).post(post_chat);
    let messages = get(get_messages).post(post_messages);
    Router::new()
        .route("/v1/chat/completions", chat)
        .route("/v1/messages", messages)
        .route("/", get(|| async { Html(include_str!("page.html")) }))
        .with_state(Arc::new(gateway))
}

async fn post_chat(
    State(gateway): State<Arc<Gateway>>,
    Json(request): Json<ChatRequest>,
) -> Response {
    gateway.chat(&request).await
}

/// For a browser's `EventSource`, which can only get.
async fn get_chat(State(gateway): State<Arc<Gateway>>, Query(it): Query<Prompt>) -> Response {
    gateway.chat(&ChatRequest::of_prompt(&it.prompt)).await
}

async fn post_messages(
    State(gateway): State<Arc<Gateway>>,
    headers: HeaderMap,
    Json(mut request): Json<Value>,
) -> Response {
    request["stream"] = true.into();
    gateway.messages(&request, &headers).await
}

async fn get_messages(State(gateway): State<Arc<Gateway>>, Query(it): Query<Prompt>) -> Response {
    let request = ChatRequest::of_prompt(&it.prompt).to_messages(&gateway.model);
    gateway.messages(&request, &HeaderMap::new()).await
}

impl Gateway {
    /// Converts event by event. When the client hangs up, the body is dropped, and with it the connection
    /// that it reads from.
    async fn chat(&self, request: &ChatRequest) -> Response {
        let upstream = self.ask(&request.to_messages(&self.model), &HeaderMap::new());
        let events = match upstream.await {
            Ok(events) => events,
            Err(error) => {
                let failure = convert::failure(&error).unwrap_or_else(|| {
                    let said = chat::Error::new(told(&error));
                    chat::Failure::ErrorResponse(chat::ErrorResponse::new(said))
                });
                return refused(&error, &failure);
            }
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |it| it.as_secs().try_into().unwrap_or(i64::MAX));
        let mut conversion = Conversion::new(now, request.stream_options.include_usage);
        let chunks = events.flat_map(move |event| {
            let chunks = event.map(|event| conversion.chunks(event));
            match chunks {
                Ok(chunks) => iter(chunks).map(Ok).left_stream(),
                Err(error) => iter([Err(error)]).right_stream(),
            }
        });
        // What the API has reported is reported. What was cut off is cut off here too.
        let body =
            Encoder::<Chat>::encode(chunks).or_fail(|error| convert::failure(&error).ok_or(error));
        self.answer::<Chat>(body)
    }

    /// Passes all of it on as it came, with what no type declares.
    async fn messages(&self, request: &Value, headers: &HeaderMap) -> Response {
        match self.ask(request, headers).messages().await {
            Ok(upstream) => {
                let body = Encoder::<Messages>::pass_on(upstream.with_asides());
                self.answer::<Messages>(body)
            }
            Err(error) => {
                let failure = error.failure().cloned().unwrap_or_else(|| {
                    let kind = messages::ErrorType::ApiError;
                    let said = messages::ErrorInfo::new(kind, told(&error));
                    messages::Failure::ErrorResponse(messages::ErrorResponse::new(said))
                });
                refused(&error, &failure)
            }
        }
    }

    fn ask(&self, request: &Value, headers: &HeaderMap) -> StreamRequest<Messages> {
        let mut asked = self.client.post(&self.upstream);
        for name in ["anthropic-beta", "anthropic-version"] {
            if let Some(value) = headers.get(name) {
                asked = asked.header(name, value);
            }
        }
        if !headers.contains_key("anthropic-version") {
            asked = asked.header("anthropic-version", "2023-06-01");
        }
        asked
            .header("x-api-key", &self.key)
            .header("content-type", "application/json")
            .body(request.to_string())
            .stream_events()
    }

    fn answer<S: WriteEvents>(
        &self,
        body: impl Stream<Item = Result<Bytes, EncodeError>> + Send + 'static,
    ) -> Response {
        let beat = Encoder::<S>::new().keep_alive();
        let headers = [
            (header::CONTENT_TYPE, S::CONTENT_TYPE),
            (header::CACHE_CONTROL, "no-cache"),
            // Else some proxies wait until there is more.
            (header::HeaderName::from_static("x-accel-buffering"), "no"),
        ];
        let body = Body::from_stream(with_heartbeat(body, beat, self.heartbeat));
        (headers, body).into_response()
    }
}

/// The answer where there is no stream: the upstream's status, with the failure as the API says it.
fn refused(error: &Error<messages::Failure>, failure: &impl Serialize) -> Response {
    let status = error
        .http_status()
        .and_then(|it| StatusCode::from_u16(it).ok());
    let status = status.filter(|it| it.is_client_error() || it.is_server_error());
    let mut response = (status.unwrap_or(StatusCode::BAD_GATEWAY), Json(failure)).into_response();
    if let Some(wait) = error.retry_after() {
        let seconds = wait.as_secs().into();
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// An error with what caused it.
fn told(error: &Error<messages::Failure>) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
