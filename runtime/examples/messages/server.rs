//! A server that plays one conversation of the Messages API, cut into chunks at awkward places.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What it plays: text, thinking, a tool call, pings, and an event from next year's API.
const CONVERSATION: &str = include_str!("conversation.sse");

/// Starts the server; its address.
pub(crate) async fn start() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/v1/messages", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            // The client sees what went wrong; there is no one here to tell.
            drop(answer(socket).await);
        }
    });
    Ok(url)
}

async fn answer(mut socket: TcpStream) -> std::io::Result<()> {
    read_request(&mut socket).await?;
    socket
        .write_all(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n\
              request-id: req_example\r\ntransfer-encoding: chunked\r\n\r\n",
        )
        .await?;
    // 37 bytes cut words, line ends and characters in two.
    for chunk in CONVERSATION.as_bytes().chunks(37) {
        socket
            .write_all(format!("{:x}\r\n", chunk.len()).as_bytes())
            .await?;
        socket.write_all(chunk).await?;
        socket.write_all(b"\r\n").await?;
        tokio::time::sleep(Duration::from_millis(4)).await;
    }
    socket.write_all(b"0\r\n\r\n").await
}

/// Reads up to the end of the body, whose length is given: reqwest sends it for such bodies.
async fn read_request(socket: &mut TcpStream) -> std::io::Result<()> {
    let mut request = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let read = socket.read(&mut buffer).await?;
        request.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&request).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .split("content-length: ")
                .nth(1)
                .and_then(|it| it.lines().next());
            if length
                .and_then(|it| it.parse().ok())
                .is_none_or(|it: usize| body.len() >= it)
            {
                return Ok(());
            }
        }
        if read == 0 {
            return Ok(());
        }
    }
}
