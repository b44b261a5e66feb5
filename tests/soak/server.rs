//! The server: no more HTTP than the clients speak.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;
use std::{process, thread};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::process::{READERS, allow_streams, text};
use crate::script::{self, FIRST};

const STREAM: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
                      transfer-encoding: chunked\r\n\r\n";
const DONE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

#[tokio::main]
pub(crate) async fn run(streams: usize) -> Result<(), String> {
    allow_streams(streams)?;
    thread::spawn(|| {
        // Nobody writes: it is the end of the process that started this one.
        let _ = io::stdin().read(&mut [0]);
        process::exit(0);
    });
    let go = Arc::new(watch::Sender::new(()));
    for _ in 0..READERS {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(text)?;
        println!("port {}", listener.local_addr().map_err(text)?.port());
        tokio::spawn(accept(listener, Arc::clone(&go)));
    }
    std::future::pending().await
}

async fn accept(listener: TcpListener, go: Arc<watch::Sender<()>>) {
    loop {
        match listener.accept().await {
            Ok((socket, _)) => drop(tokio::spawn(serve(socket, Arc::clone(&go)))),
            // Out of file descriptors: some stream will end.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

/// Answers requests until the client is gone.
async fn serve(mut socket: TcpStream, go: Arc<watch::Sender<()>>) -> io::Result<()> {
    socket.set_nodelay(true)?;
    while let Some(target) = request(&mut socket).await? {
        let numbers = target.split('/').filter_map(|part| part.parse().ok());
        match (
            target.split('/').nth(1),
            numbers.collect::<Vec<_>>().as_slice(),
        ) {
            (Some("stream"), [stream, events]) => {
                finite(&mut socket, *stream, *events, go.subscribe()).await?;
            }
            (Some("endless"), [stream]) => endless(&mut socket, *stream).await?,
            _ => {
                go.send_replace(());
                socket.write_all(DONE.as_bytes()).await?;
            }
        }
    }
    Ok(())
}

/// The target of the next request; `None` when there is no more.
async fn request(socket: &mut TcpStream) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if socket.read_buf(&mut head).await? == 0 {
            return Ok(None);
        }
    }
    let head = String::from_utf8_lossy(&head);
    Ok(head.split(' ').nth(1).map(str::to_owned))
}

/// `/stream/NUMBER/EVENTS`: the first events, and the rest when all are told to go on.
async fn finite(
    socket: &mut TcpStream,
    stream: usize,
    events: usize,
    mut go: watch::Receiver<()>,
) -> io::Result<()> {
    socket.write_all(STREAM.as_bytes()).await?;
    for event in 0..events {
        if event == FIRST {
            // Its sender is never dropped.
            let _ = go.changed().await;
        }
        send(socket, &script::event(stream, event)).await?;
    }
    send(socket, script::LAST).await?;
    socket.write_all(b"0\r\n\r\n").await
}

/// `/endless/NUMBER`.
async fn endless(socket: &mut TcpStream, stream: usize) -> io::Result<()> {
    socket.write_all(STREAM.as_bytes()).await?;
    for event in 0.. {
        send(socket, &script::event(stream, event)).await?;
    }
    Ok(())
}

async fn send(socket: &mut TcpStream, text: &str) -> io::Result<()> {
    let chunk = format!("{:x}\r\n{text}\r\n", text.len());
    socket.write_all(chunk.as_bytes()).await
}
