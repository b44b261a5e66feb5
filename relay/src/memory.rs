//! The log of one process, in its memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::{Mutex as AsyncMutex, watch};

use crate::log::{Begun, Log, LogError, Look, Records, Terms, Writer};
use crate::{EndKind, Key, Position, Record, RunEnd};

/// How much a log in memory holds, of all runs together, if nothing else is said: 256 MiB.
pub const DEFAULT_MEMORY: usize = 256 << 20;

/// Logs in the memory of this process: they are gone with it.
///
/// It serves a gateway of one process, tests, and what is tried first. Clones share their logs.
///
/// ```
/// use stream_events_relay::{MemoryLog, Relay};
///
/// let relay = Relay::new(MemoryLog::with_capacity(64 << 20));
/// # let _ = relay;
/// ```
#[derive(Debug)]
pub struct MemoryLog {
    shared: Arc<Shared>,
    /// What `changed` has seen: of each clone for itself.
    seen: AsyncMutex<watch::Receiver<u64>>,
}

#[derive(Debug)]
struct Shared {
    logs: Mutex<Logs>,
    capacity: usize,
    /// Goes up with every record, and wakes who waits.
    version: watch::Sender<u64>,
}

#[derive(Debug)]
struct Logs {
    runs: HashMap<Key, Run>,
    size: usize,
    next_epoch: u64,
    swept: Instant,
}

#[derive(Debug)]
struct Run {
    records: Records,
    size: usize,
    lease_until: Instant,
    kept_until: Instant,
    is_cancelled: bool,
}

impl Run {
    fn last(&self) -> Position {
        self.records.last().map_or(Position::START, |it| it.0)
    }

    fn is_ended(&self) -> bool {
        self.records.last().is_some_and(|it| it.1.is_end())
    }

    fn is_orphaned(&self) -> bool {
        !self.is_ended() && self.lease_until <= Instant::now()
    }
}

impl Logs {
    fn push(&mut self, key: &Key, at: Position, record: Record) {
        if let Some(run) = self.runs.get_mut(key) {
            let size = record.size();
            run.size += size;
            self.size += size;
            run.records.push((at, record));
        }
    }

    fn close(&mut self, key: &Key) {
        if let Some(run) = self.runs.get(key).filter(|run| run.is_orphaned()) {
            let at = run.last().closing();
            self.push(key, at, Record::End(RunEnd::new(EndKind::Abandoned)));
        }
    }

    fn remove(&mut self, key: &Key) {
        if let Some(run) = self.runs.remove(key) {
            self.size -= run.size;
        }
    }

    /// Forgets what has expired, once a second at most.
    fn sweep(&mut self) {
        let now = Instant::now();
        if now.duration_since(self.swept) < Duration::from_secs(1) {
            return;
        }
        self.swept = now;
        let mut freed = 0;
        self.runs.retain(|_, run| {
            let is_kept = run.kept_until > now;
            freed += if is_kept { 0 } else { run.size };
            is_kept
        });
        self.size -= freed;
    }

    /// A run that has not expired.
    fn run(&mut self, key: &Key) -> Result<&mut Run, LogError> {
        self.sweep();
        let run = self.runs.get_mut(key);
        run.filter(|run| run.kept_until > Instant::now())
            .ok_or(LogError::Gone)
    }
}

impl MemoryLog {
    /// A log of 256 MiB.
    #[must_use]
    pub fn new() -> Self {
        Self::with_capacity(DEFAULT_MEMORY)
    }

    /// A log of so many bytes, of all runs together. A run that finds no room ends as
    /// [`Truncated`](EndKind::Truncated).
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        // IDs of a process that was here before are not to be taken for ours.
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let next_epoch = now.map_or(1, |it| u64::try_from(it.as_micros()).unwrap_or(1));
        Self::of(Arc::new(Shared {
            logs: Mutex::new(Logs {
                runs: HashMap::new(),
                size: 0,
                next_epoch,
                swept: Instant::now(),
            }),
            capacity: bytes,
            version: watch::Sender::new(0),
        }))
    }

    fn of(shared: Arc<Shared>) -> Self {
        let seen = AsyncMutex::new(shared.version.subscribe());
        Self { shared, seen }
    }

    fn logs(&self) -> MutexGuard<'_, Logs> {
        // Nothing here panics half-way.
        let logs = self.shared.logs.lock();
        logs.unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        self.shared.version.send_modify(|version| *version += 1);
    }

    fn news(&self, logs: &[(Key, Position)]) -> Vec<(Key, Records)> {
        let mut held = self.logs();
        let news = logs.iter().filter_map(|(key, after)| {
            let records = behind(&held.run(key).ok()?.records, *after, MAX_NEWS);
            (!records.is_empty()).then(|| (key.clone(), records))
        });
        news.collect()
    }
}

