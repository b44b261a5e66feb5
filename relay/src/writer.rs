//! From the messages of an upstream to the records of a log.

use std::error::Error;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use stream_events::{MessageEncoder, MessageStream, SourceItem, StreamEnd, StreamEvents};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use crate::keeper::{Stop, keep};
use crate::log::{Log, LogError, Writer};
use crate::options::Options;
use crate::record::Packed;
use crate::shared::{Own, Phase, Shared};
use crate::tail::{Broken, Tail};
use crate::{EndKind, Position, Record, RunEnd};

/// How many bytes wait for the record before theirs: then the upstream's socket waits, too.
///
/// With what an engine adds, and the message that goes beyond, they still fit into 16 KiB: Redis' allocator gives what
/// is larger a quarter more.
const MAX_PACKED: usize = 15 * 1024;

/// Writes one run.
pub(crate) struct Writing<L: Log> {
    shared: Arc<Shared<L>>,
    writer: Writer,
    own: Own,
    options: Options,
    /// The last record that was appended.
    at: Position,
    /// The record behind it, on its way to the log.
    pending: Option<Record>,
    /// What came since.
    packed: Packed,
    bytes: usize,
    is_over: bool,
}

/// Why nothing can be written any more.
#[derive(Debug)]
enum Lost {
    /// Someone has closed the log.
    Fenced,
    Gone,
    /// The end could not be written: the lease runs out, and a reader closes the log.
    Unwritten,
}

/// What ends the reading of the upstream.
enum Ended {
    By(RunEnd),
    Lost(Lost),
}

/// A record on its way to the log.
type Appending = Pin<Box<dyn Future<Output = Result<(), LogError>> + Send>>;

impl<L: Log> Writing<L> {
    /// The writer of a run that was begun; from now on its readers in this process find it here.
    pub(crate) fn new(shared: Arc<Shared<L>>, writer: Writer, options: Options) -> Self {
        let own = Own {
            tail: Arc::new(Tail::after(Position::START)),
            cancelled: Arc::new(Notify::new()),
        };
        shared.write(&writer.key, own.clone());
        let at = writer.first();
        own.tail.extend(vec![(at, Record::Begun)]);
        shared.counters.begun();
        Self {
            shared,
            writer,
            own,
            options,
            at,
            pending: None,
            packed: Packed::default(),
            bytes: 0,
            is_over: false,
        }
    }

    /// Waits for the upstream's answer; `None` if the run was cancelled before, or lost.
    pub(crate) async fn open<T>(&self, upstream: impl Future<Output = T>) -> Option<T> {
        let log = self.shared.log.clone();
        let mut closing = self.shared.closing.subscribe();
        tokio::select! {
            answer = upstream => Some(answer),
            _ = keep(&log, &self.writer, &self.shared.counters) => None,
            () = self.own.cancelled.notified() => None,
            _ = closing.wait_for(|phase| *phase == Phase::Stopped) => None,
        }
    }

    /// Takes back that the run was begun: its key can be started again.
    pub(crate) async fn undo(self) {
        self.lost(&Lost::Gone);
        if let Err(error) = self.shared.log.delete(&self.writer.key).await {
            tracing::warn!(key = %self.writer.key, %error, "an empty run stays until its lease is over");
        }
    }

    /// Writes all messages and the end.
    pub(crate) async fn run<S, B>(mut self, messages: MessageStream<S, B>)
    where
        S: StreamEvents,
        B: Stream,
        B::Item: SourceItem<Bytes>,
    {
        // The upstream is dropped before its end is written: nobody reads it any more.
        let (ended, appending) = self.read(messages).await;
        let end = match ended {
            Ended::By(end) => end,
            Ended::Lost(lost) => return self.lost(&lost),
        };
        if let Err(lost) = self.finish(end, appending).await {
            self.lost(&lost);
        }
    }

