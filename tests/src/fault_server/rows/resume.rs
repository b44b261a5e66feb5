//! Streams that are cut, and go on where the client says it was.

use std::io;

use h2::Reason;

use super::Served;
use super::baseline::echo;
use crate::fault_server::events::msg;
use crate::fault_server::exchange::Exchange;

/// Path and what the first connection sends before it is cut; the second request is echoed.
const CUT: &[(&str, &str)] = &[
    (
        "/id-uncommitted",
        "retry: 10\nid: 1\ndata: a\n\nid: 2\ndata: b\n",
    ),
    ("/id-only-block", "retry: 10\nid: 1\ndata: a\n\nid: 2\n\n"),
    ("/id-reset", "retry: 10\nid: 1\ndata: a\n\nid\ndata: b\n\n"),
    (
        "/id-nul",
        "retry: 10\nid: 1\ndata: a\n\nid: 2\0\ndata: b\n\n",
    ),
    ("/id-unicode", "retry: 10\nid: …\ndata: a\n\n"),
    ("/id-control", "retry: 10\nid: 1\x01\x7f\x0b2\ndata: a\n\n"),
];

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    let path = x.path();
    match CUT.iter().find(|(row, _)| *row == path) {
        Some((_, sent)) if x.before == 0 => x.stream(&[sent]).await?,
        Some(_) => echo(x).await?,
        None if path == "/resume" => resume(x).await?,
        None => return Ok(false),
    }
    Ok(true)
}

/// Messages up to `n`, of which each request gets `cut`; `mode` is how it is cut.
async fn resume(x: &mut Exchange<'_>) -> io::Result<()> {
    let seen = x
        .request()
        .header("last-event-id")
        .and_then(|id| id.parse().ok())
        .unwrap_or(0);
    let (all, cut) = (x.number("n", 10), x.number("cut", 3));
    let mode = x
        .request()
        .param("mode")
        .unwrap_or_else(|| "clean".to_owned());
    if seen >= all {
        return x.reply(204, &[], "").await;
    }
    x.open().await?;
    x.send(format!("retry: {}\n\n", x.number("retry", 10)))
        .await?;
    let last = all.min(seen + cut);
    for n in seen + 1..=last {
        x.send(msg(n)).await?;
    }
    match mode.as_str() {
        "rst" => x.reset(Reason::INTERNAL_ERROR).await,
        "fin" => x.raw()?.close().await,
        "trunc" => {
            x.send(format!("id: {}\nevent: msg\ndata: {{", last + 1))
                .await?;
            x.end().await
        }
        _ => x.end().await,
    }
}
