//! What a client sent.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

/// A request that a [`Server`](super::Server) received.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// The method, such as `POST`.
    pub method: String,
    /// The target, such as `/v1/messages?beta=true`.
    pub target: String,
    /// The headers, in order, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Which of the server's connections it came over, counted from 0.
    pub connection: usize,
}

/// The longest head taken, in bytes.
const MAX_HEAD: usize = 1024 * 1024;

impl Request {
    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text; ill-formed UTF-8 replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Reads one request; `None` when the connection is closed in its place. What was read beyond it
    /// stays in `buffer`.
    pub(super) async fn read(
        socket: &mut (impl AsyncRead + Unpin),
        buffer: &mut Vec<u8>,
        connection: usize,
    ) -> io::Result<Option<Self>> {
        let length = loop {
            if let Some(at) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            if buffer.len() > MAX_HEAD || socket.read_buf(buffer).await? == 0 {
                return Ok(None);
            }
        };
        let head: Vec<u8> = buffer.drain(..length).collect();
        let head = String::from_utf8_lossy(&head).into_owned();
        let mut lines = head.split("\r\n");
        let mut start = lines.next().unwrap_or_default().split(' ');
        let mut part = || start.next().unwrap_or_default().to_owned();
        let (method, target) = (part(), part());
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers: Vec<_> = headers
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let mut received = Self {
            method,
            target,
            headers,
            body: Vec::new(),
            connection,
        };
        received.body = match received.header("transfer-encoding") {
            Some(_) => read_chunked(socket, buffer).await?,
            None => {
                let length = received
                    .header("content-length")
                    .and_then(|text| text.parse().ok());
                take(socket, buffer, length.unwrap_or(0)).await?
            }
        };
        Ok(Some(received))
    }
}

/// The first bytes of the buffer, filled from the socket as needed.
async fn take(
    socket: &mut (impl AsyncRead + Unpin),
    buffer: &mut Vec<u8>,
    length: usize,
) -> io::Result<Vec<u8>> {
    while buffer.len() < length {
        if socket.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(buffer.drain(..length).collect())
}

async fn read_chunked(
    socket: &mut (impl AsyncRead + Unpin),
    buffer: &mut Vec<u8>,
) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = Vec::new();
        while !line.ends_with(b"\r\n") {
            line.extend(take(socket, buffer, 1).await?);
        }
        let size = String::from_utf8_lossy(&line);
        let size = usize::from_str_radix(size.trim(), 16).map_err(io::Error::other)?;
        let mut chunk = take(socket, buffer, size + 2).await?;
        chunk.truncate(size);
        body.extend(chunk);
        if size == 0 {
            return Ok(body);
        }
    }
}
