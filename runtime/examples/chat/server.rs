//! A server that plays chat completions: it calls a tool before it answers a first question.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Starts the server; its address.
pub(crate) async fn start() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/v1/chat/completions", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            // The client sees what went wrong; there is no one here to tell.
            tokio::spawn(answer(socket));
        }
    });
    Ok(url)
}

async fn answer(mut socket: TcpStream) -> std::io::Result<()> {
    let request = read_request(&mut socket).await?;
    socket
        .write_all(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-request-id: req_example\r\n\
              connection: close\r\n\r\n",
        )
        .await?;
    let stream = stream(&request);
    // 41 bytes cut words, line ends and characters in two.
    for chunk in stream.as_bytes().chunks(41) {
        socket.write_all(chunk).await?;
        tokio::time::sleep(Duration::from_millis(4)).await;
    }
    socket.shutdown().await
}

/// What is sent for a request: by what its last message is.
fn stream(request: &Value) -> String {
    let messages = request["messages"].as_array();
    let last = messages.and_then(|it| it.last()).unwrap_or(&Value::Null);
    let has_asked = messages.is_some_and(|it| it.iter().any(|it| it["role"] == "tool"));
    let said = last["content"].as_str().unwrap_or_default();
    let (deltas, reason) = match last["role"].as_str() {
        Some("tool") => (words(&format!("I looked it up: {said}.")), "stop"),
        _ if has_asked => (words("Yes, take one: it rains. ☔"), "stop"),
        _ => (tool_call(said), "tool_calls"),
    };
    let mut text = String::new();
    let chunk = |delta: &Value, reason: Option<&str>| {
        let chunk = json!({
            "id": "chatcmpl-example", "object": "chat.completion.chunk", "created": 1_766_000_000,
            "model": request["model"],
            "choices": [{ "index": 0, "delta": delta, "finish_reason": reason }],
        });
        format!("data: {chunk}\n\n")
    };
    for delta in &deltas {
        text += &chunk(delta, None);
    }
    text += &chunk(&json!({}), Some(reason));
    text + "data: [DONE]\n\n"
}

fn words(text: &str) -> Vec<Value> {
    let words = text.split_inclusive(' ');
    let words = words.map(|word| json!({ "content": word }));
    std::iter::once(json!({ "role": "assistant", "content": "" }))
        .chain(words)
        .collect()
}

/// A call whose arguments come in pieces.
fn tool_call(question: &str) -> Vec<Value> {
    let city = question.trim_end_matches('?').rsplit(' ').next();
    let arguments = json!({ "city": city }).to_string();
    let middle = (0..=arguments.len() / 2).rev();
    let mut middle = middle.filter(|at| arguments.is_char_boundary(*at));
    let (first, rest) = arguments.split_at(middle.next().unwrap_or_default());
    let call = |part: Value| json!({ "tool_calls": [part] });
    vec![
        json!({ "role": "assistant", "content": null }),
        call(json!({
            "index": 0, "id": "call_example", "type": "function",
            "function": { "name": "get_weather", "arguments": "" },
        })),
        call(json!({ "index": 0, "function": { "arguments": first } })),
        call(json!({ "index": 0, "function": { "arguments": rest } })),
    ]
}

/// Reads a request, whose length is given: reqwest sends it for such bodies.
async fn read_request(socket: &mut TcpStream) -> std::io::Result<Value> {
    let mut request = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let read = socket.read(&mut buffer).await?;
        request.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&request);
        if let Some((_, body)) = text.split_once("\r\n\r\n")
            && let Ok(body) = serde_json::from_str(body)
        {
            return Ok(body);
        }
        if read == 0 {
            return Ok(Value::Null);
        }
    }
}
