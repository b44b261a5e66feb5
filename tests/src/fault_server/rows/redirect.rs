//! Answers from elsewhere.

use std::io;

use super::Served;
use crate::fault_server::exchange::Exchange;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    match x.path().as_str() {
        "/redirect" => hop(x).await?,
        "/redirect-loop" => x.reply(302, &[("location", "/redirect-loop")], "").await?,
        "/redirect-missing-location" => x.reply(301, &[], "").await?,
        "/redirect-empty-location" => x.reply(307, &[("location", "")], "").await?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// `n` redirects of kind `code` to `to`; with `cross=1`, over to the other name of this server.
async fn hop(x: &mut Exchange<'_>) -> io::Result<()> {
    let status = u16::try_from(x.number("code", 302)).unwrap_or(302);
    let to = x
        .request()
        .param("to")
        .unwrap_or_else(|| "/echo".to_owned());
    let path = match x.number("n", 1) {
        0 | 1 => to,
        n => format!("/redirect?code={status}&n={}&to={to}", n - 1),
    };
    let host = x.request().header("host").unwrap_or_default();
    let location = match x.number("cross", 0) {
        0 => path,
        _ => format!("http://{}{path}", host.replace("127.0.0.1", "localhost")),
    };
    x.reply(status, &[("location", &location)], "").await
}
