//! Plays fixtures over HTTP.

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::{Fixture, Request, connection};

/// An HTTP/1.1 server on loopback that plays fixtures. It stops when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// What the connections share.
#[derive(Debug)]
pub(super) struct Shared {
    /// Never empty.
    fixtures: Vec<Fixture>,
    received: Mutex<Received>,
    /// How many requests there were.
    count: watch::Sender<usize>,
    /// How many connections are open.
    open: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct Received {
    requests: VecDeque<Request>,
    /// Those that were taken, too.
    count: usize,
}

impl Server {
    /// Answers the first request with the first fixture, the second with the second and so on; the
    /// last one also answers all that follow.
    ///
    /// # Errors
    ///
    /// When there is no port to listen on.
    ///
    /// # Panics
    ///
    /// When there is no fixture, and outside of a tokio runtime with time and I/O.
    pub async fn start(fixtures: impl IntoIterator<Item = Fixture>) -> io::Result<Self> {
        Self::start_on(0, fixtures).await
    }

    /// The same at this port of loopback; 0 is any that is free.
    ///
    /// # Errors
    ///
    /// When the port cannot be listened on.
    ///
    /// # Panics
    ///
    /// As [`start`](Self::start).
    pub async fn start_on(
        port: u16,
        fixtures: impl IntoIterator<Item = Fixture>,
    ) -> io::Result<Self> {
        let fixtures: Vec<_> = fixtures.into_iter().map(Fixture::closed).collect();
        assert!(!fixtures.is_empty(), "a server needs a fixture to play");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            fixtures,
            received: Mutex::default(),
            count: watch::Sender::new(0),
            open: watch::Sender::new(0),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
            task,
        })
    }

    /// The URL to send requests to, which ends in a slash; any path below it is as good:
    /// `format!("{}v1/messages", server.url())`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The requests so far, in order; without those that [`next_request`](Self::next_request) took.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.received().requests.iter().cloned().collect()
    }

    /// Waits for the next request, and takes it, so that a server that runs long keeps nothing. Cancel-safe.
    pub async fn next_request(&self) -> Request {
        let mut count = self.shared.count.subscribe();
        loop {
            if let Some(request) = self.shared.received().requests.pop_front() {
                return request;
            }
            // The sender lives as long as the server: there is no error to come.
            let _ = count.changed().await;
        }
    }

    /// How many connections are open now.
    #[must_use]
    pub fn open_connections(&self) -> usize {
        *self.shared.open.borrow()
    }

    /// Waits until no connection is open. Cancel-safe.
    ///
    /// One that a client keeps for its next request is open, as after a stream that came to its
    /// declared end: drop the client first, or build it with `pool_max_idle_per_host(0)`.
    pub async fn all_closed(&self) {
        let mut open = self.shared.open.subscribe();
        // The sender lives as long as the server: there is no error to come.
        let _ = open.wait_for(|open| *open == 0).await;
    }
}

impl Shared {
    /// What to answer to a request.
    pub(super) fn answer(&self, request: Request) -> Fixture {
        let mut received = self.received();
        let turn = received.count.min(self.fixtures.len() - 1);
        received.requests.push_back(request);
        received.count += 1;
        self.count.send_replace(received.count);
        self.fixtures[turn].clone()
    }

    fn received(&self) -> MutexGuard<'_, Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // Dropped with this task, and its connections with it.
    let mut connections = JoinSet::new();
    for number in 0.. {
        let Ok((socket, _)) = listener.accept().await else {
            return;
        };
        let shared = Arc::clone(&shared);
        shared.open.send_modify(|open| *open += 1);
        connections.spawn(async move {
            // A client that goes away is no concern of the server's.
            let _ = connection::serve(socket, number, &shared).await;
            shared.open.send_modify(|open| *open -= 1);
        });
        while connections.try_join_next().is_some() {}
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
