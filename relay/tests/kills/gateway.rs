//! A gateway in a process of its own: this very program, asked for one test that is none.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::extract::{FromRequestParts as _, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use stream_events::{Body, MessageStream, RequestExt as _, StreamEvents};
use stream_events_relay::{Gateway, Key, RedisLog, Relay};
use tokio::net::TcpListener;

use crate::engine::Engine;
use crate::upstream::Upstream;

/// For how long a gateway need not be heard of.
pub(crate) const LEASE: Duration = Duration::from_secs(5);

const READY: &str = "listens at ";

/// A gateway that runs. It is killed at drop.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: String,
}

impl Process {
    pub(crate) fn start(engine: &Engine, upstream: &Upstream) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "gateway::process", "--ignored", "--nocapture"]);
        command.env("RELAY_TEST_ENGINE", engine.url());
        command.env("RELAY_TEST_UPSTREAM", &upstream.address);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a gateway");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = lines.map_while(Result::ok).find_map(|line| {
            let (_, address) = line.split_once(READY)?;
            Some(address.to_owned())
        });
        Self {
            child,
            address: address.expect("the gateway says where it listens"),
        }
    }

    pub(crate) fn url(&self, key: &str) -> String {
        format!("http://{}/runs/{key}", self.address)
    }

    /// As `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Stops it in its tracks (`-STOP`), or lets it go on (`-CONT`).
    pub(crate) fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("a kill").success());
    }

    /// How much memory it has, in KiB.
    pub(crate) fn resident(&self) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug, StreamEvents)]
#[stream_events(schema = "schemas/feed.json")]
pub struct Feed;

/// Asks the upstream of a test.
#[derive(Clone)]
struct Runs {
    client: reqwest::Client,
    upstream: String,
}

impl Gateway for Runs {
    type Events = Feed;
    type Upstream = Body;

    async fn key(&self, request: &mut Parts) -> Result<Key, Response> {
        let Ok(Path(name)) = Path::<String>::from_request_parts(request, &()).await else {
            return Err(StatusCode::NOT_FOUND.into_response());
        };
        Key::new(name).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()).into_response())
    }

    async fn open(self, request: Request) -> Result<MessageStream<Feed, Body>, Response> {
        let key = request.uri().path().rsplit('/').next().unwrap_or_default();
        let url = format!("{}/{key}", self.upstream);
        let answer = self.client.post(url).stream_events::<Feed>().messages();
        answer
            .await
            .map_err(|error| (StatusCode::BAD_GATEWAY, error.to_string()).into_response())
    }
}

/// The gateway itself, which other tests start.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "other tests start it"]
async fn process() {
    let Ok(engine) = std::env::var("RELAY_TEST_ENGINE") else {
        return;
    };
    let runs = Runs {
        client: stream_events::http::client_builder()
            .build()
            .expect("a client"),
        upstream: std::env::var("RELAY_TEST_UPSTREAM").expect("an upstream"),
    };
    let log = RedisLog::connect(&engine).await.expect("an engine");
    let relay = Relay::new(log).lease(LEASE);
    let router = axum::Router::new().route("/runs/{key}", relay.routes(runs));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    // What the harness writes may stand before it.
    writeln!(std::io::stdout(), "\n{READY}{address}").expect("standard output");
    // It must not outlive the test, however that ends.
    std::thread::spawn(|| {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    axum::serve(listener, router).await.expect("it serves");
}
