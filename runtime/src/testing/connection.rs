//! One connection of the server.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::Request;
use super::fixture::{Ending, Fixture, Head, Step};
use super::server::Shared;

/// Answers one request after another, until either side closes the connection.
pub(super) async fn serve(socket: TcpStream, number: usize, shared: &Shared) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let mut connection = Connection {
        socket,
        read_ahead: Vec::new(),
    };
    loop {
        let Connection { socket, read_ahead } = &mut connection;
        let Some(request) = Request::read(socket, read_ahead, number).await? else {
            return Ok(());
        };
        let fixture = shared.answer(request);
        if !connection.play(&fixture).await? {
            return Ok(());
        }
    }
}

struct Connection {
    socket: TcpStream,
    /// What the client sent before its answer was complete.
    read_ahead: Vec<u8>,
}

impl Connection {
    /// Whether the connection can be used again.
    async fn play(&mut self, fixture: &Fixture) -> io::Result<bool> {
        match &fixture.head {
            Head::HungUp => return Ok(false),
            Head::Missing => self.idle(None).await?,
            Head::Sent {
                after,
                status,
                headers,
            } => {
                self.idle(Some(*after)).await?;
                let framing = Framing::of(*status, headers);
                self.socket
                    .write_all(head(*status, headers, framing).as_bytes())
                    .await?;
                return self.play_body(fixture, framing).await;
            }
        }
        Ok(false)
    }

    async fn play_body(&mut self, fixture: &Fixture, framing: Framing) -> io::Result<bool> {
        if framing == Framing::NoBody {
            return Ok(true);
        }
        loop {
            let begun = Instant::now();
            for step in &fixture.steps {
                match step {
                    Step::Send(bytes) => self.send(bytes, framing).await?,
                    Step::Wait(delay) => self.idle(Some(*delay)).await?,
                    Step::WaitUntil(at) => {
                        let left = at.saturating_sub(begun.elapsed());
                        if !left.is_zero() {
                            self.idle(Some(left)).await?;
                        }
                    }
                }
            }
            match fixture.ending {
                Ending::Clean => {
                    if framing == Framing::Chunked {
                        self.socket.write_all(b"0\r\n\r\n").await?;
                    }
                    return Ok(!fixture.closes());
                }
                Ending::Cut => return Ok(false),
                Ending::Reset => {
                    self.socket.set_zero_linger()?;
                    return Ok(false);
                }
                Ending::Again if !fixture.steps.is_empty() => {}
                Ending::Hang | Ending::Again => self.idle(None).await?,
            }
        }
    }

    async fn send(&mut self, bytes: &Bytes, framing: Framing) -> io::Result<()> {
        if framing == Framing::Length {
            return self.socket.write_all(bytes).await;
        }
        let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
        chunk.extend_from_slice(bytes);
        chunk.extend_from_slice(b"\r\n");
        self.socket.write_all(&chunk).await
    }

    /// Sends nothing for this long, `None` for ever; an error as soon as the client closes.
    async fn idle(&mut self, time: Option<Duration>) -> io::Result<()> {
        let waited = async {
            match time {
                Some(time) => tokio::time::sleep(time).await,
                None => std::future::pending().await,
            }
        };
        tokio::pin!(waited);
        loop {
            tokio::select! {
                biased;
                () = &mut waited => return Ok(()),
                read = self.socket.read_buf(&mut self.read_ahead) => {
                    if read? == 0 {
                        return Err(io::ErrorKind::ConnectionAborted.into());
                    }
                }
            }
        }
    }
}

/// How the end of a body is told (RFC 9112, section 6.3).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Framing {
    Chunked,
    /// By a `content-length` of the fixture's own, which may lie.
    Length,
    /// The status has no body.
    NoBody,
}

impl Framing {
    fn of(status: u16, headers: &[(String, String)]) -> Self {
        let mut names = headers.iter().map(|(name, _)| name);
        match status {
            204 | 304 => Self::NoBody,
            _ if names.any(|name| name.eq_ignore_ascii_case("content-length")) => Self::Length,
            _ => Self::Chunked,
        }
    }
}

fn head(status: u16, headers: &[(String, String)], framing: Framing) -> String {
    let mut head = format!("HTTP/1.1 {status} Status\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if framing == Framing::Chunked {
        head.push_str("transfer-encoding: chunked\r\n");
    }
    head.push_str("\r\n");
    head
}
