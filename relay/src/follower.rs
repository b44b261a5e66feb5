//! A reader: a place in a run, and how it goes on from there.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::error::CutError;
use crate::log::{Log, LogError, Records};
use crate::shared::Shared;
use crate::tail::{Broken, Read, Tail};
use crate::{Key, Position};

/// How many bytes are read at once: what a reader that stopped holds.
const MAX_BYTES: usize = 16 * 1024;

/// How many records are asked for at once: what they weigh is known afterwards.
const MAX_RECORDS: usize = 256;

/// Reads the records of a run one after the other, by whatever way is the shortest.
///
/// What a writer in this process has written, or the hub, lies in a tail. What is older comes from the log.
pub(crate) struct Follower<L: Log> {
    shared: Arc<Shared<L>>,
    key: Key,
    /// The last record that was read.
    after: Position,
    tail: Option<(Arc<Tail>, watch::Receiver<()>)>,
    max_records: usize,
    patience: Duration,
}

impl<L: Log> Follower<L> {
    pub(crate) fn new(
        shared: Arc<Shared<L>>,
        key: Key,
        after: Position,
        patience: Duration,
    ) -> Self {
        let tail = shared.own_tail(&key).map(watched);
        Self {
            shared,
            key,
            after,
            tail,
            max_records: 16,
            patience,
        }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared<L>> {
        &self.shared
    }

    /// The next records; waits for them.
    ///
    /// Dropping it loses nothing.
    pub(crate) async fn next(&mut self) -> Result<Records, CutError> {
        loop {
            let records = self.ready().await?;
            if !records.is_empty() {
                return Ok(records);
            }
            match &mut self.tail {
                // The sender is gone with the tail, which is held here.
                Some((_, changed)) => {
                    drop(changed.changed().await);
                    // Its writer goes on meanwhile: what it writes now is sent by the same call of the system.
                    tokio::task::yield_now().await;
                }
                // It has caught up: from here on the hub reads for it.
                None => self.tail = Some(watched(self.shared.follow(&self.key, self.after).await)),
            }
        }
    }

    /// The records that are there already, if any.
    pub(crate) async fn ready(&mut self) -> Result<Records, CutError> {
        let read = match &mut self.tail {
            Some((tail, changed)) => {
                changed.mark_unchanged();
                tail.read(self.after, MAX_BYTES)
            }
            None => Read::Behind,
        };
        let records = match read {
            Read::Records(records) => records,
            Read::Wait => Vec::new(),
            Read::Broken(Broken::Gone) => return Err(CutError::Gone),
            Read::Broken(Broken::Trimmed) => return Err(CutError::Trimmed),
            Read::Broken(Broken::Left) => {
                self.tail = None;
                self.range().await?
            }
            Read::Behind => self.range().await?,
        };
        self.take(records)
    }

    /// Keeps what follows, and remembers where that ends.
    fn take(&mut self, mut records: Records) -> Result<Records, CutError> {
        let mut taken = 0;
        for (at, record) in &records {
            if !self.after.is_followed_by(*at, record.is_end()) {
                break;
            }
            self.after = *at;
            taken += 1;
        }
        match taken == 0 && !records.is_empty() {
            true => Err(CutError::Trimmed),
            false => {
                records.truncate(taken);
                Ok(records)
            }
        }
    }

    /// Records from the log. An engine that cannot be reached is waited for.
    async fn range(&mut self) -> Result<Records, CutError> {
        let began = Instant::now();
        let mut wait = Duration::from_millis(50);
        loop {
            let log = &self.shared.log;
            let error = match log.range(&self.key, self.after, self.max_records).await {
                Ok(records) => {
                    self.shared.counters.ranged();
                    self.adapt(&records);
                    return Ok(records);
                }
                Err(LogError::Gone) => return Err(CutError::Gone),
                Err(error) => error,
            };
            if !error.is_transient() || began.elapsed() + wait > self.patience {
                return Err(CutError::Log(error));
            }
            sleep(wait).await;
            wait = (wait * 2).min(Duration::from_secs(1));
        }
    }

    /// Asks for more records at once where they are small.
    fn adapt(&mut self, records: &Records) {
        let size: usize = records.iter().map(|(_, record)| record.size()).sum();
        self.max_records = match () {
            () if size > MAX_BYTES => (self.max_records / 2).max(1),
            () if size * 2 < MAX_BYTES => (self.max_records * 2).min(MAX_RECORDS),
            () => self.max_records,
        };
    }
}

fn watched(tail: Arc<Tail>) -> (Arc<Tail>, watch::Receiver<()>) {
    let changed = tail.watch();
    (tail, changed)
}
