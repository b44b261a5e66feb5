//! HTTP/2 frames by hand: faults of whole connections, and what no implementation would send.
//!
//! Nothing here decodes headers, so every request of a server gets the same row.

use std::io;

use super::events::{ONE, THREE};
use super::request::Request;
use super::seen::Seen;
use super::socket::Socket;

/// What every client sends first.
const PREFACE: usize = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len();

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;

/// Of DATA and HEADERS; of SETTINGS and PING the same bit means that it is an answer.
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const MAX_CONCURRENT_STREAMS: [u8; 2] = [0, 3];

/// HPACK: indexed `:status: 200`, then names of the static table with plain values.
const OK: &[u8] = &[0x88];
const CONTENT_TYPE: &[u8] = b"\x0f\x10\x11text/event-stream";
const CONTENT_LENGTH_5: &[u8] = b"\x0f\x0d\x015";

pub(super) async fn serve(
    row: &str,
    mut socket: Socket,
    seen: &Seen,
    connection: usize,
) -> io::Result<()> {
    socket.fill(PREFACE).await?;
    socket.inbox().drain(..PREFACE);
    socket.write(frame(SETTINGS, 0, 0, b"")).await?;
    while let Some(stream) = next_request(&mut socket).await? {
        let request = Request {
            path: row.to_owned(),
            ..Request::default()
        };
        let (record, before) = seen.note(request, connection);
        socket.count_for(&record);
        let answered = answer(row, before, stream, &mut socket).await;
        answered.inspect_err(|error| record.failed(error))?;
    }
    Ok(())
}

async fn answer(row: &str, before: usize, stream: u32, socket: &mut Socket) -> io::Result<()> {
    let head = frame(HEADERS, END_HEADERS, stream, &[OK, CONTENT_TYPE].concat());
    let data = |event: &str| frame(DATA, 0, stream, event.as_bytes());
    let end = frame(DATA, END_STREAM, stream, b"");
    let ok = [&head[..], &data(&THREE.concat()), &end].concat();
    match row {
        "/goaway-mid" => {
            let [one, two, done] = THREE.map(data);
            let goaway = goaway(stream, NO_ERROR);
            socket
                .write([head, one, goaway, two, done, end].concat())
                .await
        }
        "/goaway-below" => {
            let goaway = goaway(0, NO_ERROR);
            socket.write([head, data(ONE), goaway].concat()).await
        }
        "/goaway-below-and-close" => {
            let goaway = goaway(0, NO_ERROR);
            socket.write([head, data(ONE), goaway].concat()).await?;
            socket.close().await
        }
        "/goaway-refuse" if before == 0 => {
            socket.write(goaway(0, NO_ERROR)).await?;
            socket.close().await
        }
        "/goaway-error-mid" => {
            socket
                .write([head, data(ONE), goaway(stream, INTERNAL_ERROR)].concat())
                .await?;
            socket.close().await
        }
        "/h2-eof-mid" => {
            socket.write([head, data(ONE)].concat()).await?;
            socket.close().await
        }
        "/h2-empty-data" => {
            socket.write(head).await?;
            let empty = data("").repeat(1000);
            for _ in 0..100 {
                socket.write(&empty).await?;
            }
            socket.write([data(&THREE.concat()), end].concat()).await
        }
        "/h2-tiny-data" if before == 0 => {
            socket.write([head, data(ONE)].concat()).await?;
            // A comment in frames of a byte each, for longer than the reader may pause.
            let byte = data(":").repeat(1000);
            for _ in 0..100 {
                socket.write(&byte).await?;
            }
            socket.write([data("\n\n"), end].concat()).await
        }
        "/h2-too-long" => {
            let fields = [OK, CONTENT_TYPE, CONTENT_LENGTH_5].concat();
            let head = frame(HEADERS, END_HEADERS, stream, &fields);
            socket
                .write([head, data(&THREE.concat()), end].concat())
                .await
        }
        "/h2-max0" if before == 0 => {
            let none = [&MAX_CONCURRENT_STREAMS[..], &0_u32.to_be_bytes()].concat();
            socket
                .write([frame(SETTINGS, 0, 0, &none), ok].concat())
                .await
        }
        _ => socket.write(ok).await,
    }
}

/// Reads up to the next request and says its stream; `None` when the client is through.
async fn next_request(socket: &mut Socket) -> io::Result<Option<u32>> {
    loop {
        let Ok(()) = socket.fill(9).await else {
            return Ok(None);
        };
        let head = socket.inbox().drain(..9).collect::<Vec<_>>();
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        socket.fill(length).await?;
        let payload = socket.inbox().drain(..length).collect::<Vec<_>>();
        match (head[3], head[4]) {
            (HEADERS, _) => {
                return Ok(Some(u32::from_be_bytes([
                    head[5], head[6], head[7], head[8],
                ])));
            }
            (SETTINGS, 0) => socket.write(frame(SETTINGS, ACK, 0, b"")).await?,
            (PING, 0) => socket.write(frame(PING, ACK, 0, &payload)).await?,
            _ => {}
        }
    }
}

fn goaway(last_stream: u32, error: u32) -> Vec<u8> {
    frame(
        GOAWAY,
        0,
        0,
        &[last_stream.to_be_bytes(), error.to_be_bytes()].concat(),
    )
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len())
        .expect("rows are small")
        .to_be_bytes();
    let mut frame = vec![length[1], length[2], length[3], kind, flags];
    frame.extend_from_slice(&stream.to_be_bytes());
    frame.extend_from_slice(payload);
    frame
}
