//! What is measured: a gateway that has a relay, and reads the upstream without it where it is asked to.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use reqwest::{Client, RequestBuilder};
use stream_events::{Encoder, RequestExt as _, StreamEvents};
use stream_events_relay::{Key, Log, MemoryLog, RedisLog, Relay};
use tokio::net::TcpListener;

use super::listen;

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Body = UnsyncBoxBody<Bytes, BoxError>;

/// What the upstream sends, by the shipped document.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-chat-completions.json")]
struct Chat;

/// An instance.
struct Gateway {
    client: Client,
    upstream: String,
    memory: Relay<MemoryLog>,
    /// By what paths call them.
    redis: HashMap<String, Relay<RedisLog>>,
    /// What was started here, to be deleted.
    started: Mutex<Vec<Key>>,
}

/// Serves, in this runtime, what is asked of the upstream whose address is the first argument. The others are engines:
/// `<name>=<url>`.
///
/// A path has a log, a key, and what is asked of the upstream: `/memory/<key>/<path>`. `POST` starts a run and reads
/// it, `PUT` starts it, `GET` reads it; `DELETE` deletes all. Of the log `direct` there is `POST` alone.
///
/// # Panics
///
/// If it cannot be served.
pub async fn serve(mut arguments: impl Iterator<Item = String>) -> SocketAddr {
    // Where it cannot be had, fewer readers will do, or it is seen.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let upstream = arguments.next().expect("the address of the upstream");
    let mut redis = HashMap::new();
    for argument in arguments {
        let (name, url) = argument.split_once('=').expect("an engine");
        let log = RedisLog::connect(url).await.expect("an engine");
        redis.insert(name.to_owned(), Relay::new(log));
    }
    let gateway = Gateway {
        client: Client::builder().no_proxy().build().expect("a client"),
        upstream,
        memory: Relay::new(MemoryLog::new()),
        redis,
        started: Mutex::default(),
    };
    let listener = listen();
    let address = listener.local_addr().expect("an address");
    tokio::spawn(accept(listener, Arc::new(gateway)));
    address
}

async fn accept(listener: TcpListener, gateway: Arc<Gateway>) {
    loop {
        let (socket, _) = listener.accept().await.expect("a connection");
        socket.set_nodelay(true).expect("a socket");
        let gateway = Arc::clone(&gateway);
        let service = service_fn(move |request: Request<Incoming>| {
            let gateway = Arc::clone(&gateway);
            async move { Ok::<_, Infallible>(gateway.answer(request).await) }
        });
        let http = hyper::server::conn::http1::Builder::new();
        tokio::spawn(http.serve_connection(TokioIo::new(socket), service));
    }
}

impl Gateway {
    async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let mut path = request.uri().path().splitn(4, '/').skip(1);
        let mut next = || path.next().unwrap_or_default();
        let (log, key, path) = (next(), next(), next());
        let upstream = self.client.get(format!("http://{}/{path}", self.upstream));
        let method = request.method();
        let answer = match log {
            "direct" => direct(upstream).await,
            "memory" => self.relayed(&self.memory, method, key, upstream).await,
            log => match self.redis.get(log) {
                Some(relay) => self.relayed(relay, method, key, upstream).await,
                None => Err(format!("there is no log `{log}`").into()),
            },
        };
        answer.unwrap_or_else(|error| {
            let text = error.to_string();
            let body = http_body_util::Full::from(text).map_err(|never| match never {});
            let response = Response::builder().status(500);
            response.body(Body::new(body)).expect("a response")
        })
    }

    async fn relayed<L: Log>(
        &self,
        relay: &Relay<L>,
        method: &Method,
        key: &str,
        upstream: RequestBuilder,
    ) -> Result<Response<Body>, BoxError> {
        if method == Method::DELETE {
            return self.delete(relay).await;
        }
        let key = Key::new(key)?;
        if method != Method::GET {
            self.started().push(key.clone());
            relay
                .start(&key, upstream.stream_events::<Chat>().messages())
                .await?;
        }
        if method == Method::PUT {
            return Ok(nothing());
        }
        let body = relay.attach::<Chat>(&key, None).await?;
        let response = body.into_http();
        Ok(response.map(|body| Body::new(BodyExt::map_err(body, BoxError::from))))
    }

    async fn delete<L: Log>(&self, relay: &Relay<L>) -> Result<Response<Body>, BoxError> {
        let started = std::mem::take(&mut *self.started());
        for key in started {
            relay.delete(&key).await?;
        }
        Ok(nothing())
    }

    fn started(&self) -> std::sync::MutexGuard<'_, Vec<Key>> {
        self.started.lock().expect("nobody panicked")
    }
}

/// Without the relay: messages are written as they come.
async fn direct(upstream: RequestBuilder) -> Result<Response<Body>, BoxError> {
    let messages = upstream.stream_events::<Chat>().messages().await?;
    let body = Encoder::<Chat>::pass_on(messages);
    let body = StreamBody::new(body.map_ok(Frame::data).map_err(BoxError::from));
    let response = Response::builder().header("content-type", "text/event-stream");
    Ok(response.body(Body::new(body))?)
}

fn nothing() -> Response<Body> {
    Response::new(Body::new(Empty::new().map_err(|never| match never {})))
}
