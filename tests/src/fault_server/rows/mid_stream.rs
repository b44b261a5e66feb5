//! Failures that the server reports in the stream.

use std::io;

use h2::Reason;

use super::Served;
use crate::fault_server::events::{ONE, OVERLOADED, THREE};
use crate::fault_server::exchange::Exchange;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    let [one, two, _] = THREE;
    let failure = format!("event: error\ndata: {OVERLOADED}\n\n");
    match x.path().as_str() {
        "/error-event" => x.stream(&[one, two, &failure, one]).await?,
        "/error-event-first" => x.stream(&[&failure, one]).await?,
        "/error-data" => {
            let data = r#"{"error":{"message":"The server had an error","code":"server_error"}}"#;
            x.stream(&[one, &format!("data: {data}\n\n"), two]).await?;
        }
        "/error-non-json" => {
            let text = "event: error\ndata: upstream said no\n\n";
            x.stream(&[one, text]).await?;
        }
        "/error-then-reset" => error_then_reset(x, &failure).await?,
        "/error-then-hang" => {
            x.open().await?;
            x.send([ONE, &failure].concat()).await?;
            x.hang().await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

async fn error_then_reset(x: &mut Exchange<'_>, failure: &str) -> io::Result<()> {
    x.open().await?;
    x.send(ONE).await?;
    x.send(failure).await?;
    x.reset(Reason::INTERNAL_ERROR).await
}
