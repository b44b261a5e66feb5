//! Too much of something.

use std::io;

use super::Served;
use crate::fault_server::events::{SSE, THREE, msg};
use crate::fault_server::exchange::Exchange;

const KIB: usize = 1024;
const PIECE: usize = 64 * KIB;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    match x.path().as_str() {
        "/line-endless" => endless(x, "data: ").await?,
        "/comment-endless" => endless(x, ":").await?,
        "/field-endless" => endless(x, "").await?,
        "/data-lines" => {
            x.open().await?;
            repeat(x, "data: x\n", x.number("n", 10_000_000)).await?;
            x.send("\n").await?;
            x.end().await?;
        }
        "/event-lines" => {
            x.open().await?;
            repeat(x, "event: x\nid: y\n", x.number("n", 1_000_000)).await?;
            x.send("\n").await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        "/blank-lines" => {
            x.open().await?;
            repeat(x, "\n", x.number("n", 8 * 1024) * 1024).await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        "/many-events" => many(x).await?,
        "/big-event" => {
            x.open().await?;
            x.send("event: msg\ndata: ").await?;
            for _ in 0..x.number("n", 1024) {
                x.send("x".repeat(KIB)).await?;
            }
            x.send("\n\n").await?;
            x.end().await?;
        }
        "/huge-id" => x.stream(&[field(x, "id"), THREE.concat()]).await?,
        "/huge-event-name" => x.stream(&[field(x, "event"), THREE.concat()]).await?,
        "/huge-header" => {
            let value = "x".repeat(kib(x));
            x.head(200, &[SSE, ("x-huge", &value)]).await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        "/many-headers" => {
            let names = (0..x.number("n", 10_000))
                .map(|n| format!("x-{n}"))
                .collect::<Vec<_>>();
            let headers = names.iter().map(|name| (name.as_str(), "1"));
            x.head(200, &[SSE].into_iter().chain(headers).collect::<Vec<_>>())
                .await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        "/endless-headers" => {
            x.raw()?.write("HTTP/1.1 200 OK\r\n").await?;
            loop {
                x.raw()?.write("x-more: and more\r\n".repeat(KIB)).await?;
            }
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// `n` KiB of the query.
fn kib(x: &Exchange<'_>) -> usize {
    usize::try_from(x.number("n", 1024)).unwrap_or(1024) * KIB
}

/// An event with a field of `n` KiB.
fn field(x: &Exchange<'_>, name: &str) -> String {
    format!("{name}: {}\ndata: {{\"n\":0}}\n\n", "x".repeat(kib(x)))
}

/// A line of `n` MiB that does not end.
async fn endless(x: &mut Exchange<'_>, start: &str) -> io::Result<()> {
    x.open().await?;
    x.send(start).await?;
    repeat(x, "x", x.number("n", 1024) * 1024 * 1024).await?;
    x.end().await
}

/// The same text so many times, in pieces of about 64 KiB.
async fn repeat(x: &mut Exchange<'_>, text: &str, times: u64) -> io::Result<()> {
    let a_piece = PIECE / text.len();
    let piece = text.repeat(a_piece);
    let pieces = times / a_piece as u64;
    for _ in 0..pieces {
        x.send(&piece).await?;
    }
    let rest = times - pieces * a_piece as u64;
    x.send(text.repeat(usize::try_from(rest).unwrap_or(0)))
        .await
}

/// `n` numbered messages, in pieces of about 64 KiB.
async fn many(x: &mut Exchange<'_>) -> io::Result<()> {
    x.open().await?;
    let mut piece = String::new();
    for n in 1..=x.number("n", 100_000) {
        piece += &msg(n);
        if piece.len() >= PIECE {
            x.send(std::mem::take(&mut piece)).await?;
        }
    }
    x.send(piece).await?;
    x.end().await
}
