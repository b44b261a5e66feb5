//! Where logs are, and what tests do with them.

use std::future::Future;
use std::time::{Duration, Instant};

use bytes::Bytes;
use stream_events_relay::log::{Begun, Look, Records, Terms, Writer};
use stream_events_relay::{EndKind, Key, Log, MemoryLog, Position, Record, RunEnd};

/// A place for logs that several instances of a gateway share.
pub(crate) trait Place: Sync {
    type Log: Log;

    /// How many interleavings are tried: an engine takes longer.
    const INTERLEAVINGS: u32;

    /// The log as one more instance sees it.
    fn instance(&self) -> impl Future<Output = Self::Log> + Send;

    /// Waits until the shortest lease has run out.
    fn settle(&self) -> impl Future<Output = ()> + Send;
}

#[derive(Default)]
pub(crate) struct Memory(MemoryLog);

impl Place for Memory {
    type Log = MemoryLog;

    const INTERLEAVINGS: u32 = 500;

    async fn instance(&self) -> MemoryLog {
        self.0.clone()
    }

    async fn settle(&self) {}
}

/// Terms that outlast a test.
pub(crate) const LONG: Terms = Terms {
    lease: Duration::from_secs(600),
    ttl: Duration::from_secs(3600),
};

/// Terms of a writer that is as good as gone.
pub(crate) const LAPSED: Terms = Terms {
    lease: Duration::ZERO,
    ttl: Duration::from_secs(3600),
};

pub(crate) const ABANDONED: EndKind = EndKind::Abandoned;

pub(crate) async fn begin(log: &impl Log, key: &Key, terms: Terms) -> Writer {
    match log.begin(key, terms).await {
        Ok(Begun::Writer(writer)) => writer,
        other => panic!("no writer, but {other:?}"),
    }
}

/// A record of one message.
pub(crate) fn message(text: &str) -> Record {
    let mut bytes = Vec::new();
    let mut length = text.len();
    while length >= 0x80 {
        bytes.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    bytes.extend([length as u8, 0]);
    bytes.extend(text.bytes());
    Record::from_parts('m', Bytes::from(bytes)).expect("a message")
}

pub(crate) fn end(kind: EndKind) -> Record {
    Record::End(RunEnd::new(kind))
}

/// Appends so many messages behind this position, and says where the last one is.
pub(crate) async fn fill(log: &impl Log, writer: &Writer, mut at: Position, n: u64) -> Position {
    for _ in 0..n {
        at = at.next();
        let record = message(&at.to_string());
        log.append(writer, at, &record).await.expect("appended");
    }
    at
}

/// All records of a log.
pub(crate) async fn all(log: &impl Log, key: &Key) -> Records {
    let range = log.range(key, Position::START, 100_000).await;
    range.expect("a log")
}

pub(crate) fn places(records: &Records) -> Vec<u64> {
    records.iter().map(|it| it.0.seq).collect()
}

pub(crate) async fn look(log: &impl Log, key: &Key) -> Look {
    let looks = log.look(std::slice::from_ref(key)).await;
    looks.expect("a look")[0]
}

/// Waits until a look finds this. Machines are slow at times; none takes so long.
pub(crate) async fn until(log: &impl Log, key: &Key, wanted: Look) {
    let start = Instant::now();
    while look(log, key).await != wanted {
        assert!(start.elapsed() < Duration::from_secs(20), "not {wanted:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