/// How many records of a run are told at once.
const MAX_NEWS: usize = 64;

fn behind(records: &Records, after: Position, max: usize) -> Records {
    let start = records.partition_point(|(at, _)| *at <= after);
    records[start..].iter().take(max).cloned().collect()
}

impl Clone for MemoryLog {
    fn clone(&self) -> Self {
        Self::of(Arc::clone(&self.shared))
    }
}

impl Default for MemoryLog {
    fn default() -> Self {
        Self::new()
    }
}

impl Log for MemoryLog {
    async fn begin(&self, key: &Key, terms: Terms) -> Result<Begun, LogError> {
        let mut logs = self.logs();
        if logs.run(key).is_ok() {
            logs.close(key);
            let is_ended = logs.run(key)?.is_ended();
            drop(logs);
            self.tell();
            return Ok(if is_ended {
                Begun::Ended
            } else {
                Begun::Running
            });
        }
        logs.remove(key);
        if logs.size >= self.shared.capacity {
            return Err(LogError::Full);
        }
        // Whoever closes a log takes the epoch after its writer's.
        let epoch = logs.next_epoch;
        logs.next_epoch += 2;
        let now = Instant::now();
        let run = Run {
            records: Vec::new(),
            size: 0,
            lease_until: now + terms.lease,
            kept_until: now + terms.ttl,
            is_cancelled: false,
        };
        logs.runs.insert(key.clone(), run);
        let writer = Writer {
            key: key.clone(),
            epoch,
            terms,
        };
        logs.push(key, writer.first(), Record::Begun);
        drop(logs);
        self.tell();
        Ok(Begun::Writer(writer))
    }

    async fn append(&self, writer: &Writer, at: Position, record: &Record) -> Result<(), LogError> {
        let mut logs = self.logs();
        let is_full = logs.size + record.size() > self.shared.capacity && !record.is_end();
        let run = logs.run(&writer.key)?;
        let last = run.last();
        match () {
            () if last.epoch != writer.epoch => return Err(LogError::Fenced),
            () if at <= last => return Ok(()),
            () if run.is_ended() => return Err(LogError::Fenced),
            () if is_full => return Err(LogError::Full),
            () => {}
        }
        run.kept_until = Instant::now() + writer.terms.ttl;
        logs.push(&writer.key, at, record.clone());
        drop(logs);
        self.tell();
        Ok(())
    }

    async fn renew(&self, writer: &Writer) -> Result<(), LogError> {
        let mut logs = self.logs();
        let run = logs.run(&writer.key)?;
        if run.last().epoch != writer.epoch {
            return Err(LogError::Fenced);
        }
        let now = Instant::now();
        run.lease_until = now + writer.terms.lease;
        run.kept_until = now + writer.terms.ttl;
        Ok(())
    }

    async fn range(&self, key: &Key, after: Position, max: usize) -> Result<Records, LogError> {
        let mut logs = self.logs();
        Ok(behind(&logs.run(key)?.records, after, max))
    }

    async fn changed(
        &self,
        logs: &[(Key, Position)],
        wait: Duration,
    ) -> Result<Vec<(Key, Records)>, LogError> {
        let mut seen = self.seen.lock().await;
        let news = self.news(logs);
        if !news.is_empty() {
            return Ok(news);
        }
        // The sender is ours: it cannot be gone.
        let _ = tokio::time::timeout(wait, seen.changed()).await;
        Ok(self.news(logs))
    }

    async fn wake(&self) -> Result<(), LogError> {
        self.tell();
        Ok(())
    }

    async fn look(&self, keys: &[Key]) -> Result<Vec<Look>, LogError> {
        let mut logs = self.logs();
        let look = |key| match logs.run(key) {
            Ok(run) if run.is_orphaned() => Look::Orphaned,
            Ok(_) => Look::Alive,
            Err(_) => Look::Gone,
        };
        Ok(keys.iter().map(look).collect())
    }

    async fn close(&self, key: &Key) -> Result<(), LogError> {
        let mut logs = self.logs();
        logs.run(key)?;
        logs.close(key);
        drop(logs);
        self.tell();
        Ok(())
    }

    async fn cancel(&self, key: &Key) -> Result<(), LogError> {
        self.logs().run(key)?.is_cancelled = true;
        Ok(())
    }

    async fn cancelled(&self, writer: &Writer) -> Result<bool, LogError> {
        // Not the writer of a run that was begun since.
        let asked = |run: &mut Run| run.is_cancelled && run.last().epoch == writer.epoch;
        Ok(self.logs().run(&writer.key).is_ok_and(asked))
    }

    async fn delete(&self, key: &Key) -> Result<(), LogError> {
        self.logs().remove(key);
        self.tell();
        Ok(())
    }
}
