//! How a run begins: one of all who try it writes.

use std::time::Duration;

use redis::{Value, pipe};

use super::link::is_full;
use super::orphan;
use super::reply::{Beginning, Entry, beginning, top};
use super::{RedisLog, engine, first_entry, kind, last_entry, lease_millis, millis};
use crate::log::{Begun, LogError, Terms, Writer};
use crate::{Key, Record};

/// How long to wait before each try. An engine that was restarted is back within them.
const PAUSES: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_millis(50),
    Duration::from_millis(200),
    Duration::from_millis(500),
    Duration::from_secs(1),
];

/// How often a try looks again because someone else did something meanwhile.
const LOOKS: usize = 4;

/// One wish to begin a run, over all its tries: whatever of it reached the engine is known again.
struct Wish<'a> {
    log: &'a RedisLog,
    key: &'a Key,
    terms: Terms,
    /// What this one writes into its first record and into the lease. Only by it is a run known as ours: two who look in
    /// the same microsecond have the same epoch.
    token: String,
}

/// What there is of a run.
struct Found {
    now: u64,
    begun: Option<Beginning>,
    last: Option<Entry>,
    lease: Option<String>,
}

pub(super) async fn begin(log: &RedisLog, key: &Key, terms: Terms) -> Result<Begun, LogError> {
    let wish = Wish {
        log,
        key,
        terms,
        token: format!("{:032x}", fastrand::u128(..)),
    };
    let mut begun = Ok(Begun::Running);
    for pause in PAUSES {
        if !pause.is_zero() {
            // Even no time at all takes a millisecond to sleep.
            tokio::time::sleep(pause).await;
        }
        begun = wish.attempt().await;
        if !begun.as_ref().is_err_and(LogError::is_transient) {
            break;
        }
    }
    begun
}

impl Wish<'_> {
    async fn attempt(&self) -> Result<Begun, LogError> {
        for _ in 0..LOOKS {
            let found = self.look().await?;
            let is_ours = found.lease.as_ref() == Some(&self.token);
            let is_held = found.lease.is_some() && !is_ours;
            if let Some(epoch) = self.epoch(&found) {
                if !is_ours {
                    self.hold().await?;
                }
                return Ok(self.writer(epoch));
            }
            match found.last {
                None => self.create(found.now).await?,
                Some(_) if is_ours => self.give_back().await?,
                Some(last) if last.is_end => return Ok(Begun::Ended),
                Some(_) if is_held => return Ok(Begun::Running),
                Some(_) => match orphan::close(self.log, self.key).await {
                    Ok(()) | Err(LogError::Gone) => {}
                    Err(error) => return Err(error),
                },
            }
        }
        // Others are quicker than we can look.
        Ok(Begun::Running)
    }

    async fn look(&self) -> Result<Found, LogError> {
        let mut commands = pipe();
        commands.cmd("TIME");
        commands.get(self.name("lease"));
        let log = self.name("log");
        commands.add_command(first_entry(&log));
        commands.add_command(last_entry(&log));
        let link = &self.log.shared.commands;
        let ((seconds, micros), lease, first, last): ((u64, u64), _, Value, Value) =
            link.pipe(&commands).await.map_err(engine)?;
        Ok(Found {
            now: seconds * 1_000_000 + micros,
            begun: beginning(first)?,
            last: top(last)?,
            lease,
        })
    }

    /// The epoch of a run that this one began, whose reply may have been lost, and which nobody has closed since.
    fn epoch(&self, found: &Found) -> Option<u64> {
        let begun = found.begun.as_ref()?;
        let last = found.last.as_ref()?;
        let is_ours = begun.token == self.token && begun.epoch == last.at.epoch;
        is_ours.then_some(begun.epoch)
    }

    /// Makes the log with its first record, if there is none, and takes the lease: both or neither.
    ///
    /// A stream is made beside it and renamed, as only that asks that nothing be there. An `XADD` with our epoch would
    /// also go into the log of somebody who was begun before us.
    async fn create(&self, epoch: u64) -> Result<(), LogError> {
        let (log, made) = (self.name("log"), self.name(&format!("new:{}", self.token)));
        let mut commands = pipe();
        commands.atomic();
        commands.cmd("DEL").arg(&made).ignore();
        commands.cmd("XADD").arg(&made).arg(format!("{epoch}-1"));
        commands.arg(kind(&Record::Begun)).arg(&self.token).ignore();
        let ttl = millis(self.terms.ttl);
        commands.cmd("PEXPIRE").arg(&made).arg(ttl).ignore();
        commands.cmd("RENAMENX").arg(&made).arg(&log).ignore();
        commands.cmd("DEL").arg(&made).ignore();
        commands.cmd("SET").arg(self.name("lease")).arg(&self.token);
        commands.arg("NX").arg("PX").arg(lease_millis(self.terms));
        commands.ignore();
        let link = &self.log.shared.commands;
        link.pipe(&commands).await.map_err(|error| {
            let is_full = is_full(&error);
            if is_full {
                LogError::Full
            } else {
                engine(error)
            }
        })
    }

    /// Takes the lease of a run that is ours, whoever had it before.
    async fn hold(&self) -> Result<(), LogError> {
        let mut command = redis::cmd("SET");
        command.arg(self.name("lease")).arg(&self.token);
        command.arg("PX").arg(lease_millis(self.terms));
        let link = &self.log.shared.commands;
        link.query(&command).await.map_err(engine)
    }

    /// Lets go of the lease of a run that is not ours. Should it have run out by now and be its writer's again, that takes
    /// it back when it renews.
    async fn give_back(&self) -> Result<(), LogError> {
        let mut command = redis::cmd("DEL");
        command.arg(self.name("lease"));
        let link = &self.log.shared.commands;
        link.query(&command).await.map_err(engine)
    }

    fn name(&self, part: &str) -> String {
        self.log.name(self.key, part)
    }

    fn writer(&self, epoch: u64) -> Begun {
        Begun::Writer(Writer {
            key: self.key.clone(),
            epoch,
            terms: self.terms,
        })
    }
}
