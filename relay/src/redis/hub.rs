//! The one read that blocks.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use redis::aio::MultiplexedConnection;
use redis::{Client, Cmd, RedisResult, cmd, pipe};

use super::link::{Link, ask, connect_blocking};
use super::reply::{Entry, streams};
use super::{engine, millis};
use crate::Position;
use crate::log::LogError;

/// How long an engine that says nothing is waited for, beyond the wait that was asked for.
const GRACE: Duration = Duration::from_secs(5);
/// How long a call to wake up is kept for a reader that comes later.
const WAKE_KEPT: Duration = Duration::from_secs(3600);
/// How many records are read at once: of 16 KiB each they are 4 MiB.
const AT_ONCE: usize = 256;
/// How many records of a log are read at once, at most.
const OF_ONE: usize = 64;

/// The connection of the blocking read, and the stream that wakes it.
///
/// Whatever is sent behind a blocking read waits for it. So the connection is lent to one read at a time, and a read
/// that fails or is dropped takes it along.
#[derive(Debug)]
pub(super) struct Hub {
    client: Client,
    idle: Mutex<Option<MultiplexedConnection>>,
    /// A name that no other process has.
    token: String,
    /// The last call to wake up that was heard.
    woken: Mutex<Position>,
}

impl Hub {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            idle: Mutex::default(),
            token: format!("{:032x}", fastrand::u128(..)),
            woken: Mutex::new(Position::START),
        }
    }

    /// What is behind these positions of these streams, or nothing after this time.
    pub(super) async fn read(
        &self,
        prefix: &str,
        names: &[(String, Position)],
        wait: Duration,
    ) -> Result<Vec<(Bytes, Vec<Entry>)>, LogError> {
        let wake = self.wake_name(prefix);
        let command = self.command(&wake, names, wait);
        let read = tokio::time::timeout(wait.saturating_add(GRACE), self.ask(&command)).await;
        let reply = read.map_err(|_| LogError::engine("it says nothing any more"))?;
        let mut found = streams(reply.map_err(engine)?)?;
        if let Some(place) = found.iter().position(|(name, _)| *name == wake.as_bytes()) {
            let (_, calls) = found.swap_remove(place);
            if let Some(last) = calls.last() {
                *lock(&self.woken) = last.at;
            }
        }
        Ok(found)
    }

    fn command(&self, wake: &str, names: &[(String, Position)], wait: Duration) -> Cmd {
        let mut command = cmd("XREAD");
        let count = (AT_ONCE / (names.len() + 1)).clamp(1, OF_ONE);
        command.arg("BLOCK").arg(millis(wait));
        command.arg("COUNT").arg(count).arg("STREAMS").arg(wake);
        for (name, _) in names {
            command.arg(name);
        }
        command.arg(lock(&self.woken).to_string());
        for (_, after) in names {
            command.arg(after.to_string());
        }
        command
    }

    async fn ask(&self, command: &Cmd) -> RedisResult<redis::Value> {
        let idle = lock(&self.idle).take();
        let mut connection = match idle {
            Some(connection) => connection,
            None => connect_blocking(&self.client).await?,
        };
        let reply = ask(&mut connection, command).await?;
        *lock(&self.idle) = Some(connection);
        Ok(reply)
    }

    /// Ends the read, or the next one.
    pub(super) async fn wake(&self, prefix: &str, by: &Link) -> Result<(), LogError> {
        let wake = self.wake_name(prefix);
        let mut commands = pipe();
        let call = commands.cmd("XADD").arg(&wake).arg("MAXLEN").arg(1);
        call.arg("*").arg("w").arg("").ignore();
        commands.pexpire(&wake, millis(WAKE_KEPT)).ignore();
        by.pipe(&commands).await.map_err(engine)
    }

    fn wake_name(&self, prefix: &str) -> String {
        format!("{prefix}:wake:{}", self.token)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Nothing panics while it is held.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
