//! Who reads a gateway: it looks at lines, and at nothing else.

use std::io;
use std::net::SocketAddr;

use memchr::{memchr, memmem, memrchr};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What begins an event's data. JSON has no line feeds, so nothing else does.
const DATA: &[u8] = b"\ndata: ";

/// A response.
#[derive(Debug)]
pub(super) struct Reader {
    socket: TcpStream,
    /// What was read and is not looked at yet, from a line feed on.
    rest: Vec<u8>,
    /// The last bytes that were read.
    last: [u8; 5],
}

impl Reader {
    /// Asks, and reads the head of a response that is a success.
    pub(super) async fn ask(gateway: SocketAddr, request: &str) -> io::Result<Self> {
        let mut socket = TcpStream::connect(gateway).await?;
        socket.set_nodelay(true)?;
        let request = format!("{request} HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n");
        socket.write_all(request.as_bytes()).await?;
        let mut rest = Vec::new();
        loop {
            if let Some(end) = memmem::find(&rest, b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&rest[..end]);
                if !head.starts_with("HTTP/1.1 2") {
                    return Err(io::Error::other(head.into_owned()));
                }
                rest.drain(..end + 3);
                let mut last = [0; 5];
                let new = &rest[rest.len().saturating_sub(last.len())..];
                last[..new.len()].copy_from_slice(new);
                return Ok(Self { socket, rest, last });
            }
            if socket.read_buf(&mut rest).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Reads to the end and gives the data of each event; an error if that is no end in good order.
    pub(super) async fn read(mut self, mut each: impl FnMut(&[u8])) -> io::Result<()> {
        self.lines(&mut each);
        while self.more().await? > 0 {
            self.lines(&mut each);
        }
        match &self.last == b"0\r\n\r\n" {
            true => Ok(()),
            false => Err(io::Error::other("the body is cut off")),
        }
    }

    /// Reads one event, and leaves the rest for later.
    pub(super) async fn first(&mut self) -> io::Result<()> {
        let mut events = 0;
        loop {
            self.lines(&mut |_: &[u8]| events += 1);
            if events > 0 {
                return Ok(());
            }
            if self.more().await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    async fn more(&mut self) -> io::Result<usize> {
        let before = self.rest.len();
        self.rest.reserve(16 * 1024);
        let count = self.socket.read_buf(&mut self.rest).await?;
        let new = &self.rest[before + count.saturating_sub(self.last.len())..];
        self.last.rotate_left(new.len());
        let keeps = self.last.len() - new.len();
        self.last[keeps..].copy_from_slice(new);
        Ok(count)
    }

    /// Looks at all whole lines.
    fn lines(&mut self, each: &mut impl FnMut(&[u8])) {
        let Some(last) = memrchr(b'\n', &self.rest) else {
            return;
        };
        for at in memmem::find_iter(&self.rest[..last], DATA) {
            let data = &self.rest[at + DATA.len()..=last];
            if let Some(end) = memchr(b'\n', data) {
                each(&data[..end]);
            }
        }
        self.rest.drain(..last);
    }
}