    /// Reads messages and appends them, until the stream ends or must not go on.
    async fn read<S, B>(&mut self, messages: MessageStream<S, B>) -> (Ended, Option<Appending>)
    where
        S: StreamEvents,
        B: Stream,
        B::Item: SourceItem<Bytes>,
    {
        let log = self.shared.log.clone();
        let shared = Arc::clone(&self.shared);
        let (writer, cancelled) = (self.writer.clone(), Arc::clone(&self.own.cancelled));
        let mut stop = pin!(keep(&log, &writer, &shared.counters));
        let mut closing = shared.closing.subscribe();
        let mut stopped = pin!(closing.wait_for(|phase| *phase == Phase::Stopped));
        let mut cancelled = pin!(cancelled.notified());
        let mut messages = pin!(messages);
        let mut encoder = MessageEncoder::framed(S::PROTOCOL.framing);
        let mut appending: Option<Appending> = None;
        loop {
            let has_room = self.packed.len() < MAX_PACKED;
            let ended = tokio::select! {
                biased;
                () = &mut cancelled => Ended::By(RunEnd::new(EndKind::Cancelled)),
                _ = &mut stopped => Ended::By(truncated("the gateway was shut down")),
                stop = &mut stop => match stop {
                    Stop::Cancelled => Ended::By(RunEnd::new(EndKind::Cancelled)),
                    Stop::Fenced => Ended::Lost(Lost::Fenced),
                    Stop::Gone => Ended::Lost(Lost::Gone),
                },
                done = arrived(&mut appending) => {
                    appending = None;
                    match self.appended(done) {
                        Ok(()) => {
                            appending = self.append_packed();
                            continue;
                        }
                        Err(ended) => ended,
                    }
                }
                ended = poll_fn(|cx| self.poll_pack(messages.as_mut(), &mut encoder, cx)), if has_room => {
                    if appending.is_none() {
                        appending = self.append_packed();
                    }
                    match ended.or_else(|| self.is_too_long()) {
                        None => continue,
                        Some(end) => Ended::By(end),
                    }
                }
            };
            return (ended, appending);
        }
    }

    /// Packs all messages that are there: waits for one at least. The end, if it has come.
    fn poll_pack<S, B>(
        &mut self,
        mut messages: Pin<&mut MessageStream<S, B>>,
        encoder: &mut MessageEncoder,
        cx: &mut Context<'_>,
    ) -> Poll<Option<RunEnd>>
    where
        S: StreamEvents,
        B: Stream,
        B::Item: SourceItem<Bytes>,
    {
        let count = self.packed.count();
        while self.packed.len() < MAX_PACKED {
            let item = match messages.as_mut().poll_next(cx) {
                Poll::Ready(item) => item,
                Poll::Pending if self.packed.count() == count => return Poll::Pending,
                Poll::Pending => break,
            };
            let message = match item {
                Some(Ok(item)) => item.message,
                Some(Err(error)) => return Poll::Ready(Some(truncated(causes(&error)))),
                None => {
                    let rest = encoder.finish();
                    if !rest.is_empty() {
                        self.packed.push("", &rest);
                    }
                    let kind = match messages.end() {
                        Some(StreamEnd::Failed) => EndKind::Failed,
                        _ => EndKind::Complete,
                    };
                    return Poll::Ready(Some(RunEnd::new(kind)));
                }
            };
            let id = message.last_event_id().to_owned();
            match encoder.message(&message.with_last_event_id("")) {
                Ok(block) => self.packed.push(&id, &block),
                Err(error) => return Poll::Ready(Some(truncated(error))),
            }
        }
        Poll::Ready(None)
    }

    /// Begins to append what is packed, if anything is.
    fn append_packed(&mut self) -> Option<Appending> {
        if self.packed.is_empty() {
            return None;
        }
        self.shared.counters.wrote_messages(self.packed.count());
        self.shared.counters.wrote_record();
        let record = self.packed.take();
        Some(self.append(record, self.options.patience))
    }

    fn append(&mut self, record: Record, patience: Duration) -> Appending {
        let (shared, writer) = (Arc::clone(&self.shared), self.writer.clone());
        let at = self.at.next();
        self.pending = Some(record.clone());
        Box::pin(async move { append_patiently(&shared, &writer, at, &record, patience).await })
    }

