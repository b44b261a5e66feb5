//! What a reader costs that waits.

use std::time::Duration;

use futures::future::join_all;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::engine::Engine;
use crate::gateway::Process;
use crate::upstream::Upstream;
use crate::{say, size};

const STREAMS: usize = 20;

/// What one may cost with its HTTP connection, in KiB.
const LIMIT: usize = 32;

/// How many connect at once: a listener's queue is short.
const AT_ONCE: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_reader_costs_its_cursor_and_its_connection() {
    let Some(engine) = Engine::start().await else {
        return;
    };
    let upstream = Upstream::start().await;
    let count = size("RELAY_READERS", 2000);
    let gateways = [(); 2].map(|()| Process::start(&engine, &upstream));
    for n in 0..STREAMS {
        read(&gateways[0], "POST", n).await;
    }
    for (gateway, of) in gateways
        .iter()
        .zip(["own runs", "runs of another instance"])
    {
        // What it has for streams is there already, and the allocator is warm.
        let _warm = connect(gateway, 200).await;
        let Some(before) = gateway.resident() else {
            say("skipped: no /proc here to read a process's memory from");
            return;
        };
        let readers = connect(gateway, count).await;
        let after = gateway.resident().expect("it runs");
        let each = (after - before) as f64 / readers.len() as f64;
        say(format!(
            "{count} waiting readers of {STREAMS} {of}: {each:.1} KiB each"
        ));
        let is_asked = std::env::var_os("RELAY_READERS").is_some();
        assert!(!is_asked || each < LIMIT as f64, "{each} KiB a reader");
    }
}

/// So many readers, each of which has read what there is.
async fn connect(gateway: &Process, count: usize) -> Vec<TcpStream> {
    let mut readers = Vec::new();
    while readers.len() < count {
        let many = AT_ONCE.min(count - readers.len());
        let more = (0..many).map(|n| read(gateway, "GET", n % STREAMS));
        readers.extend(join_all(more).await);
    }
    readers
}

/// A connection that has the only message of a quiet stream. It is no client of a library: those need memory, too.
async fn read(gateway: &Process, method: &str, stream: usize) -> TcpStream {
    let mut connection = TcpStream::connect(&gateway.address)
        .await
        .expect("connected");
    let request = format!(
        "{method} /runs/quiet-{stream} HTTP/1.1\r\nhost: test\r\ncontent-length: 0\r\n\r\n"
    );
    let sent = connection.write_all(request.as_bytes()).await;
    sent.expect("sent");
    let mut answer = Vec::new();
    while !String::from_utf8_lossy(&answer).contains("\ndata: ") {
        let more = tokio::time::timeout(Duration::from_secs(60), connection.read_buf(&mut answer));
        let more = more.await.expect("an answer in time").expect("an answer");
        assert!(more > 0, "{}", String::from_utf8_lossy(&answer));
    }
    connection
}
