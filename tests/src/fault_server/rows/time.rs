//! Servers that take their time.

use std::io;
use std::time::{Duration, Instant};

use super::Served;
use super::baseline::bytewise;
use crate::fault_server::events::{ONE, THREE};
use crate::fault_server::exchange::Exchange;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    match x.path().as_str() {
        "/slow-headers" => {
            x.pause(x.ms(300)).await?;
            x.open().await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        "/never-headers" => x.hang().await?,
        "/slow-first-event" => {
            x.open().await?;
            x.pause(x.ms(300)).await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        "/slow-drip" => {
            bytewise(x).await?;
        }
        "/idle" => {
            x.open().await?;
            x.send(ONE).await?;
            x.hang().await?;
        }
        "/comments-only" => repeat(x, ": ping\n\n", 30_000).await?,
        "/pings-only" => repeat(x, "event: ping\ndata: {}\n\n", 30_000).await?,
        "/ping-then-events" => {
            repeat(x, ": ping\n\n", x.number("for", 400)).await?;
            x.send(THREE.concat()).await?;
            x.end().await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// The same piece every `ms` of the query, for so many milliseconds.
async fn repeat(x: &mut Exchange<'_>, piece: &str, millis: u64) -> io::Result<()> {
    let (began, apart) = (Instant::now(), x.ms(20));
    x.open().await?;
    while began.elapsed() < Duration::from_millis(millis) {
        x.send(piece).await?;
        x.pause(apart).await?;
    }
    Ok(())
}
