//! A network that loses replies, and a clock that stands still.

use std::sync::Arc;
use std::sync::atomic::{AtomicIsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Stands before an engine.
pub(crate) struct Proxy {
    port: u16,
    countdown: Arc<AtomicIsize>,
}

/// What an engine answers to `TIME`, but for its microseconds.
const TIME: &[u8] = b"*2\r\n$10\r\n";

impl Proxy {
    pub(crate) async fn before(engine: u16) -> Self {
        Self::start(engine, false).await
    }

    /// One whose clients all read the same time.
    pub(crate) async fn with_stopped_clock(engine: u16) -> Self {
        Self::start(engine, true).await
    }

    async fn start(engine: u16, is_stopped: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let countdown = Arc::new(AtomicIsize::new(0));
        tokio::spawn(serve(listener, engine, Arc::clone(&countdown), is_stopped));
        Self { port, countdown }
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Loses the reply that is so many replies ahead, the next one being 1, and cuts its connection.
    pub(crate) fn lose(&self, ahead: isize) {
        self.countdown.store(ahead, Ordering::SeqCst);
    }

    /// Whether it has been lost.
    pub(crate) fn has_lost(&self) -> bool {
        self.countdown.load(Ordering::SeqCst) <= 0
    }
}

async fn serve(listener: TcpListener, engine: u16, countdown: Arc<AtomicIsize>, is_stopped: bool) {
    while let Ok((client, _)) = listener.accept().await {
        let Ok(server) = TcpStream::connect(("127.0.0.1", engine)).await else {
            continue;
        };
        let countdown = Arc::clone(&countdown);
        tokio::spawn(async move {
            let (mut from_client, mut to_client) = client.into_split();
            let (mut from_server, mut to_server) = server.into_split();
            let requests = tokio::io::copy(&mut from_client, &mut to_server);
            let replies = async {
                let mut buffer = vec![0; 1 << 20];
                while let Ok(n @ 1..) = from_server.read(&mut buffer).await {
                    if countdown.fetch_sub(1, Ordering::SeqCst) == 1 {
                        return;
                    }
                    if is_stopped {
                        stop_clock(&mut buffer[..n]);
                    }
                    if to_client.write_all(&buffer[..n]).await.is_err() {
                        return;
                    }
                }
            };
            tokio::select! {
                _ = requests => {}
                () = replies => {}
            }
        });
    }
}

/// Overwrites the digits of each time in these replies, however many there are.
fn stop_clock(replies: &mut [u8]) {
    let mut rest = replies;
    while let Some(start) = rest.windows(TIME.len()).position(|it| it == TIME) {
        let (_, time) = rest.split_at_mut(start + TIME.len());
        let (seconds, micros) = time.split_at_mut(10);
        seconds.fill(b'1');
        let micros = &mut micros[2..];
        let digits = micros.iter().position(|it| *it == b'\n').expect("a length") + 1;
        let (_, micros) = micros.split_at_mut(digits);
        let end = micros.iter().position(|it| *it == b'\r').expect("an end");
        let (micros, after) = micros.split_at_mut(end);
        // No number is longer for it: zeros in front change nothing.
        micros.fill(b'0');
        rest = after;
    }
}
