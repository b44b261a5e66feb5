//! The routes of axum: POST starts, GET reads, DELETE cancels.

use std::future::Future;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use bytes::Bytes;
use futures_core::Stream;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use stream_events::{MessageStream, SourceItem, StreamEvents};

use crate::error::{AttachError, StartError};
use crate::log::{Log, LogError};
use crate::{Key, Relay, RelayBody};

/// What an application says of its runs: what each is called, and whom it asks.
pub trait Gateway: Clone + Send + Sync + 'static {
    /// The events of the upstream.
    type Events: StreamEvents;
    /// The bytes of the upstream.
    type Upstream: Stream<Item: SourceItem<Bytes>> + Send + 'static;

    /// The key of the run that a request is about, or the response to who must not have it.
    ///
    /// It is asked for every request, so authorization belongs here: a key is never made of what a client sends
    /// alone.
    fn key(&self, request: &mut Parts) -> impl Future<Output = Result<Key, Response>> + Send;

    /// Asks the upstream, once for each key; or the response to a client whose request is refused.
    fn open(
        self,
        request: Request,
    ) -> impl Future<Output = Result<MessageStream<Self::Events, Self::Upstream>, Response>>
    + Send
    + 'static;
}

impl<L: Log> Relay<L> {
    /// The routes of an application's runs, for a path of its choice:
    ///
    /// | | |
    /// |---|---|
    /// | `POST` | starts the run if nobody has, and answers with it from its beginning |
    /// | `GET` | answers with the run, behind `Last-Event-ID` if that is there |
    /// | `DELETE` | cancels the run: 204 |
    ///
    /// What they answer otherwise, [`AttachError`] says.
    pub fn routes<G: Gateway>(&self, gateway: G) -> MethodRouter {
        let state = Runs {
            relay: self.clone(),
            gateway,
        };
        get(read::<L, G>)
            .post(start::<L, G>)
            .delete(cancel::<L, G>)
            .with_state(state)
    }
}

struct Runs<L, G> {
    relay: Relay<L>,
    gateway: G,
}

impl<L: Log, G: Clone> Clone for Runs<L, G> {
    fn clone(&self) -> Self {
        Self {
            relay: self.relay.clone(),
            gateway: self.gateway.clone(),
        }
    }
}

async fn start<L: Log, G: Gateway>(
    State(Runs { relay, gateway }): State<Runs<L, G>>,
    request: Request,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let key = match gateway.key(&mut parts).await {
        Ok(key) => key,
        Err(refused) => return refused,
    };
    let headers = parts.headers.clone();
    let upstream = gateway.open(Request::from_parts(parts, body));
    match relay.start(&key, upstream).await {
        Ok(_) => attach::<L, G>(&relay, &key, &headers).await,
        Err(StartError::Upstream(refused)) => refused,
        Err(StartError::Log(error)) => AttachError::Log(error).into_response(),
        Err(StartError::Busy | StartError::ShuttingDown) => {
            AttachError::ShuttingDown.into_response()
        }
        Err(StartError::Cancelled) => AttachError::Over.into_response(),
    }
}

async fn read<L: Log, G: Gateway>(
    State(Runs { relay, gateway }): State<Runs<L, G>>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    match gateway.key(&mut parts).await {
        Ok(key) => attach::<L, G>(&relay, &key, &parts.headers).await,
        Err(refused) => refused,
    }
}

async fn cancel<L: Log, G: Gateway>(
    State(Runs { relay, gateway }): State<Runs<L, G>>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let key = match gateway.key(&mut parts).await {
        Ok(key) => key,
        Err(refused) => return refused,
    };
    match relay.cancel(&key).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(LogError::Gone) => AttachError::Unknown.into_response(),
        Err(error) => AttachError::Log(error).into_response(),
    }
}

async fn attach<L: Log, G: Gateway>(relay: &Relay<L>, key: &Key, headers: &HeaderMap) -> Response {
    let last_event_id = match headers.get("last-event-id").map(|it| it.to_str()) {
        Some(Ok(id)) => Some(id),
        // No ID of ours.
        Some(Err(_)) => return AttachError::Lost.into_response(),
        None => None,
    };
    match relay.attach::<G::Events>(key, last_event_id).await {
        Ok(body) => body.into_response(),
        Err(error) => error.into_response(),
    }
}

impl IntoResponse for RelayBody {
    fn into_response(self) -> Response {
        self.into_http().map(Body::new)
    }
}

impl IntoResponse for AttachError {
    fn into_response(self) -> Response {
        self.into_http().map(Body::from)
    }
}
