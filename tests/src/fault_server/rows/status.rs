//! Answers that are no success, for some requests or for all.

use std::io;
use std::time::{Duration, SystemTime};

use super::Served;
use crate::fault_server::events::{JSON, OVERLOADED, SSE, THREE};
use crate::fault_server::exchange::Exchange;

const HTML: (&str, &str) = ("content-type", "text/html");
const PAGE: &str = "<html><body><h1>Something broke</h1></body></html>";
const ALWAYS: u64 = u64::MAX;

/// Path, status, how many requests fail so before `/ok` is served, headers.
type Row = (
    &'static str,
    u16,
    u64,
    &'static [(&'static str, &'static str)],
);

const ROWS: [Row; 22] = [
    ("/401", 401, ALWAYS, &[JSON]),
    ("/404-html", 404, ALWAYS, &[HTML]),
    ("/413", 413, ALWAYS, &[JSON]),
    ("/422", 422, ALWAYS, &[JSON]),
    ("/408", 408, 1, &[JSON]),
    ("/409", 409, 1, &[JSON]),
    ("/429-seconds", 429, 1, &[JSON, ("retry-after", "1")]),
    (
        "/429-ms",
        429,
        1,
        &[JSON, ("retry-after-ms", "250"), ("retry-after", "30")],
    ),
    ("/429-huge", 429, 1, &[JSON, ("retry-after", "999999")]),
    ("/429-garbage", 429, 1, &[JSON, ("retry-after", "soon")]),
    ("/429-negative", 429, 1, &[JSON, ("retry-after", "-5")]),
    (
        "/429-nan",
        429,
        1,
        &[JSON, ("retry-after", "NaN"), ("retry-after-ms", "inf")],
    ),
    (
        "/x-should-retry-true",
        400,
        1,
        &[JSON, ("x-should-retry", "true")],
    ),
    (
        "/x-should-retry-false",
        500,
        ALWAYS,
        &[JSON, ("x-should-retry", "false")],
    ),
    ("/500", 500, ALWAYS, &[JSON]),
    ("/502-html", 502, 1, &[HTML]),
    ("/503", 503, 2, &[JSON]),
    ("/529", 529, 1, &[JSON, ("request-id", "req_529")]),
    ("/400", 400, ALWAYS, &[JSON, ("request-id", "req_400")]),
    ("/403", 403, ALWAYS, &[JSON]),
    ("/304", 304, ALWAYS, &[]),
    ("/error-500-sse", 500, ALWAYS, &[SSE]),
];

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    let path = x.path();
    if let Some((_, status, fails, headers)) = ROWS.iter().find(|(row, ..)| *row == path) {
        let body = match headers.first() {
            Some(&HTML) => PAGE.to_owned(),
            Some(&SSE) => THREE.concat(),
            Some(_) => OVERLOADED.to_owned(),
            None => String::new(),
        };
        match (x.before as u64) < *fails {
            true => x.reply(*status, headers, body).await?,
            false => x.ok().await?,
        }
        return Ok(true);
    }
    match path.as_str() {
        "/204" => x.reply(204, &[], "").await?,
        "/205" => x.reply(205, &[], "").await?,
        "/429-date" if x.before == 0 => {
            let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
            x.reply(429, &[("retry-after", &date)], "").await?;
        }
        "/429-date" => x.ok().await?,
        "/status" => asked(x).await?,
        "/error-body-huge" => body(x, 400, "huge").await?,
        "/error-body-slow" => body(x, 400, "slow").await?,
        "/error-body-deep" => body(x, 400, "deep").await?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// The status `code`, for the first `fail` requests.
async fn asked(x: &mut Exchange<'_>) -> io::Result<()> {
    if x.before as u64 >= x.number("fail", ALWAYS) {
        return x.ok().await;
    }
    let code = u16::try_from(x.number("code", 500)).unwrap_or(500);
    let kind = x
        .request()
        .param("body")
        .unwrap_or_else(|| "json".to_owned());
    body(x, code, &kind).await
}

async fn body(x: &mut Exchange<'_>, status: u16, kind: &str) -> io::Result<()> {
    match kind {
        "html" => x.reply(status, &[HTML], PAGE).await,
        "empty" => x.reply(status, &[], "").await,
        "huge" => {
            x.head(status, &[JSON]).await?;
            loop {
                x.send("[".repeat(16 * 1024)).await?;
            }
        }
        "slow" => {
            x.head(status, &[JSON]).await?;
            x.send("{\"message\":\"").await?;
            loop {
                x.send("x").await?;
                x.pause(Duration::from_millis(20)).await?;
            }
        }
        "deep" => {
            let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
            x.reply(status, &[JSON], deep).await
        }
        _ => x.reply(status, &[JSON], OVERLOADED).await,
    }
}
