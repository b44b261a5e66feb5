//! Streams that are well, in every way a stream can be.

use std::io;

use super::Served;
use crate::fault_server::events::{DONE, ONE, SSE, THREE};
use crate::fault_server::exchange::Exchange;

const MESSAGES: [&str; 8] = [
    ": keep-alive\n\n",
    "event: message_start\ndata: {\"type\":\"message_start\"}\n\n",
    "event: ping\ndata: {\"type\":\"ping\"}\n\n",
    "event: delta\ndata: {\"type\":\"delta\",\"n\":1}\n\n: keep-alive\n\n",
    "event: delta\ndata: {\"type\":\"delta\",\"n\":2}\n\n",
    ": keep-alive\n",
    "event: delta\n: between\ndata: {\"type\":\"delta\",\"n\":3}\n\n",
    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
];

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    match x.path().as_str() {
        "/ok" => x.ok().await?,
        "/ok-cl" => x.reply(200, &[SSE], THREE.concat()).await?,
        "/ok-close" => until_closed(x, &THREE.concat()).await?,
        "/ok-1byte" => {
            bytewise(x).await?;
        }
        "/ok-trailers" => trailers(x).await?,
        "/ok-100" => {
            x.raw()?.write("HTTP/1.1 100 Continue\r\n\r\n").await?;
            x.raw()?
                .write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")
                .await?;
            x.ok().await?;
        }
        "/messages" => x.stream(&MESSAGES).await?,
        "/done-then-hang" => {
            x.open().await?;
            x.send([ONE, DONE].concat()).await?;
            x.hang().await?;
        }
        "/echo" => echo(x).await?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Each byte of a body apart.
pub(super) async fn bytewise(x: &mut Exchange<'_>) -> io::Result<()> {
    let body = THREE.concat();
    x.stream(&body.as_bytes().chunks(1).collect::<Vec<_>>())
        .await
}

/// A body that ends with its connection.
pub(super) async fn until_closed(x: &mut Exchange<'_>, body: &str) -> io::Result<()> {
    let socket = x.raw()?;
    socket
        .write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        .await?;
    socket.write(body).await?;
    socket.close().await
}

/// Extensions on every chunk, and trailer fields.
async fn trailers(x: &mut Exchange<'_>) -> io::Result<()> {
    x.open().await?;
    let socket = x.raw()?;
    for event in THREE {
        let length = event.len();
        socket
            .write(format!("{length:x};name=value;flag\r\n{event}\r\n"))
            .await?;
    }
    socket
        .write("0;last\r\nx-checksum: abc\r\nx-more: def\r\n\r\n")
        .await?;
    x.keep();
    Ok(())
}

/// One event that says what was asked.
pub(super) async fn echo(x: &mut Exchange<'_>) -> io::Result<()> {
    let request = x.request();
    let echo = serde_json::json!({
        "method": request.method,
        "path": request.path,
        "headers": request.headers,
        "body": String::from_utf8_lossy(&request.body),
        "connection": x.record().connection(),
    });
    x.stream(&[format!("event: echo\ndata: {echo}\n\n")]).await
}
