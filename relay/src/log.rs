//! The log that writers and readers meet in.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use crate::{Key, Position, Record};

/// An engine that keeps logs: it orders their records, fences their writers, and lets them expire.
///
/// Each run has a log of its own. Nothing else goes from writers to readers, so that instances which share an
/// engine serve each other's runs. Every operation may be called again after an error:
/// what was written is never written twice.
///
/// An implementation is right if it passes the suite in `relay/tests`, which
/// [`MemoryLog`](crate::MemoryLog) and [`RedisLog`](crate::RedisLog) do.
pub trait Log: Clone + Send + Sync + 'static {
    /// Begins a run: one of all that begin it at the same time writes [`Record::Begun`], under an epoch that is
    /// higher than any before, and holds the lease.
    ///
    /// A log that has neither end nor lease is closed, as [`close`](Self::close) does.
    ///
    /// # Errors
    ///
    /// [`LogError::Engine`], and [`LogError::Full`] if there is no room.
    fn begin(
        &self,
        key: &Key,
        terms: Terms,
    ) -> impl Future<Output = Result<Begun, LogError>> + Send;

    /// Appends a record at this position, under the writer's epoch. A record that is there already was appended
    /// before, when the answer was lost.
    ///
    /// That it is the position behind the last one is the writer's duty. So is to repeat this very record after an
    /// error, until it is known to be there or refused: another one at its place would be taken for it.
    ///
    /// After an end the log is kept for the time of the terms, and its lease means nothing any more.
    ///
    /// # Errors
    ///
    /// [`LogError::Fenced`] if someone has closed the log, [`LogError::Gone`] if it is there no more,
    /// [`LogError::Full`], or [`LogError::Engine`].
    fn append(
        &self,
        writer: &Writer,
        at: Position,
        record: &Record,
    ) -> impl Future<Output = Result<(), LogError>> + Send;

    /// Holds the lease again for its whole time, and keeps the log for as long as the terms say.
    ///
    /// # Errors
    ///
    /// [`LogError::Fenced`], [`LogError::Gone`] or [`LogError::Engine`].
    fn renew(&self, writer: &Writer) -> impl Future<Output = Result<(), LogError>> + Send;

    /// The records behind a position, about so many at most; none if there are no more yet.
    ///
    /// Of a log that was trimmed they begin later than they should, which readers see.
    ///
    /// # Errors
    ///
    /// [`LogError::Gone`] if there is no such log, or [`LogError::Engine`].
    fn range(
        &self,
        key: &Key,
        after: Position,
        max: usize,
    ) -> impl Future<Output = Result<Records, LogError>> + Send;

    /// Waits until there are records behind any of these positions, for so long at most, or until
    /// [`wake`](Self::wake). It may return with nothing. One such call at a time serves all readers of a process.
    ///
    /// # Errors
    ///
    /// [`LogError::Engine`].
    fn changed(
        &self,
        logs: &[(Key, Position)],
        wait: Duration,
    ) -> impl Future<Output = Result<Vec<(Key, Records)>, LogError>> + Send;

    /// Makes [`changed`](Self::changed) return, now or when it is called the next time.
    ///
    /// # Errors
    ///
    /// [`LogError::Engine`]; it returns when its time is over, then.
    fn wake(&self) -> impl Future<Output = Result<(), LogError>> + Send;

    /// Which of these logs have no writer any more, or are gone.
    ///
    /// # Errors
    ///
    /// [`LogError::Engine`].
    fn look(&self, keys: &[Key]) -> impl Future<Output = Result<Vec<Look>, LogError>> + Send;

    /// Closes a log as abandoned if it has neither end nor lease: under the epoch after its writer's, which fences
    /// that.
    ///
    /// # Errors
    ///
    /// [`LogError::Gone`] or [`LogError::Engine`].
    fn close(&self, key: &Key) -> impl Future<Output = Result<(), LogError>> + Send;

    /// Asks the writer of a run to stop, wherever it is.
    ///
    /// # Errors
    ///
    /// [`LogError::Gone`] or [`LogError::Engine`].
    fn cancel(&self, key: &Key) -> impl Future<Output = Result<(), LogError>> + Send;

    /// Whether somebody has asked that.
    ///
    /// # Errors
    ///
    /// [`LogError::Engine`].
    fn cancelled(&self, writer: &Writer) -> impl Future<Output = Result<bool, LogError>> + Send;

    /// Deletes a log. Its writer finds it gone and stops.
    ///
    /// # Errors
    ///
    /// [`LogError::Engine`].
    fn delete(&self, key: &Key) -> impl Future<Output = Result<(), LogError>> + Send;
}

/// Records with their positions, in their order.
pub type Records = Vec<(Position, Record)>;

/// How long things are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// For how long a writer need not be heard of.
    pub lease: Duration,
    /// For how long a log is kept after its lease was renewed, or its end written.
    pub ttl: Duration,
}

/// What became of the wish to begin a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It is begun, and this is who writes it.
    Writer(Writer),
    /// Somebody writes it already.
    Running,
    /// It has ended.
    Ended,
}

/// Who may write a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    /// The run.
    pub key: Key,
    /// Its epoch, under which nobody else writes.
    pub epoch: u64,
    /// The terms it was begun on.
    pub terms: Terms,
}

impl Writer {
    /// Where [`Record::Begun`] stands.
    #[must_use]
    pub fn first(&self) -> Position {
        Position {
            epoch: self.epoch,
            seq: 1,
        }
    }
}

/// What a look at a log finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Somebody writes it, or it has ended.
    Alive,
    /// It has no end, and nobody holds its lease.
    Orphaned,
    /// It is not there.
    Gone,
}

/// Why an operation on a log failed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum LogError {
    /// Another epoch has begun: this writer must stop.
    Fenced,
    /// There is no such log: it expired, was deleted, or never was.
    Gone,
    /// There is no room for it.
    Full,
    /// The engine failed, or could not be reached. The operation may have happened, and may be repeated.
    Engine(Arc<dyn Error + Send + Sync>),
}

impl LogError {
    /// A failure of the engine.
    pub fn engine(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Engine(error.into().into())
    }

    /// Whether it is worth repeating the operation.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Engine(_))
    }
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fenced => "the log is written by someone else, or closed",
            Self::Gone => "there is no such log",
            Self::Full => "there is no room in the log",
            Self::Engine(error) => return write!(f, "the log's engine failed: {error}"),
        })
    }
}

impl Error for LogError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Engine(error) => Some(&**error),
            _ => None,
        }
    }
}
