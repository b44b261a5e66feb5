//! Answers that are cut off, or framed so that nobody knows where they end. HTTP/1.1 only.

use std::io;

use h2::Reason;

use super::Served;
use super::baseline::until_closed;
use super::coding::gzip;
use crate::fault_server::events::{HALF, ONE, SSE, THREE};
use crate::fault_server::exchange::Exchange;

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    match x.path().as_str() {
        "/reset-before-headers" => x.raw()?.reset()?,
        "/close-before-headers" => x.raw()?.close().await?,
        "/close-mid-headers" => cut_after(x, "HTTP/1.1 200 OK\r\ncontent-ty").await?,
        "/bad-status-line" => cut_after(x, "\x16\x03\x01 this is not HTTP\r\n\r\n").await?,
        "/reset-after-headers" => {
            x.open().await?;
            x.reset(Reason::INTERNAL_ERROR).await?;
        }
        "/reset-mid-event" => {
            x.open().await?;
            x.send(ONE).await?;
            x.send(HALF).await?;
            x.reset(Reason::INTERNAL_ERROR).await?;
        }
        "/close-mid-event" => x.stream(&[ONE, HALF]).await?,
        "/close-no-blank-line" => x.stream(&[ONE, "event: msg\ndata: {\"n\":2}\n"]).await?,
        "/close-mid-event-eof" => until_closed(x, &[ONE, HALF].concat()).await?,
        "/truncated-chunk" => {
            cut_after(
                x,
                format!("{HEAD}transfer-encoding: chunked\r\n\r\n100\r\n{ONE}"),
            )
            .await?;
        }
        "/missing-last-chunk" => {
            x.open().await?;
            x.send(THREE.concat()).await?;
            x.raw()?.close().await?;
        }
        "/content-length-short" => {
            cut_after(x, format!("{HEAD}content-length: 1000\r\n\r\n{ONE}")).await?;
        }
        "/content-length-long" => {
            let length = ONE.len();
            let [_, two, _] = THREE;
            x.raw()?
                .write(format!("{HEAD}content-length: {length}\r\n\r\n{ONE}{two}"))
                .await?;
            x.keep();
        }
        "/bad-chunk-size" => chunk_size(x, "ZZ").await?,
        "/huge-chunk-size" => chunk_size(x, "FFFFFFFFFFFFFFFFF").await?,
        "/big-chunk-promise" => {
            x.open().await?;
            x.raw()?.write(format!("7FFFFFFFFFFFFFFF\r\n{ONE}")).await?;
            x.hang().await?;
        }
        "/cl-and-te" => {
            x.head(200, &[SSE, ("content-length", "5")]).await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        "/tls-close-no-notify" => {
            match x.number("gz", 0) {
                0 => x.ok().await?,
                _ => {
                    x.head(200, &[SSE, ("content-encoding", "gzip")]).await?;
                    x.send(gzip(&THREE).concat()).await?;
                    x.end().await?;
                }
            }
            x.raw()?.cut().await?;
        }
        "/tls-truncate" => {
            let socket = x.raw()?;
            socket.write(format!("{HEAD}\r\n{ONE}")).await?;
            socket.cut().await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// These bytes, and the end of the connection.
async fn cut_after(x: &mut Exchange<'_>, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    x.raw()?.write(bytes).await?;
    x.raw()?.close().await
}

/// One event in a good chunk, then a chunk of this size.
async fn chunk_size(x: &mut Exchange<'_>, size: &str) -> io::Result<()> {
    x.open().await?;
    x.send(ONE).await?;
    x.raw()?
        .write(format!("{size}\r\n{ONE}\r\n0\r\n\r\n"))
        .await?;
    x.hang().await
}
