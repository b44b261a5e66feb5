//! The log of several gateways, in the streams of Redis or Valkey.

mod begin;
mod hub;
mod lease;
mod link;
mod orphan;
mod reply;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use redis::{Client, Cmd, RedisError, Value, cmd, pipe};

use self::hub::Hub;
use self::link::{Link, is_full, is_refusal};
use self::reply::{Entry, entries, top};
use crate::log::{Begun, Log, LogError, Look, Records, Terms, Writer};
use crate::{Key, Position, Record};

/// Logs in Redis (6.2 or later) or Valkey: gateways that share an engine serve each other's runs.
///
/// It takes three connections, however many read and write: one for commands, one for what readers catch up on, and
/// one for the read that waits. They are made again after they broke; an operation that meets a broken one
/// fails, and may be repeated. Clones share them.
///
/// # What is in the engine
///
/// Of a run `K` the keys `se:{K}:log` (a stream, a record an entry), `se:{K}:lease` and `se:{K}:cancel`; of a process
/// `se:wake:…`. All expire: a log when the time of its terms has gone by since its lease was renewed, or its end written.
/// The epoch of a writer is its engine's time in microseconds when the run began: set its clock back, and a run that is
/// begun again under the key of a deleted one may have the lower epoch.
///
/// [`begin`](Log::begin) repeats what failed for some seconds, so that a lost reply leaves no run without a writer. If it
/// fails all the same, or is dropped, the run may have begun: it is abandoned when its lease has run out.
///
/// What the engine loses is lost: with `appendfsync everysec`, its default, up to a second of what was acknowledged
/// when its machine fails; with `always` nothing. Under memory pressure `maxmemory-policy noeviction` refuses
/// new records, where others throw whole logs away. A Redis Cluster will not do, as one read waits for many logs.
///
/// ```no_run
/// use stream_events_relay::{RedisLog, Relay};
///
/// # async fn serve() -> Result<(), stream_events_relay::LogError> {
/// let relay = Relay::new(RedisLog::connect("redis://127.0.0.1:6379").await?);
/// # let _ = relay;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RedisLog {
    shared: Arc<Shared>,
    prefix: Arc<str>,
}

struct Shared {
    /// What is short: appends do not wait for others' large replies.
    commands: Link,
    /// What may be large.
    reads: Link,
    hub: Hub,
}

impl RedisLog {
    /// Connects to an engine: `redis://user:password@host:port/database`, or `unix:` and a path.
    ///
    /// It may be dropped half-way.
    ///
    /// # Errors
    ///
    /// [`LogError::Engine`] if this is no such URL, or the engine cannot be reached within a second.
    pub async fn connect(url: &str) -> Result<Self, LogError> {
        let client = Client::open(url).map_err(engine)?;
        let shared = Shared {
            commands: Link::new(client.clone()),
            reads: Link::new(client.clone()),
            hub: Hub::new(client),
        };
        shared.commands.open().await.map_err(engine)?;
        Ok(Self {
            shared: Arc::new(shared),
            prefix: "se".into(),
        })
    }

    /// The same with other names in the engine, which begin with this instead of `se`: for applications that share one.
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str) -> Self {
        self.prefix = prefix.into();
        self
    }

    fn name(&self, key: &Key, part: &str) -> String {
        // Braces put all of a run into one slot, where a transaction can have it.
        format!("{}:{{{key}}}:{part}", self.prefix)
    }

    /// The last entry of a log, and whether someone holds its lease.
    async fn top(&self, key: &Key) -> Result<(Option<Entry>, bool), LogError> {
        let mut commands = pipe();
        commands.exists(self.name(key, "lease"));
        commands.add_command(last_entry(&self.name(key, "log")));
        let reply: Result<(bool, Value), _> = self.shared.commands.pipe(&commands).await;
        let (is_held, entry) = reply.map_err(engine)?;
        Ok((top(entry)?, is_held))
    }

    /// Adds an entry behind the others, of a log that exists; says whether it does.
    async fn add(&self, key: &Key, at: Position, record: &Record) -> Result<bool, RedisError> {
        let mut command = cmd("XADD");
        command.arg(self.name(key, "log")).arg("NOMKSTREAM");
        command.arg(at.to_string());
        command.arg(kind(record)).arg(&*record.payload());
        let id: Option<String> = self.shared.commands.query(&command).await?;
        Ok(id.is_some())
    }

    /// What it means that the engine refused a record: its place is taken, and the last record says by whom.
    async fn refused(
        &self,
        writer: &Writer,
        at: Position,
        error: RedisError,
    ) -> Result<(), LogError> {
        match self.top(&writer.key).await?.0 {
            None => Err(LogError::Gone),
            Some(last) if last.at.epoch > writer.epoch => Err(LogError::Fenced),
            Some(last) if last.at.epoch == writer.epoch && last.at >= at => Ok(()),
            Some(_) => Err(engine(error)),
        }
    }
}

impl Log for RedisLog {
    async fn begin(&self, key: &Key, terms: Terms) -> Result<Begun, LogError> {
        begin::begin(self, key, terms).await
    }

    async fn append(&self, writer: &Writer, at: Position, record: &Record) -> Result<(), LogError> {
        match self.add(&writer.key, at, record).await {
            Ok(true) => {}
            Ok(false) => return Err(LogError::Gone),
            Err(error) if is_full(&error) => return Err(LogError::Full),
            Err(error) if is_refusal(&error) => self.refused(writer, at, error).await?,
            Err(error) => return Err(engine(error)),
        }
        if record.is_end() {
            // The lease stays until it runs out: it means nothing behind an end, and by now it may be somebody
            // else's, who began the run again.
            let log = self.name(&writer.key, "log");
            let command = Cmd::pexpire(log, millis(writer.terms.ttl));
            let () = self.shared.commands.query(&command).await.map_err(engine)?;
        }
        Ok(())
    }

