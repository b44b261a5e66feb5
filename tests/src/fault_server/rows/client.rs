//! What clients do to servers.

use std::io;

use h2::Reason;
use tokio::time::sleep;

use super::Served;
use crate::fault_server::events::{DONE, JSON, OVERLOADED, msg};
use crate::fault_server::exchange::Exchange;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    match x.path().as_str() {
        "/endless" => ticking(x, u64::MAX, 1).await?,
        "/tick" => {
            ticking(x, x.number("n", 100), 5).await?;
            x.send(DONE).await?;
            x.end().await?;
        }
        "/firehose" => firehose(x).await?,
        "/no-read" => hang_unread(x).await?,
        "/early-response" => {
            x.reply(413, &[JSON], OVERLOADED).await?;
            x.reset(Reason::NO_ERROR).await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Numbered messages, `ms` of the query apart.
async fn ticking(x: &mut Exchange<'_>, events: u64, ms: u64) -> io::Result<()> {
    let apart = x.ms(ms);
    x.open().await?;
    for n in 1..=events {
        x.send(msg(n)).await?;
        x.pause(apart).await?;
    }
    Ok(())
}

/// Messages as fast as the client takes them. (1 GiB, not for ever: a client without back-pressure
/// is to fail its test, not to exhaust the machine.)
async fn firehose(x: &mut Exchange<'_>) -> io::Result<()> {
    let piece = msg(1).repeat(1024);
    x.open().await?;
    for _ in 0..(1 << 30) / piece.len() {
        x.send(&piece).await?;
    }
    x.end().await
}

/// Says nothing and reads nothing for a while. Then it reads, because the end of the connection
/// stands behind what it did not read.
async fn hang_unread(x: &mut Exchange<'_>) -> io::Result<()> {
    sleep(x.ms(600)).await;
    x.hang().await
}
