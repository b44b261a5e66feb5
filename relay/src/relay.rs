//! The handle by which a program starts, reads and cancels runs.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use stream_events::{AsyncStream, MessageStream, SourceItem, StreamEvents};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout};

use crate::body::{For, Reading};
use crate::counters::RelayStats;
use crate::error::{AttachError, StartError};
use crate::follower::Follower;
use crate::log::{Begun, Log, LogError, Records, Writer};
use crate::options::Options;
use crate::shared::{Phase, Shared};
use crate::writer::Writing;
use crate::{Cursor, Key, Position, Record, RelayBody, Run, RunEnd};

/// Runs over a log: one instance of a gateway has one, and clones it.
pub struct Relay<L> {
    shared: Arc<Shared<L>>,
    options: Options,
}

impl<L> Clone for Relay<L> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            options: self.options,
        }
    }
}

impl<L: Log> Relay<L> {
    /// A relay over a log.
    pub fn new(log: L) -> Self {
        Self {
            shared: Arc::new(Shared::new(log)),
            options: Options::default(),
        }
    }

    /// For how long a log is kept after it was last written. Default: an hour.
    #[must_use]
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.options.terms.ttl = ttl;
        self
    }

    /// For how long a writer need not be heard of: after that its run is closed as abandoned. It is renewed after a
    /// third of it. Default: 10 seconds.
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.options.terms.lease = lease;
        self
    }

    /// How many bytes a run may have; a longer one ends as truncated. Default: 64 MiB.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.options.max_bytes = bytes;
        self
    }

    /// How many runs this process writes at once; each has up to 300 KiB of its own here. What is started beyond is
    /// refused. Default: 4,096.
    #[must_use]
    pub fn max_runs(mut self, runs: usize) -> Self {
        self.options.max_runs = runs;
        self
    }

    /// How long a client hears nothing before it gets a sign of life. Default: 15 seconds.
    #[must_use]
    pub fn heartbeat(mut self, every: Duration) -> Self {
        self.options.heartbeat = every;
        self
    }

    /// For how long writers and readers wait for an engine that fails. The upstream waits meanwhile; after that a
    /// run ends as truncated. Default: 30 seconds.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.options.patience = patience;
        self
    }

    /// After how long clients are told to come back when they were cut off. Default: a second; `None` leaves it to
    /// them.
    #[must_use]
    pub fn retry(mut self, wait: impl Into<Option<Duration>>) -> Self {
        self.options.retry = wait.into();
        self
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> &L {
        &self.shared.log
    }

    /// What this relay has done in this process.
    #[must_use]
    pub fn stats(&self) -> RelayStats {
        self.shared.counters.stats(self.shared.writers())
    }

    /// Starts a run, unless one of this key was started before, here or on any other instance: then the upstream is
    /// not asked, and the future that would ask it is dropped.
    ///
    /// The upstream's messages are written as they come, whoever reads them. When the client that started the run
    /// goes away, or this future is dropped, the run goes on.
    ///
    /// # Errors
    ///
    /// When the upstream does not answer with a stream, when the log cannot be written, or when the run was
    /// cancelled before the upstream answered.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime.
    pub async fn start<S, B, E>(
        &self,
        key: &Key,
        upstream: impl Future<Output = Result<MessageStream<S, B>, E>> + Send + 'static,
    ) -> Result<Run<L>, StartError<E>>
    where
        S: StreamEvents,
        B: Stream + Send + 'static,
        B::Item: SourceItem<Bytes>,
        E: Send + 'static,
    {
        if self.is_closing() {
            return Err(StartError::ShuttingDown);
        }
        if self.shared.writers() >= self.options.max_runs {
            return Err(StartError::Busy);
        }
        let (answer, answered) = oneshot::channel();
        let (relay, run) = (self.clone(), key.clone());
        // Whoever waits for the answer may go away.
        tokio::spawn(async move { relay.write(run, upstream, answer).await });
        match answered.await {
            Ok(Ok(is_new)) => Ok(Run::new(self.clone(), key.clone(), is_new)),
            Ok(Err(error)) => Err(error),
            // The upstream's future has panicked.
            Err(_) => Err(StartError::Cancelled),
        }
    }

    async fn write<S, B, E>(
        self,
        key: Key,
        upstream: impl Future<Output = Result<MessageStream<S, B>, E>> + Send,
        answer: oneshot::Sender<Result<bool, StartError<E>>>,
    ) where
        S: StreamEvents,
        B: Stream + Send + 'static,
        B::Item: SourceItem<Bytes>,
    {
        let writer = match self.begin(&key).await {
            Ok(Some(writer)) => writer,
            begun => {
                // Nobody may wait for the answer any more.
                let _ = answer.send(begun.map(|_| false).map_err(StartError::Log));
                return;
            }
        };
        let writing = Writing::new(Arc::clone(&self.shared), writer, self.options);
        let refused = match writing.open(upstream).await {
            Some(Ok(messages)) => {
                let _ = answer.send(Ok(true));
                return writing.run(messages).await;
            }
            Some(Err(error)) => StartError::Upstream(error),
            None => StartError::Cancelled,
        };
        writing.undo().await;
        let _ = answer.send(Err(refused));
    }

    /// Begins a run; `None` if it is there already, so that it can be read.
    async fn begin(&self, key: &Key) -> Result<Option<Writer>, LogError> {
        loop {
            match self.shared.log.begin(key, self.options.terms).await? {
                Begun::Writer(writer) => return Ok(Some(writer)),
                Begun::Ended => break,
                Begun::Running if self.appears(key).await? => break,
                // Who was to write it died before it wrote anything, or the upstream has refused.
                Begun::Running => {}
            }
        }
        self.shared.counters.repeated();
        Ok(None)
    }

    /// Whether a run that somebody begins has a log, after a while.
    async fn appears(&self, key: &Key) -> Result<bool, LogError> {
        let began = Instant::now();
        loop {
            match self.shared.log.range(key, Position::START, 1).await {
                Ok(records) if !records.is_empty() => return Ok(true),
                Ok(_) | Err(LogError::Gone) => {}
                Err(error) => return Err(error),
            }
            if began.elapsed() > self.options.terms.lease / 4 {
                return Ok(false);
            }
            sleep(Duration::from_millis(10)).await;
        }
    }

    fn is_closing(&self) -> bool {
        *self.shared.closing.borrow() != Phase::Open
    }

    /// The body by which a client reads a run: from its beginning, or behind the last ID that it has.
    ///
    /// `S` is the set of events that the run was started with.
    ///
    /// # Errors
    ///
    /// When the run cannot be read from there; each error says its answer in HTTP.
    pub async fn attach<S: StreamEvents>(
        &self,
        key: &Key,
        last_event_id: Option<&str>,
    ) -> Result<RelayBody, AttachError> {
        let after = match last_event_id.filter(|id| !id.is_empty()) {
            Some(id) => Some(id.parse().map_err(|_| AttachError::Lost)?),
            None => None,
        };
        self.read::<S>(key, after, For::Client).await
    }

    /// The events of a run, in this program: from its beginning, or behind a cursor.
    ///
    /// They are read as they would be from the API itself, with the IDs that it gave. A run that was cut off or
    /// cancelled is a transport error with [`CutError`](crate::CutError) in it.
    ///
    /// A cursor is the ID of a message that a client was given, which can be parsed as one. A subscription tells
    /// none: what goes on where it was reads the run from the beginning again, which is in the log.
    ///
    /// # Errors
    ///
    /// When the run cannot be read from there.
    pub async fn subscribe<S: StreamEvents>(
        &self,
        key: &Key,
        after: Option<Cursor>,
    ) -> Result<AsyncStream<S, RelayBody>, AttachError> {
        let body = self.read::<S>(key, after, For::Subscription).await?;
        Ok(AsyncStream::from_bytes(body))
    }

    async fn read<S: StreamEvents>(
        &self,
        key: &Key,
        after: Option<Cursor>,
        reader: For,
    ) -> Result<RelayBody, AttachError> {
        if self.is_closing() {
            return Err(AttachError::ShuttingDown);
        }
        let start = after.map_or(Position::START, |it| it.position.before());
        let mut follower = self.follower(key, start);
        let told = |cut| match after {
            Some(_) => AttachError::of_cursor(cut),
            None => AttachError::of_key(cut),
        };
        let mut first = follower.ready().await.map_err(told)?;
        if first.len() == 1 {
            // What comes behind it decides whether anything will.
            first.extend(follower.ready().await.map_err(told)?);
        }
        let skip = match after {
            Some(cursor) => has_read(cursor, &first)?,
            None => 0,
        };
        if let [(_, record), (_, Record::End(end))] = first.as_slice()
            && record.count() == skip
        {
            return Err(match end.kind.is_clean() {
                true => AttachError::Over,
                false => AttachError::CutOff(end.clone()),
            });
        }
        let reading = Reading::new::<S>(follower, (first, skip), reader, self.options);
        let declared = S::PROTOCOL.media_types.first();
        let content_type = declared.unwrap_or(&S::PROTOCOL.framing.media_types()[0]);
        Ok(reading.into_body(content_type))
    }

    fn follower(&self, key: &Key, after: Position) -> Follower<L> {
        let shared = Arc::clone(&self.shared);
        Follower::new(shared, key.clone(), after, self.options.patience)
    }

    /// How a run ended; waits for its end.
    ///
    /// # Errors
    ///
    /// When its log cannot be read, or is gone.
    pub async fn ended(&self, key: &Key) -> Result<RunEnd, AttachError> {
        let mut follower = self.follower(key, Position::START);
        loop {
            let records = follower.next().await.map_err(AttachError::of_key)?;
            if let Some((_, Record::End(end))) = records.into_iter().next_back() {
                return Ok(end);
            }
        }
    }

    /// Cancels a run, whichever instance writes it: its connection to the upstream is closed within a second, and its
    /// readers end. A run that has ended stays as it is.
    ///
    /// # Errors
    ///
    /// [`LogError::Gone`] if there is no such run, or what the engine says.
    pub async fn cancel(&self, key: &Key) -> Result<(), LogError> {
        let cancelled = self.shared.log.cancel(key).await;
        if let Some(own) = self.shared.own(key) {
            own.cancelled.notify_one();
            return Ok(());
        }
        cancelled
    }

    /// Deletes a run with its log. Who reads it is cut off, and its key can be started again.
    ///
    /// # Errors
    ///
    /// What the engine says.
    pub async fn delete(&self, key: &Key) -> Result<(), LogError> {
        self.shared.log.delete(key).await
    }

    /// Shuts this instance down: nothing is started here any more, and readers are cut off after a whole event, to
    /// come back elsewhere. Runs that are written here have this long to end by themselves; what is left then ends
    /// as truncated. It returns when all is written.
    pub async fn shut_down(&self, drain: Duration) {
        self.shared.closing.send_replace(Phase::Draining);
        if timeout(drain, self.all_written()).await.is_err() {
            self.shared.closing.send_replace(Phase::Stopped);
            // An engine that is away is not waited for longer than a lease: then the runs are abandoned.
            let _ = timeout(self.options.terms.lease, self.all_written()).await;
        }
    }

    async fn all_written(&self) {
        while self.shared.writers() > 0 {
            sleep(Duration::from_millis(10)).await;
        }
    }
}

/// How many messages of the first record a reader has that comes with this cursor.
fn has_read(cursor: Cursor, first: &Records) -> Result<usize, AttachError> {
    match first.first() {
        Some((at, record)) if *at == cursor.position && cursor.message < record.count() => {
            Ok(cursor.message + 1)
        }
        _ => Err(AttachError::Lost),
    }
}

impl<L: fmt::Debug> fmt::Debug for Relay<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay")
            .field("log", &self.shared.log)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
