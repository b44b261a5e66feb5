//! A loopback server that breaks streams in every way we know.
//!
//! A path is a row: one behaviour, a few lines in the section it belongs to (`rows/`). Each test
//! starts a server of its own, so that what the server saw is what that test did. Everything stops
//! when the server is dropped.
//!
//! ```
//! use stream_events_tests::fault_server::{FaultServer, Wire};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), reqwest::Error> {
//! let server = FaultServer::start(Wire::Tls).await;
//! let answer = server.get("/reset-mid-event").send().await?;
//! assert!(answer.text().await.is_err());
//! assert_eq!(server.requests("/reset-mid-event").len(), 1);
//! # Ok(())
//! # }
//! ```

mod certificate;
mod events;
mod exchange;
mod frames;
mod http1;
mod http2;
mod request;
mod rows;
mod seen;
mod socket;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};

pub use request::Request;
use seen::Seen;
pub use seen::{ClientLeft, Record};
use socket::Socket;

/// How long a test waits for something that should happen at once.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wire {
    /// HTTP/1.1.
    Http1,
    /// HTTP/1.1 over TLS, with a certificate that only [`FaultServer::client`] trusts.
    Tls,
    /// HTTP/2 with prior knowledge.
    H2c,
    /// HTTP/2 frames written by hand, for what a decent implementation would not send. Every
    /// request is answered with this row, whatever it asks for.
    Frames(&'static str),
    /// Nothing: connections are accepted, and neither read nor written.
    Blackhole,
}

/// A running server on a port of its own.
#[derive(Debug)]
pub struct FaultServer {
    wire: Wire,
    address: SocketAddr,
    seen: Arc<Seen>,
    task: AbortHandle,
    own_client: OnceLock<reqwest::Client>,
}

impl FaultServer {
    /// Starts a server.
    ///
    /// # Panics
    ///
    /// When the loopback interface has no port left.
    pub async fn start(wire: Wire) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a loopback port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let seen = Arc::new(Seen::default());
        let task = tokio::spawn(accept(wire, listener, Arc::clone(&seen))).abort_handle();
        Self {
            wire,
            address,
            seen,
            task,
            own_client: OnceLock::new(),
        }
    }

    /// The URL of a row.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        let scheme = if self.wire == Wire::Tls {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}{path}", self.address)
    }

    /// A client that speaks what this server speaks, and trusts its certificate.
    pub fn client(&self) -> reqwest::ClientBuilder {
        // For every wire, because to load the system's certificates takes longer than most rows.
        let trusted = [certificate::trusted()];
        // The other backend, where a feature brings it in, takes a cut connection for a closed one.
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_backend_rustls()
            .tls_certs_only(trusted);
        match self.wire {
            Wire::H2c | Wire::Frames(_) => client.http2_prior_knowledge(),
            Wire::Http1 | Wire::Tls | Wire::Blackhole => client,
        }
    }

    /// A GET of a row, by a client that lives as long as the server.
    pub fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.own_client().get(self.url(path))
    }

    /// A POST to a row, by the same client.
    pub fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.own_client().post(self.url(path))
    }

    fn own_client(&self) -> &reqwest::Client {
        self.own_client
            .get_or_init(|| self.client().build().expect("nothing unusual is asked for"))
    }

    /// The requests for this path so far.
    #[must_use]
    pub fn requests(&self, path: &str) -> Vec<Arc<Record>> {
        self.seen.requests(path)
    }

    /// How many connections were accepted so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.seen.connections()
    }

    /// How the client left the last request for this path; `None` if it does not within seconds.
    pub async fn client_leaves(&self, path: &str) -> Option<ClientLeft> {
        let left = || {
            self.requests(path)
                .last()
                .and_then(|record| record.client_left())
        };
        self.eventually(left).await
    }

    /// Whether all connections are closed by now, or will be within seconds.
    pub async fn all_closed(&self) -> bool {
        self.eventually(|| (self.seen.open_connections() == 0).then_some(()))
            .await
            .is_some()
    }

    /// What `probe` finds, as soon as it finds something; `None` if it does not within seconds.
    pub async fn eventually<T>(&self, mut probe: impl FnMut() -> Option<T>) -> Option<T> {
        let found = async {
            loop {
                match probe() {
                    Some(found) => return found,
                    None => sleep(Duration::from_millis(5)).await,
                }
            }
        };
        timeout(PATIENCE, found).await.ok()
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Accepts connections for ever. Its connections are tasks of its own, which end with it.
async fn accept(wire: Wire, listener: TcpListener, seen: Arc<Seen>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Ok((tcp, _)) = accepted else { continue };
                connections.spawn(connection(wire, tcp, Arc::clone(&seen)));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// One connection. That it ends in an error is its purpose; what matters is in the records.
async fn connection(wire: Wire, tcp: TcpStream, seen: Arc<Seen>) -> io::Result<()> {
    let open = seen.connect();
    tcp.set_nodelay(true)?;
    let id = open.id();
    match wire {
        Wire::Http1 => http1::serve(Socket::plain(tcp), &seen, id).await,
        Wire::Tls => {
            let tls = bounded(certificate::acceptor().accept(tcp)).await?;
            http1::serve(Socket::tls(tls), &seen, id).await
        }
        Wire::H2c => http2::serve(tcp, &seen, id).await,
        Wire::Frames(row) => frames::serve(row, Socket::plain(tcp), &seen, id).await,
        Wire::Blackhole => Socket::plain(tcp).closed_unread().await,
    }
}

/// Bounds a wait for the client.
async fn bounded<T>(step: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(Duration::from_secs(30), step)
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}