    /// Gives a record to the readers after the log has taken it, and never before.
    fn appended(&mut self, appended: Result<(), LogError>) -> Result<(), Ended> {
        match appended {
            Ok(()) => {}
            Err(LogError::Fenced) => return Err(Ended::Lost(Lost::Fenced)),
            Err(LogError::Gone) => return Err(Ended::Lost(Lost::Gone)),
            Err(error) => {
                // What an engine may have written after all stays, and goes before the end. What it has no room
                // for goes, and all that would have followed it.
                if !error.is_transient() {
                    self.pending = None;
                    self.packed = Packed::default();
                }
                return Err(Ended::By(truncated(error)));
            }
        }
        if let Some(record) = self.pending.take() {
            self.at = self.at.next();
            self.bytes += record.size();
            self.is_over = record.is_end();
            self.own.tail.extend(vec![(self.at, record)]);
        }
        Ok(())
    }

    fn is_too_long(&self) -> Option<RunEnd> {
        let most = self.options.max_bytes;
        let is_too_long = self.bytes + self.packed.len() > most;
        is_too_long.then(|| truncated(format_args!("it is longer than {most} bytes")))
    }

    /// Appends what is left, and the end.
    async fn finish(&mut self, end: RunEnd, appending: Option<Appending>) -> Result<(), Lost> {
        // The upstream waits no more, so there is time: until somebody else closes the log.
        let patience = self.options.patience.saturating_mul(10);
        let (mut end, mut next, mut failures) = (end, appending, 0);
        while !self.is_over {
            let appending = match (next.take(), self.pending.clone()) {
                (Some(appending), _) => appending,
                (None, Some(record)) => self.append(record, patience),
                (None, None) => match self.append_packed() {
                    Some(appending) => appending,
                    None => self.append(Record::End(end.clone()), patience),
                },
            };
            match self.appended(appending.await) {
                Ok(()) => {}
                Err(Ended::Lost(lost)) => return Err(lost),
                Err(Ended::By(cause)) => {
                    failures += 1;
                    if failures > 2 {
                        tracing::error!(key = %self.writer.key, %cause, "the end could not be written");
                        return Err(Lost::Unwritten);
                    }
                    if end.kind.is_clean() {
                        end = cause;
                    }
                }
            }
        }
        tracing::debug!(key = %self.writer.key, %end, "a run has ended");
        Ok(())
    }

    /// Stops without an end. Readers here go on with what the log says.
    fn lost(&self, lost: &Lost) {
        let key = &self.writer.key;
        let why = match lost {
            Lost::Fenced => {
                tracing::warn!(%key, "the log was closed by someone else");
                self.shared.counters.was_fenced();
                Broken::Left
            }
            Lost::Gone => {
                tracing::debug!(%key, "the log was deleted, or has expired");
                Broken::Gone
            }
            Lost::Unwritten => Broken::Left,
        };
        self.own.tail.break_off(why);
    }
}

/// However it stops, by a panic too, readers must not wait here for ever.
impl<L: Log> Drop for Writing<L> {
    fn drop(&mut self) {
        self.own.tail.break_off(Broken::Left);
        self.shared.written(&self.writer.key, &self.own.tail);
    }
}

/// What came of the record that is on its way; waits for ever if none is.
async fn arrived(appending: &mut Option<Appending>) -> Result<(), LogError> {
    match appending {
        Some(appending) => appending.await,
        None => std::future::pending().await,
    }
}

/// Appends a record. While the engine fails, it tries again, for so long.
async fn append_patiently<L: Log>(
    shared: &Shared<L>,
    writer: &Writer,
    at: Position,
    record: &Record,
    patience: Duration,
) -> Result<(), LogError> {
    let began = Instant::now();
    let mut wait = Duration::from_millis(20);
    loop {
        let error = match shared.log.append(writer, at, record).await {
            Err(error) if error.is_transient() => error,
            appended => return appended,
        };
        shared.counters.engine_failed();
        if began.elapsed() + wait > patience {
            return Err(error);
        }
        tracing::debug!(key = %writer.key, %error, "a record is written again");
        sleep(wait).await;
        wait = (wait * 2).min(Duration::from_secs(1));
    }
}

/// An error with what caused it.
fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// An end that lost something.
fn truncated(reason: impl std::fmt::Display) -> RunEnd {
    RunEnd::new(EndKind::Truncated).because(reason)
}
