//! Bytes that decoders trip over.

use super::Served;
use crate::fault_server::exchange::Exchange;

/// Path and the chunks of the body.
const ROWS: &[(&str, &[&[u8]])] = &[
    ("/invalid-utf8", &[b"data: a\xff\xfeb\xc3\n\ndata: ok\n\n"]),
    ("/nul", &[b"id: 1\0\ndata: a\0b\n\ndata: c\n\n"]),
    ("/utf16", &[b"\xff\xfed\0a\0t\0a\0:\0 \x001\0\n\0\n\0"]),
    ("/bom", &[b"\xef\xbb\xbfdata: 1\n\n"]),
    ("/bom-split", &[b"\xef", b"\xbb", b"\xbfdata: 1\n\n"]),
    ("/bom-double", &[b"\xef\xbb\xbf\xef\xbb\xbfdata: 1\n\ndata: 2\n\n"]),
    ("/bom-middle", &[b"data: 1\n\n\xef\xbb\xbfdata: 2\n\ndata: \xef\xbb\xbf3\n\n"]),
    ("/cr-only", &[b"data: 1\r\rdata: 2\r\r"]),
    ("/crlf-split", &[b"data: a\r", b"\n", b"data: b\r", b"\n\r", b"\n"]),
    (
        "/retry-overflow",
        &[b"retry: 99999999999999999999\ndata: 1\n\nretry: 18446744073709551615\ndata: 2\n\n"],
    ),
    ("/bad-json", &[b"event: msg\ndata: {\"n\":\n\nevent: msg\ndata: {\"n\":2}\n\n"]),
    ("/dup-keys", &[b"event: msg\ndata: {\"n\":1,\"n\":2}\n\nevent: msg\ndata: {\"n\":3}\n\n"]),
    (
        "/lone-surrogate",
        &[b"event: text\ndata: {\"t\":\"\\ud800\"}\n\nevent: text\ndata: {\"t\":\"ok\"}\n\n"],
    ),
    (
        "/fake-done",
        &[b"data: [DONE] not yet\n\ndata: [DONE]\ndata: more\n\ndata: [DONE] \n\ndata: \"[DONE]\"\n\n"],
    ),
];

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    let path = x.path();
    if let Some((_, chunks)) = ROWS.iter().find(|(row, _)| *row == path) {
        x.stream(chunks).await?;
        return Ok(true);
    }
    match path.as_str() {
        "/deep-json" => {
            let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
            let events = format!("event: msg\ndata: {{\"n\":{deep}}}\n\n");
            x.stream(&[events, "event: msg\ndata: {\"n\":2}\n\n".to_owned()])
                .await?;
        }
        "/long-mismatch" => {
            let long = "x\\n".repeat(100_000);
            let events = format!("event: msg\ndata: {{\"n\":\"{long}\"}}\n\n");
            x.stream(&[events, "event: msg\ndata: {\"n\":2}\n\n".to_owned()])
                .await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}
