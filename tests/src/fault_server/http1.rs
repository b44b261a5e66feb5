//! A connection that speaks HTTP/1.1, plain or under TLS.

use std::io;

use super::exchange::Exchange;
use super::request::Request;
use super::rows;
use super::seen::Seen;
use super::socket::Socket;

/// Answers one request after the other, until an answer leaves the connection in no state for
/// another.
pub(super) async fn serve(mut socket: Socket, seen: &Seen, connection: usize) -> io::Result<()> {
    while let Some(request) = Request::read(&mut socket).await? {
        let (record, before) = seen.note(request, connection);
        let mut exchange = Exchange::http1(record, before, &mut socket);
        if let Err(error) = rows::serve(&mut exchange).await {
            exchange.record().failed(&error);
            return Err(error);
        }
        if !exchange.ended() {
            return Ok(());
        }
    }
    socket.close().await
}
