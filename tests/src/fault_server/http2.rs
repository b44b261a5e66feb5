//! A connection that speaks HTTP/2, decently: faults are the rows' alone.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use h2::RecvStream;
use h2::server::SendResponse;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::exchange::Exchange;
use super::request::Request;
use super::rows;
use super::seen::{Record, Seen};
use super::socket::SETTLE;

pub(super) async fn serve(tcp: TcpStream, seen: &Arc<Seen>, connection: usize) -> io::Result<()> {
    let mut client = h2::server::handshake(tcp).await.map_err(io::Error::other)?;
    let mut streams = JoinSet::new();
    loop {
        tokio::select! {
            request = client.accept() => match request {
                Some(Ok((request, respond))) => {
                    streams.spawn(answer(request, respond, Arc::clone(seen), connection));
                }
                Some(Err(_)) | None => break,
            },
            Some(_) = streams.join_next() => {}
        }
    }
    // Some learn of the end, and note how it came. Others are never woken.
    let _ = timeout(SETTLE, streams.join_all()).await;
    Ok(())
}

async fn answer(
    request: http::Request<RecvStream>,
    respond: SendResponse<Bytes>,
    seen: Arc<Seen>,
    connection: usize,
) -> io::Result<()> {
    let request = read(request).await.map_err(io::Error::other)?;
    let (record, before) = seen.note(request, connection);
    let mut unfinished = Unfinished(Some(Arc::clone(&record)));
    let mut exchange = Exchange::http2(record, before, respond);
    let served = rows::serve(&mut exchange).await;
    unfinished.0 = None;
    served.inspect_err(|error| exchange.record().failed(error))
}

/// The record of an answer that is dropped with its connection, because the client left.
struct Unfinished(Option<Arc<Record>>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(record) = &self.0 {
            record.failed(&io::ErrorKind::BrokenPipe.into());
        }
    }
}

async fn read(request: http::Request<RecvStream>) -> Result<Request, h2::Error> {
    let (parts, mut stream) = request.into_parts();
    let mut request = Request {
        method: parts.method.to_string(),
        ..Request::default()
    };
    request.aim(
        parts
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str()),
    );
    for (name, value) in &parts.headers {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        request.headers.push((name.to_string(), value));
    }
    if request.body_unread() {
        return Ok(request);
    }
    while let Some(data) = stream.data().await {
        let data = data?;
        stream.flow_control().release_capacity(data.len())?;
        request.body.extend_from_slice(&data);
    }
    Ok(request)
}
