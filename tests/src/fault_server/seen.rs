//! What the server saw.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::{fmt, io};

use super::request::Request;

/// Everything that happened on a server.
#[derive(Debug, Default)]
pub(super) struct Seen {
    records: Mutex<Vec<Arc<Record>>>,
    accepted: AtomicUsize,
    open: AtomicUsize,
}

/// A connection, open as long as this exists.
#[derive(Debug)]
pub(super) struct OpenConnection {
    id: usize,
    seen: Arc<Seen>,
}

/// One request, and what became of it.
#[derive(Debug)]
pub struct Record {
    request: Request,
    connection: usize,
    written: AtomicU64,
    left: OnceLock<ClientLeft>,
}

/// How a client ended what the server would have gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientLeft {
    /// It closed the connection: no more to read, no more to write.
    Closed,
    /// It reset the stream, with this HTTP/2 error code, and kept the connection.
    StreamReset(u32),
}

impl Seen {
    pub(super) fn connect(self: &Arc<Self>) -> OpenConnection {
        self.open.fetch_add(1, Ordering::SeqCst);
        let id = self.accepted.fetch_add(1, Ordering::SeqCst);
        OpenConnection {
            id,
            seen: Arc::clone(self),
        }
    }

    /// Notes a request; the second of the pair is how many came for its path before.
    pub(super) fn note(&self, request: Request, connection: usize) -> (Arc<Record>, usize) {
        let mut records = self.records.lock().expect("no panic under the lock");
        let before = records
            .iter()
            .filter(|seen| seen.request.path == request.path)
            .count();
        let (written, left) = (AtomicU64::new(0), OnceLock::new());
        let record = Arc::new(Record {
            request,
            connection,
            written,
            left,
        });
        records.push(Arc::clone(&record));
        (record, before)
    }

    pub(super) fn requests(&self, path: &str) -> Vec<Arc<Record>> {
        let records = self.records.lock().expect("no panic under the lock");
        records
            .iter()
            .filter(|seen| seen.request.path == path)
            .cloned()
            .collect()
    }

    pub(super) fn connections(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }

    pub(super) fn open_connections(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }
}

impl OpenConnection {
    pub(super) fn id(&self) -> usize {
        self.id
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.seen.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Record {
    /// The request itself.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Which connection it came on, counted from 0.
    #[must_use]
    pub fn connection(&self) -> usize {
        self.connection
    }

    /// How many bytes of the answer the network has taken so far (HTTP/2: bytes of DATA).
    #[must_use]
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::SeqCst)
    }

    /// How the client left before the server was through, if it did.
    #[must_use]
    pub fn client_left(&self) -> Option<ClientLeft> {
        self.left.get().copied()
    }

    pub(super) fn wrote(&self, bytes: usize) {
        self.written.fetch_add(bytes as u64, Ordering::SeqCst);
    }

    /// Notes that serving the request failed: all errors of a loopback socket are the client's.
    pub(super) fn failed(&self, error: &io::Error) {
        let left = error
            .get_ref()
            .and_then(|error| error.downcast_ref::<ClientLeft>());
        // The first to notice is right.
        let _ = self.left.set(left.copied().unwrap_or(ClientLeft::Closed));
    }
}

/// As an error of the HTTP/2 server.
impl fmt::Display for ClientLeft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("the client closed the connection"),
            Self::StreamReset(code) => write!(f, "the client reset the stream with {code}"),
        }
    }
}

impl std::error::Error for ClientLeft {}
