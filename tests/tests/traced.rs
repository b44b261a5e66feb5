//! What a stream tells `tracing`, and what it does not.
//!
//! `tracing` asks once, and for the whole process, whether anybody wants what a place in the code
//! tells. While there is one subscriber or none, it asks that of the thread that comes by first. So
//! no other test, whose thread has no subscriber, may come by, and the tests here have one that is
//! everybody's: they are a program of their own.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Once;
use std::time::Duration;

use stream_events::testing::{Fixture, Server};
use stream_events::{ReconnectPolicy, RequestExt, RetryPolicy};
use stream_events_tests::feed::Feed;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{Interest, Subscriber};
use tracing::{Event, Metadata};

thread_local! {
    /// What was told on this thread. A test, its runtime and its streams are on one.
    static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Files spans and events of ours, as lines, under their thread.
struct Lines;

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).expect("a string takes all");
    }
}

/// Begins anew with what is told on this thread. To be called before anything can be told.
fn listen() {
    static SET: Once = Once::new();
    SET.call_once(|| tracing::subscriber::set_global_default(Lines).expect("there is no other"));
    told_here();
}

/// What was told on this thread since the last time.
fn told_here() -> Vec<String> {
    TOLD.take()
}

fn add(line: String) {
    TOLD.with_borrow_mut(|told| told.push(line));
}

impl Subscriber for Lines {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "stream_events"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(String::new());
        span.record(&mut fields);
        add(format!("span{}", fields.0));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        add(format!("record{}", fields.0));
    }

    fn event(&self, event: &Event<'_>) {
        assert!(event.parent().is_some(), "an event outside of its stream");
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        add(format!("{}{}", event.metadata().level(), fields.0));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn client() -> reqwest::Client {
    let client = reqwest::Client::builder().no_proxy().build();
    client.expect("a client")
}

/// What is told while a request is made and its stream read.
async fn told(server: &Server, idle: Option<Duration>) -> Vec<String> {
    listen();
    let url = server.url().replace("http://", "http://user:secret@");
    let quick = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let request = client()
        .post(format!("{url}path?key=secret"))
        .body("secret")
        .header("x-key", "secret")
        .stream_events::<Feed>()
        .idle_timeout(idle)
        .retry(quick);
    match request.await {
        Ok(events) => drop(collect_all(events).await),
        Err(error) => drop(error),
    }
    let lines = told_here();
    let all = lines.join("\n");
    assert!(!all.contains("secret"), "{all}");
    lines
}

async fn collect_all(mut events: stream_events::AsyncStream<Feed>) -> usize {
    let mut items = 0;
    while events.next().await.is_some() {
        items += 1;
    }
    items
}

#[tokio::test]
async fn a_span_a_stream_and_its_events() {
    let failing = Fixture::response(503, "text/plain", "secret");
    let events = Fixture::new()
        .header("request-id", "req_1")
        .event("text", "secret")
        .event("surprise", "secret")
        .event("number", "\"secret\"")
        .event("ping", "secret")
        .event("done", "1");
    let server = Server::start([failing, events]).await.expect("a port");
    let told = told(&server, None).await;
    let expected = [
        "span api=\"Feed\" method=POST host=\"127.0.0.1\"",
        "WARN message=the request is sent again retry=1 wait=0ns status=503",
        "record status=200",
        "record request_id=req_1",
        "DEBUG message=unknown event event_type=surprise",
        "WARN message=an event does not fit its type event_type=number path=",
    ];
    assert_eq!(told[..6], expected, "{told:#?}");
    let end = &told[6];
    assert!(
        end.starts_with("DEBUG message=the stream ended bytes="),
        "{end}"
    );
    let counts = "messages=5 yielded=3 skipped=1 unknown=1 mismatches=1 nulls=0 repeated=0";
    let (counted, times) = end.split_once(" first_event=").expect("times");
    assert!(counted.ends_with(counts), "{end}");
    assert!(times.ends_with('s'), "{end}");
    assert_eq!(told.len(), 7, "{told:#?}");
}

#[tokio::test]
async fn data_is_told_where_it_is_asked_for() {
    let events = Fixture::new()
        .event("surprise", "what came")
        .event("number", format!("\"{}\"", "long ".repeat(100)))
        .event("done", "1");
    let server = Server::start([events]).await.expect("a port");
    listen();
    let request = client().get(server.url()).stream_events::<Feed>();
    collect_all(request.trace_data(true).await.expect("a stream")).await;
    let told = told_here();
    assert_eq!(
        told[2],
        "DEBUG message=unknown event event_type=surprise data=what came"
    );
    let mismatch = &told[3];
    assert!(
        mismatch.contains("path= reason=invalid type: string"),
        "{mismatch}"
    );
    assert!(mismatch.contains(" data=\"long long"), "{mismatch}");
    assert!(mismatch.len() < 600, "{mismatch}");
}

#[tokio::test]
async fn what_is_sent_again_after_the_headers() {
    let first = Fixture::new().cut();
    let second = Fixture::new().event("text", "secret").cut();
    let third = Fixture::new().event("done", "1");
    let server = Server::start([first, second, third]).await.expect("a port");
    listen();
    let request = client().get(server.url()).stream_events::<Feed>();
    let request = request
        .retry(RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO))
        .retry_until_first_event()
        .reconnect(ReconnectPolicy::new().max_wait(Duration::ZERO));
    collect_all(request.await.expect("a stream")).await;
    let told = told_here();
    let expected = [
        "record status=200",
        "WARN message=the request is sent again retry=1 wait=0ns error=\"transport\"",
        "record status=200",
        "WARN message=the stream is asked for again attempt=1 wait=100ms error=\"transport\"",
        "record status=200",
    ];
    assert_eq!(told[1..6], expected, "{told:#?}");
    let end = "DEBUG message=the stream ended bytes=";
    assert!(told.len() == 7 && told[6].starts_with(end), "{told:#?}");
}

#[tokio::test]
async fn ends_that_are_none() {
    let cases = [
        (Fixture::new().event("error", "secret"), "failure"),
        (Fixture::new().event("text", "secret"), "truncated"),
        (Fixture::new().event("text", "secret").cut(), "transport"),
    ];
    for (fixture, error) in cases {
        let server = fixture.serve().await.expect("a port");
        let told = told(&server, None).await;
        let end = format!("WARN message=the stream failed error=\"{error}\" bytes=");
        assert!(told[2].starts_with(&end), "{told:#?}");
        assert_eq!(told.len(), 3, "{told:#?}");
    }
}

#[tokio::test]
async fn timeouts() {
    let server = Fixture::new().event("text", "1").hang().serve().await;
    let server = server.expect("a port");
    let told = told(&server, Some(Duration::from_millis(50))).await;
    assert_eq!(told[2], "WARN message=timeout waited_for=Bytes limit=50ms");
    let end = "WARN message=the stream failed error=\"timeout\"";
    assert!(told[3].starts_with(end), "{told:#?}");
}

#[tokio::test]
async fn no_stream() {
    let server = Fixture::response(400, "text/plain", "secret").serve().await;
    let told = told(&server.expect("a port"), None).await;
    let expected = [
        "record status=400",
        "WARN message=no stream came error=\"status\" retries=0",
    ];
    assert_eq!(told[1..], expected, "{told:#?}");
}
