//! A relayed run in the servers that people write: a client reads it to its end, comes back, and sees a cut.

#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;

use bytes::Bytes;
use futures::StreamExt as _;
use futures::stream::iter;
use stream_events::{AsyncStream, ErrorKind, RequestExt as _, StreamEvents};
use stream_events_relay::{AttachError, Key, MemoryLog, Relay, RelayBody};
use tokio::net::TcpListener;

/// What is relayed.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../runtime/schemas/feed.json")]
pub struct Feed;

const UPDATE: &str = "event: update\ndata: {\"id\":\"1\",\"text\":\"a\"}\n\n";
const BYE: &str = "event: bye\ndata: {}\n\n";

/// A run that is whole, and one whose upstream broke off.
async fn runs() -> Relay<MemoryLog> {
    let relay = Relay::new(MemoryLog::new());
    for (name, last) in [("whole", BYE), ("cut", "")] {
        let chunks = [UPDATE, UPDATE, last].map(|it| Ok::<_, io::Error>(Bytes::from(it)));
        let upstream = AsyncStream::<Feed, _>::from_bytes(iter(chunks)).into_messages();
        let ask = async { Ok::<_, Infallible>(upstream) };
        let run = relay.start(&key(name), ask).await.expect("it starts");
        run.ended().await.expect("an end");
    }
    relay
}

fn key(path: &str) -> Key {
    Key::new(path.trim_start_matches('/')).expect("a key")
}

async fn attach(
    relay: &Relay<MemoryLog>,
    path: &str,
    last_event_id: Option<&str>,
) -> Result<RelayBody, AttachError> {
    relay.attach::<Feed>(&key(path), last_event_id).await
}

async fn is_served(address: SocketAddr) {
    let client = reqwest::Client::new();
    let get = |path: &str| client.get(format!("http://{address}/{path}"));
    let mut stream = get("whole")
        .stream_events::<Feed>()
        .await
        .expect("a stream");
    assert!(stream.next().await.expect("an event").is_ok());
    let first = stream.last_event_id().to_owned();
    assert_eq!(stream.by_ref().count().await, 2);
    let last = stream.last_event_id().to_owned();

    let again = get("whole").header("last-event-id", first);
    let mut stream = again.stream_events::<Feed>().await.expect("a stream");
    assert_eq!(stream.by_ref().count().await, 2, "no event twice");

    let over = get("whole")
        .header("last-event-id", last)
        .send()
        .await
        .expect("a response");
    assert_eq!(over.status(), 204);

    let mut stream = get("cut")
        .stream_events::<Feed>()
        .reconnect(None)
        .await
        .expect("a stream");
    let items: Vec<_> = stream.by_ref().collect().await;
    assert_eq!(items.len(), 3);
    let error = items[2].as_ref().expect_err("a cut");
    assert!(matches!(error.kind(), ErrorKind::Transport(_)), "{error}");
    let behind = get("cut").header("last-event-id", stream.last_event_id());
    let behind = behind.send().await.expect("a response");
    assert_eq!(behind.status(), 410);
    let problem = behind.text().await.expect("a body");
    assert!(problem.contains("\"end\":\"truncated\""), "{problem}");
}

#[tokio::test]
async fn of_axum() {
    use axum::body::Body;
    use axum::extract::{Request, State};
    use axum::response::Response;

    async fn answer(State(relay): State<Relay<MemoryLog>>, request: Request) -> Response {
        let id = request.headers().get("last-event-id");
        let id = id.and_then(|it| it.to_str().ok());
        match attach(&relay, request.uri().path(), id).await {
            Ok(body) => body.into_http().map(Body::new),
            Err(error) => error.into_http().map(Body::from),
        }
    }

    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = axum::Router::new()
        .fallback(answer)
        .with_state(runs().await);
    tokio::spawn(async move { axum::serve(listener, router).await });
    is_served(address).await;
}

#[tokio::test]
async fn of_hyper() {
    use http_body_util::Either;
    use hyper::server::conn::http1;
    use hyper::service::service_fn;
    use hyper_util::rt::TokioIo;

    let relay = runs().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let relay = relay.clone();
            let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                let relay = relay.clone();
                async move {
                    let id = request.headers().get("last-event-id");
                    let id = id.and_then(|it| it.to_str().ok());
                    Ok::<_, Infallible>(match attach(&relay, request.uri().path(), id).await {
                        Ok(body) => body.into_http().map(Either::Left),
                        Err(error) => error.into_http().map(Either::Right),
                    })
                }
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(socket), service));
        }
    });
    is_served(address).await;
}

#[test]
fn of_actix() {
    use actix_web::http::StatusCode;
    use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};

    async fn answer(relay: web::Data<Relay<MemoryLog>>, request: HttpRequest) -> HttpResponse {
        let id = request.headers().get("last-event-id");
        let id = id.and_then(|it| it.to_str().ok());
        match attach(&relay, request.path(), id).await {
            Ok(body) => HttpResponse::Ok()
                .content_type(body.content_type())
                .streaming(body),
            Err(error) => {
                let status = StatusCode::from_u16(error.status().as_u16()).expect("a status");
                HttpResponse::build(status).body(error.into_http().into_body())
            }
        }
    }

    actix_web::rt::System::new().block_on(async {
        let relay = web::Data::new(runs().await);
        let app = move || {
            let route = web::to(answer);
            App::new().app_data(relay.clone()).default_service(route)
        };
        let server = HttpServer::new(app)
            .workers(1)
            .bind(("127.0.0.1", 0))
            .expect("a port");
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        is_served(address).await;
        handle.stop(false).await;
    });
}
