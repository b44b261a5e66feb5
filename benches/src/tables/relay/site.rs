//! All that takes part: the upstream, two instances of the gateway, and who reads them.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::future::try_join_all;
use stream_events_relay::Key;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::client::Reader;
use super::engine::Engine;
use super::process::{Instance, Process};
use super::upstream::{self, Answer};

/// How events get from the upstream to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) name: &'static str,
    /// What the gateway calls its log.
    log: &'static str,
    /// Whether the instance that is read is the one that writes.
    is_own: bool,
}

impl Way {
    pub(super) const DIRECT: Self = Self::new("direct", "direct", true);
    const MEMORY: Self = Self::new("embedded log", "memory", true);
    pub(super) const REDIS: Self = Self::new("Redis, own instance", "everysec", true);
    const OTHER: Self = Self::new("Redis, other instance", "everysec", false);
    pub(super) const ALWAYS: Self = Self::new("Redis, `appendfsync always`", "always", true);

    const fn new(name: &'static str, log: &'static str, is_own: bool) -> Self {
        Self { name, log, is_own }
    }

    /// The instance that is read.
    pub(super) fn reads(self, instances: &[Instance]) -> &Instance {
        &instances[usize::from(!self.is_own)]
    }
}

/// What takes part.
pub(super) struct Site {
    runtime: Runtime,
    program: PathBuf,
    upstream: SocketAddr,
    /// By the names that gateways have for their logs: they say when each writes to the disk.
    engines: Vec<(&'static str, Engine)>,
    instances: Vec<Instance>,
    pub(super) ways: Vec<Way>,
}

impl Site {
    pub(super) fn new(program: PathBuf) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build();
        let mut site = Self {
            runtime: runtime.expect("a runtime"),
            program,
            upstream: upstream::serve(),
            engines: Vec::new(),
            instances: Vec::new(),
            ways: vec![Way::DIRECT, Way::MEMORY],
        };
        if Engine::is_there() {
            site.engines = ["everysec", "always"]
                .map(|it| (it, Engine::start(it)))
                .into();
            site.ways.extend([Way::REDIS, Way::OTHER, Way::ALWAYS]);
        }
        site.instances = site.start();
        site
    }

    /// Two new instances, which have not done anything yet.
    pub(super) fn start(&self) -> Vec<Instance> {
        let engines = self.engines.iter();
        let engines = engines.map(|(name, engine)| format!("{name}={}", engine.url));
        let arguments: Vec<_> = [self.upstream.to_string()]
            .into_iter()
            .chain(engines)
            .collect();
        let start = || Instance::start(&self.program, &arguments);
        vec![start(), start()]
    }

    /// What a reader of the tables is to know.
    pub(super) fn notes(&self) -> &'static str {
        match self.engines.is_empty() {
            true => "skipped: there is no redis-server, so there is the embedded log alone\n\n",
            false => "",
        }
    }

    /// The engine, of a way that has one.
    pub(super) fn engine(&self, way: Way) -> Option<&Engine> {
        let mut engines = self.engines.iter();
        engines.find_map(|(name, engine)| (*name == way.log).then_some(engine))
    }

    /// The processor time of all that takes part on this way, but for the upstream and the clients.
    pub(super) fn cpu(&self, way: Way) -> Duration {
        let instances = match way.is_own {
            true => &self.instances[..1],
            false => &self.instances[..],
        };
        let processes = instances.iter().map(|it| &it.process);
        let engine = self.engine(way).map(|it| &it.process);
        processes.chain(engine).map(Process::cpu).sum()
    }

    pub(super) fn instances(&self) -> &[Instance] {
        &self.instances
    }

    /// Every event arrives, once and in its order, whichever way it goes.
    pub(super) fn check(&self) {
        let answer = Answer::saturated(500, 16);
        let expected = answer.data();
        for &way in &self.ways {
            let read = self.run(async {
                let mut read = Vec::new();
                for request in self.requests(&self.instances, way, answer, 1).await? {
                    let reader = request.ask().await?;
                    let each = |data: &[u8]| read.push(String::from_utf8_lossy(data).into_owned());
                    reader.read(each).await?;
                }
                Ok(read)
            });
            assert!(read == expected, "{}: {} events", way.name, read.len());
            self.clear(way);
        }
    }

    /// What clients do.
    pub(super) fn run<T>(&self, clients: impl Future<Output = io::Result<T>>) -> T {
        const LONG: Duration = Duration::from_secs(120);
        let done = self
            .runtime
            .block_on(async { timeout(LONG, clients).await });
        done.expect("in time").expect("a gateway that answers")
    }

    /// The requests of all readers of a run, which is started first if it is not by a request.
    pub(super) async fn requests(
        &self,
        instances: &[Instance],
        way: Way,
        answer: Answer,
        readers: usize,
    ) -> io::Result<Vec<Request>> {
        let path = format!("/{}/{}/{}", way.log, Key::random(), answer.path());
        let method = match way == Way::DIRECT || (readers == 1 && way.is_own) {
            true => "POST",
            false => {
                Reader::ask(instances[0].address, &format!("PUT {path}")).await?;
                "GET"
            }
        };
        let request = Request {
            gateway: way.reads(instances).address,
            line: format!("{method} {path}"),
        };
        Ok(vec![request; readers])
    }

    /// Runs are started, and read to their ends; `each` is given the data of the events.
    pub(super) async fn read(
        &self,
        way: Way,
        answer: Answer,
        (runs, readers): (usize, usize),
        each: impl Fn(&[u8]),
    ) -> io::Result<()> {
        let runs = (0..runs).map(async |_| {
            let requests = self.requests(&self.instances, way, answer, readers).await?;
            try_join_all(
                requests
                    .iter()
                    .map(async |it| it.ask().await?.read(&each).await),
            )
            .await
        });
        try_join_all(runs).await.map(drop)
    }

    /// Deletes all runs: logs are not to grow from round to round.
    pub(super) fn clear(&self, way: Way) {
        if way == Way::DIRECT {
            return;
        }
        let request = format!("DELETE /{}", way.log);
        self.run(async { Reader::ask(self.instances[0].address, &request).await });
    }
}

/// A request of a reader.
#[derive(Debug, Clone)]
pub(super) struct Request {
    gateway: SocketAddr,
    line: String,
}

impl Request {
    pub(super) async fn ask(&self) -> io::Result<Reader> {
        Reader::ask(self.gateway, &self.line).await
    }
}
