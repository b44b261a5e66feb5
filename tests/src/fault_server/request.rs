//! A request, and how HTTP/1.1 writes one.

use std::io;

use super::bounded;
use super::socket::Socket;

/// The most of a request's head, and of its body, that the server reads.
const MAX_HEAD: usize = 256 * 1024;
const MAX_BODY: usize = 16 * 1024 * 1024;

/// What a client asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query, without the question mark.
    pub query: String,
    /// Names in lower case; values as they came, bytes that are no UTF-8 replaced.
    pub headers: Vec<(String, String)>,
    /// What was read of the body: all, unless the row does not read it.
    pub body: Vec<u8>,
}

impl Request {
    /// A header's value, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }

    /// A parameter of the query, if it parses.
    pub(super) fn param<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        let mut params = self
            .query
            .split('&')
            .filter_map(|param| param.split_once('='));
        params.find(|(param, _)| *param == name)?.1.parse().ok()
    }

    /// Splits a target into path and query.
    pub(super) fn aim(&mut self, target: &str) {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        (self.path, self.query) = (path.to_owned(), query.to_owned());
    }

    /// Whether the row wants the body left unread.
    pub(super) fn body_unread(&self) -> bool {
        matches!(self.path.as_str(), "/no-read" | "/early-response")
    }

    /// Reads the next request of an HTTP/1.1 connection; `None` when the client is through.
    pub(super) async fn read(socket: &mut Socket) -> io::Result<Option<Self>> {
        let Some(head) = read_head(socket).await? else {
            return Ok(None);
        };
        let mut request = Self::parse(&head).ok_or(io::ErrorKind::InvalidData)?;
        if !request.body_unread() {
            request.body = read_body(&request, socket).await?;
        }
        Ok(Some(request))
    }

    fn parse(head: &[u8]) -> Option<Self> {
        let head = String::from_utf8_lossy(head);
        let mut lines = head.split("\r\n");
        let mut start = lines.next()?.split(' ');
        let mut request = Self {
            method: start.next()?.to_owned(),
            ..Self::default()
        };
        request.aim(start.next()?);
        for line in lines.take_while(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':')?;
            request
                .headers
                .push((name.to_lowercase(), value.trim().to_owned()));
        }
        Some(request)
    }
}

/// The bytes up to and with the empty line.
async fn read_head(socket: &mut Socket) -> io::Result<Option<Vec<u8>>> {
    loop {
        let inbox = socket.inbox();
        if let Some(end) = inbox.windows(4).position(|end| end == b"\r\n\r\n") {
            return Ok(Some(inbox.drain(..end + 4).collect()));
        }
        if inbox.len() > MAX_HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if bounded(socket.read()).await? == 0 {
            return Ok(None);
        }
    }
}

async fn read_body(request: &Request, socket: &mut Socket) -> io::Result<Vec<u8>> {
    if request.header("transfer-encoding").is_some() {
        return read_chunks(socket).await;
    }
    let length = request
        .header("content-length")
        .and_then(|length| length.parse().ok());
    read_exact(socket, length.unwrap_or(0)).await
}

async fn read_chunks(socket: &mut Socket) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = read_line(socket).await?;
        let size = usize::from_str_radix(line.trim_end(), 16);
        let size = size.map_err(|_| io::ErrorKind::InvalidData)?;
        body.extend(read_exact(socket, size).await?);
        read_line(socket).await?;
        if size == 0 || body.len() > MAX_BODY {
            return Ok(body);
        }
    }
}

async fn read_line(socket: &mut Socket) -> io::Result<String> {
    let mut read = 1;
    loop {
        socket.fill(read).await?;
        let inbox = socket.inbox();
        if let Some(end) = inbox.iter().position(|byte| *byte == b'\n') {
            return Ok(String::from_utf8_lossy(&inbox.drain(..=end).collect::<Vec<_>>()).into());
        }
        read = inbox.len() + 1;
    }
}

async fn read_exact(socket: &mut Socket, bytes: usize) -> io::Result<Vec<u8>> {
    let bytes = bytes.min(MAX_BODY);
    socket.fill(bytes).await?;
    Ok(socket.inbox().drain(..bytes).collect())
}
