//! The API that gateways ask: what it sends costs as little as it can.

use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::time::sleep_until;

use super::listen;

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\n\
    content-type: text/event-stream\r\n\
    connection: close\r\n\
    transfer-encoding: chunked\r\n\r\n";

const DONE: &str = "data: [DONE]\n\n";

/// What a time is counted from: events carry the times at which they were sent.
static EPOCH: LazyLock<Instant> = LazyLock::new(Instant::now);

/// So that all times have as many digits.
const FIRST: u64 = 1_000_000_000_000_000_000;

/// An answer of the API.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    /// How many events it has before its end.
    pub(super) events: usize,
    /// How many of them each of its chunks has.
    pub(super) per_chunk: usize,
    /// How long it waits after a chunk.
    pub(super) gap: Duration,
}

impl Answer {
    pub(super) const fn saturated(events: usize, per_chunk: usize) -> Self {
        Self {
            events,
            per_chunk,
            gap: Duration::ZERO,
        }
    }

    pub(super) fn path(self) -> String {
        format!(
            "{}/{}/{}",
            self.events,
            self.per_chunk,
            self.gap.as_micros()
        )
    }

    fn of(path: &str) -> Option<Self> {
        let mut numbers = path.split('/').map_while(|it| it.parse().ok());
        let mut next = || numbers.next();
        Some(Self {
            events: next()?,
            per_chunk: next()?,
            gap: Duration::from_micros(next()? as u64),
        })
    }

    /// The data of all events, as readers are to find it.
    pub(super) fn data(self) -> Vec<String> {
        let events = (0..self.events).map(|number| data(number, 0));
        events.chain(["[DONE]".to_owned()]).collect()
    }
}

/// A chunk of a chat: about as many bytes as those of the field.
fn data(number: usize, time: u64) -> String {
    let created = FIRST + time;
    format!(
        r#"{{"id":"chatcmpl-BqD6Zq7Xk9","object":"chat.completion.chunk","created":{created},"model":"gpt-5","choices":[{{"index":0,"delta":{{"content":" word {number:06}"}},"finish_reason":null}}]}}"#
    )
}

/// How large an event is with its frame.
pub(super) fn event_size() -> usize {
    block(0, 0).len()
}

fn block(number: usize, time: u64) -> String {
    format!("data: {}\n\n", data(number, time))
}

/// How long ago an event was sent.
pub(super) fn age(data: &[u8]) -> Option<Duration> {
    const KEY: &[u8] = b"\"created\":";
    let at = memchr::memmem::find(data, KEY)? + KEY.len();
    let sent = str::from_utf8(data.get(at..at + 19)?)
        .ok()?
        .parse::<u64>()
        .ok()?;
    let sent = Duration::from_nanos(sent - FIRST);
    Some(EPOCH.elapsed().saturating_sub(sent))
}

/// Answers every request as its path says, in a thread that lives as long as the process.
pub(super) fn serve() -> SocketAddr {
    LazyLock::force(&EPOCH);
    let (address, listens) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let listener = listen();
            let listens = address.send(listener.local_addr().expect("an address"));
            listens.expect("somebody who asked for it");
            accept(listener).await;
        });
    });
    listens.recv().expect("an address")
}

async fn accept(listener: TcpListener) {
    loop {
        let (socket, _) = listener.accept().await.expect("a connection");
        // A client that hangs up early has its reasons.
        tokio::spawn(async move { drop(answer(socket).await) });
    }
}

async fn answer(mut socket: TcpStream) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        if socket.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    let path = request.splitn(3, |it| *it == b' ').nth(1);
    let path = path.and_then(|it| str::from_utf8(it).ok());
    let answer = path.and_then(|it| Answer::of(it.trim_start_matches('/')));
    let answer = answer.ok_or(io::ErrorKind::InvalidData)?;
    socket.write_all(HEAD).await?;
    match answer.gap {
        Duration::ZERO => saturate(&mut socket, answer).await?,
        _ => pace(&mut socket, answer).await?,
    }
    let mut end = String::new();
    put_chunk(DONE, &mut end);
    end += "0\r\n\r\n";
    socket.write_all(end.as_bytes()).await
}

/// Sends as fast as it is read.
async fn saturate(socket: &mut TcpStream, answer: Answer) -> io::Result<()> {
    const AT_ONCE: usize = 256;
    let mut out = String::new();
    for first in (0..answer.events).step_by(AT_ONCE) {
        out.clear();
        let last = answer.events.min(first + AT_ONCE);
        for first in (first..last).step_by(answer.per_chunk) {
            let numbers = first..last.min(first + answer.per_chunk);
            let blocks: String = numbers.map(|number| block(number, 0)).collect();
            put_chunk(&blocks, &mut out);
        }
        socket.write_all(out.as_bytes()).await?;
    }
    Ok(())
}

/// Sends a chunk, and waits.
async fn pace(socket: &mut TcpStream, answer: Answer) -> io::Result<()> {
    static ANSWERS: AtomicU32 = AtomicU32::new(0);
    // All answers are begun at once; what they send is not sent at once.
    let phase = f64::from(ANSWERS.fetch_add(1, Ordering::Relaxed)) * 0.618;
    let mut next = tokio::time::Instant::now() + answer.gap.mul_f64(phase.fract());
    let mut out = String::new();
    for first in (0..answer.events).step_by(answer.per_chunk) {
        // The first one is what a gateway answers by.
        if first > 0 {
            sleep_until(next).await;
            next += answer.gap;
        }
        let numbers = first..answer.events.min(first + answer.per_chunk);
        let now = EPOCH.elapsed().as_nanos() as u64;
        let blocks: String = numbers.map(|number| block(number, now)).collect();
        out.clear();
        put_chunk(&blocks, &mut out);
        socket.write_all(out.as_bytes()).await?;
    }
    sleep_until(next).await;
    Ok(())
}

fn put_chunk(text: &str, out: &mut String) {
    // A string takes all.
    let _ = write!(out, "{:x}\r\n{text}\r\n", text.len());
}