    async fn renew(&self, writer: &Writer) -> Result<(), LogError> {
        lease::renew(self, writer).await
    }

    async fn range(&self, key: &Key, after: Position, max: usize) -> Result<Records, LogError> {
        let log = self.name(key, "log");
        let mut commands = pipe();
        commands.cmd("XRANGE").arg(&log).arg(behind(after)).arg("+");
        commands.arg("COUNT").arg(max);
        commands.exists(&log);
        let reply: Result<(Value, bool), _> = self.shared.reads.pipe(&commands).await;
        let (found, is_there) = reply.map_err(engine)?;
        let mut records = Records::new();
        for entry in entries(found)?.into_iter().filter(|it| it.at > after) {
            match entry.record {
                Some(record) => records.push((entry.at, record)),
                None if records.is_empty() => return Err(unreadable(key, entry.at)),
                None => break,
            }
        }
        match records.is_empty() && !is_there {
            true => Err(LogError::Gone),
            false => Ok(records),
        }
    }

    async fn changed(
        &self,
        logs: &[(Key, Position)],
        wait: Duration,
    ) -> Result<Vec<(Key, Records)>, LogError> {
        let named = |(key, after): &(Key, Position)| (self.name(key, "log"), *after);
        let names: Vec<_> = logs.iter().map(named).collect();
        let found = self.shared.hub.read(&self.prefix, &names, wait).await?;
        let is_quiet = found.is_empty();
        let mut changed = Vec::new();
        for (name, entries) in found {
            let place = names.iter().position(|it| it.0.as_bytes() == name);
            let Some((key, _)) = place.map(|it| &logs[it]) else {
                continue;
            };
            // What cannot be read is missing, which its readers see. It is nothing to those of other logs.
            let readable = entries.into_iter();
            let readable = readable.filter_map(|it| Some((it.at, it.record?)));
            let records: Records = readable.collect();
            if !records.is_empty() {
                changed.push((key.clone(), records));
            }
        }
        if changed.is_empty() && !is_quiet {
            // It would be found again at once.
            tracing::warn!("a log holds what is no record of ours");
            tokio::time::sleep(wait.min(Duration::from_secs(1))).await;
        }
        Ok(changed)
    }

    async fn wake(&self) -> Result<(), LogError> {
        let shared = &self.shared;
        shared.hub.wake(&self.prefix, &shared.commands).await
    }

    async fn look(&self, keys: &[Key]) -> Result<Vec<Look>, LogError> {
        orphan::look(self, keys).await
    }

    async fn close(&self, key: &Key) -> Result<(), LogError> {
        orphan::close(self, key).await
    }

    async fn cancel(&self, key: &Key) -> Result<(), LogError> {
        let log = self.name(key, "log");
        let mut commands = pipe();
        commands.pttl(&log).add_command(last_entry(&log));
        let reply: Result<(i64, Value), _> = self.shared.commands.pipe(&commands).await;
        let (kept, last) = reply.map_err(engine)?;
        let last = top(last)?.ok_or(LogError::Gone)?;
        let mut command = cmd("SET");
        // Whom it is meant for: not the writer of a run that begins later under the same key.
        command.arg(self.name(key, "cancel")).arg(last.at.epoch);
        if kept >= 0 {
            command.arg("PX").arg(kept.max(1));
        }
        self.shared.commands.query(&command).await.map_err(engine)
    }

    async fn cancelled(&self, writer: &Writer) -> Result<bool, LogError> {
        let command = Cmd::get(self.name(&writer.key, "cancel"));
        let asked: Option<u64> = self.shared.commands.query(&command).await.map_err(engine)?;
        Ok(asked == Some(writer.epoch))
    }

    async fn delete(&self, key: &Key) -> Result<(), LogError> {
        let command = Cmd::del(&["log", "lease", "cancel"].map(|it| self.name(key, it)));
        self.shared.commands.query(&command).await.map_err(engine)
    }
}

impl fmt::Debug for RedisLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password.
        f.debug_struct("RedisLog")
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

fn first_entry(log: &str) -> Cmd {
    let mut command = cmd("XRANGE");
    command.arg(log).arg("-").arg("+").arg("COUNT").arg(1);
    command
}

fn last_entry(log: &str) -> Cmd {
    let mut command = cmd("XREVRANGE");
    command.arg(log).arg("+").arg("-").arg("COUNT").arg(1);
    command
}

/// The least ID above this one. A client names it, so that it may be any.
fn behind(after: Position) -> String {
    match (after.seq.checked_add(1), after.epoch.checked_add(1)) {
        (Some(seq), _) => format!("{}-{seq}", after.epoch),
        (None, Some(epoch)) => format!("{epoch}-0"),
        (None, None) => after.to_string(),
    }
}

/// The field of an entry.
fn kind(record: &Record) -> String {
    record.kind().into()
}

fn engine(error: RedisError) -> LogError {
    LogError::engine(error)
}

fn unreadable(key: &Key, at: Position) -> LogError {
    LogError::engine(format!("what stands at {at} of {key} is no record of ours"))
}

/// A time as the engine has it, where none at all has another meaning.
fn millis(time: Duration) -> i64 {
    // It adds its clock, and refuses what is too large then.
    let most = i64::MAX / 2;
    i64::try_from(time.as_millis()).map_or(most, |it| it.clamp(1, most))
}

/// A lease does not outlive its log.
fn lease_millis(terms: Terms) -> i64 {
    millis(terms.lease.min(terms.ttl))
}
