//! What a success may call itself.

use super::Served;
use crate::fault_server::events::THREE;
use crate::fault_server::exchange::Exchange;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    let (content_type, body) = match x.path().as_str() {
        "/ct-charset" => ("text/event-stream; charset=utf-8", THREE.concat()),
        "/ct-upper" => ("Text/Event-Stream", THREE.concat()),
        "/ct-semicolon" => ("text/event-stream;", THREE.concat()),
        "/ct-latin1" => (
            "text/event-stream;charset=windows-1252",
            THREE.concat().replace("{\"n\":1}", "é…"),
        ),
        "/ct-bogus" => ("text/x-bogus", THREE.concat()),
        "/ct-invalid" => ("x bogus", THREE.concat()),
        "/ct-none" => ("", THREE.concat()),
        "/ct-json" => (
            "application/json",
            r#"{"message":"not a stream"}"#.to_owned(),
        ),
        "/ct-html" => ("text/html", "<h1>Not a stream</h1>".to_owned()),
        _ => return Ok(false),
    };
    x.head(200, &[("content-type", content_type)]).await?;
    x.send(body).await?;
    x.end().await?;
    Ok(true)
}
