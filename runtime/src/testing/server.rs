//! Plays fixtures over HTTP.

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
    received: Mutex<Vec<Request>>,
    /// How many connections are open.
    open: watch::Sender<usize>,
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
        let fixtures: Vec<_> = fixtures.into_iter().map(Fixture::closed).collect();
        assert!(!fixtures.is_empty(), "a server needs a fixture to play");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (received, open) = (Mutex::default(), watch::Sender::new(0));
        let shared = Arc::new(Shared {
            fixtures,
            received,
            open,
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

    /// The requests so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.received().clone()
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
        let turn = received.len().min(self.fixtures.len() - 1);
        received.push(request);
        self.fixtures[turn].clone()
    }

    fn received(&self) -> MutexGuard<'_, Vec<Request>> {
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
