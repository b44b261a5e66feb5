//! A connection, with control over every byte and over its end.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::server::TlsStream;

use super::bounded;
use super::seen::Record;

/// Long enough for what was written to be read on loopback, before the connection is broken.
pub(super) const SETTLE: Duration = Duration::from_millis(30);

/// How long a closed connection waits for the client to close its side.
const GRACE: Duration = Duration::from_secs(5);

/// A TCP connection, plain or under TLS.
pub(super) struct Socket {
    io: Io,
    /// Read and not yet used.
    inbox: Vec<u8>,
    /// Of the request that is being answered: told how much was written.
    record: Option<Arc<Record>>,
}

enum Io {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Socket {
    pub(super) fn plain(tcp: TcpStream) -> Self {
        Self {
            io: Io::Plain(tcp),
            inbox: Vec::new(),
            record: None,
        }
    }

    pub(super) fn tls(tls: TlsStream<TcpStream>) -> Self {
        Self {
            io: Io::Tls(Box::new(tls)),
            inbox: Vec::new(),
            record: None,
        }
    }

    pub(super) fn count_for(&mut self, record: &Arc<Record>) {
        self.record = Some(Arc::clone(record));
    }

    /// What was read and not yet used.
    pub(super) fn inbox(&mut self) -> &mut Vec<u8> {
        &mut self.inbox
    }

    /// Reads more into the inbox; 0 is the client's end.
    pub(super) async fn read(&mut self) -> io::Result<usize> {
        let Self { io, inbox, .. } = self;
        match io {
            Io::Plain(tcp) => tcp.read_buf(inbox).await,
            Io::Tls(tls) => tls.read_buf(inbox).await,
        }
    }

    /// Reads until the inbox holds so many bytes.
    pub(super) async fn fill(&mut self, bytes: usize) -> io::Result<()> {
        while self.inbox.len() < bytes {
            if bounded(self.read()).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }

    /// Writes, and counts what the network takes as it takes it.
    pub(super) async fn write(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        let mut rest = bytes.as_ref();
        while !rest.is_empty() {
            let taken = match &mut self.io {
                Io::Plain(tcp) => tcp.write(rest).await?,
                Io::Tls(tls) => {
                    let taken = tls.write(rest).await?;
                    tls.flush().await?;
                    taken
                }
            };
            if let Some(record) = &self.record {
                record.wrote(taken);
            }
            rest = &rest[taken..];
        }
        Ok(())
    }

    /// Waits; an error as soon as the client leaves.
    pub(super) async fn pause(&mut self, wait: Duration) -> io::Result<()> {
        let leaves = async {
            while self.read().await? > 0 {}
            Err(io::ErrorKind::UnexpectedEof.into())
        };
        tokio::select! {
            () = sleep(wait) => Ok(()),
            left = leaves => left,
        }
    }

    /// Ends the connection in good order: `close_notify` under TLS, then FIN.
    pub(super) async fn close(&mut self) -> io::Result<()> {
        match &mut self.io {
            Io::Plain(tcp) => tcp.shutdown().await?,
            Io::Tls(tls) => tls.shutdown().await?,
        }
        self.drain().await
    }

    /// Sends FIN, and nothing that would say under TLS that this is the end.
    pub(super) async fn cut(&mut self) -> io::Result<()> {
        self.tcp().shutdown().await?;
        self.drain().await
    }

    /// Has the connection reset (RST) when it is dropped.
    pub(super) fn reset(&mut self) -> io::Result<()> {
        self.tcp().set_zero_linger()
    }

    /// Waits until the client leaves, reading nothing, not even to find that out.
    pub(super) async fn closed_unread(&mut self) -> io::Result<()> {
        while !self.tcp().ready(Interest::READABLE).await?.is_read_closed() {
            sleep(Duration::from_millis(5)).await;
        }
        Err(io::ErrorKind::UnexpectedEof.into())
    }

    fn tcp(&mut self) -> &mut TcpStream {
        match &mut self.io {
            Io::Plain(tcp) => tcp,
            Io::Tls(tls) => tls.get_mut().0,
        }
    }

    /// Waits for the client's end: to drop a socket with unread bytes would reset the connection.
    async fn drain(&mut self) -> io::Result<()> {
        let rest = async {
            while self.read().await? > 0 {
                self.inbox.clear();
            }
            Ok(())
        };
        timeout(GRACE, rest).await.unwrap_or(Ok(()))
    }
}
