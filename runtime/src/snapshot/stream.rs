//! Streams whose events are added up.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::{FusedStream, Stream};
use pin_project_lite::pin_project;

use super::error::{FoldError, FoldErrorKind};
use super::fold::{Fold, StreamSnapshot};
use super::losses::Losses;
use super::record::Record;
use super::unfinished::FinalError;
use crate::{AsyncStream, Error, ErrorKind, SourceItem, StreamEnd, StreamEvents};

/// An event, or what went wrong.
type Item<S> = Result<<S as StreamEvents>::Event, Error<<S as StreamEvents>::Failure>>;

pin_project! {
    /// A stream of typed events, and what they add up to.
    ///
    /// [`AsyncStream::with_snapshot`] makes one. [`next`](Self::next) gives each event with what it changed;
    /// [`final_snapshot`](Self::final_snapshot) waits for the whole. It is a [`Stream`] of the events as well,
    /// which are added up all the same.
    ///
    #[cfg_attr(feature = "http", doc = "```no_run")]
    #[cfg_attr(not(feature = "http"), doc = "```ignore")]
    /// use stream_events::snapshot::{Fold, StreamSnapshot};
    /// use stream_events::{Error, RequestExt};
    ///
    /// async fn ask<S: StreamSnapshot>(
    ///     request: reqwest::RequestBuilder,
    /// ) -> Result<<S::Snapshot as Fold>::Value, Error<S::Failure>> {
    ///     let mut stream = request.stream_events::<S>().await?.with_snapshot();
    ///     while let Some(step) = stream.next().await {
    ///         let step = step?;
    ///         for change in step.changes() {
    ///             // Show it.
    ///         }
    ///     }
    ///     Ok(stream.final_snapshot().await?)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// An event that cannot be added is an item like any other. The error is the next item,
    /// [`ErrorKind::Fold`]: it does not end the stream. The value is frozen then, and the events go on; they are
    /// not errors again.
    ///
    /// # New beginnings
    ///
    /// Where a connection was cut and the request was sent again without saying what the rest begins after, the
    /// server begins anew. So does the value, and the changes of the next event say so first.
    #[must_use = "streams do nothing unless polled"]
    pub struct SnapshotStream<S, B, F>
    where
        S: StreamEvents,
    {
        #[pin]
        stream: AsyncStream<S, B>,
        fold: F,
        // What the fold does not keep itself.
        record: Record,
        // What the event that was yielded last could not be added for.
        failed: Option<FoldError>,
        // The beginning of the stream that the value is made of.
        beginning: u64,
    }
}

impl<S: StreamEvents, B> AsyncStream<S, B> {
    /// The same stream, with what its events add up to.
    ///
    /// What was read before is not in it.
    pub fn with_snapshot(self) -> SnapshotStream<S, B, S::Snapshot>
    where
        S: StreamSnapshot,
    {
        self.with_snapshot_of(S::Snapshot::default())
    }

    /// The same stream, with what its events add up to by a [`Fold`] of your own.
    ///
    /// What was read before is not in it.
    pub fn with_snapshot_of<F>(self, fold: F) -> SnapshotStream<S, B, F>
    where
        F: Fold<Event = S::Event>,
    {
        SnapshotStream {
            beginning: self.beginnings(),
            stream: self,
            fold,
            record: Record::default(),
            failed: None,
        }
    }
}

impl<S, B, F> SnapshotStream<S, B, F>
where
    S: StreamEvents,
    F: Fold<Event = S::Event>,
{
    /// The value so far; `None` before it began.
    pub fn snapshot(&self) -> Option<&F::Value> {
        self.fold.value()
    }

    /// The value so far, to be kept while it grows on.
    ///
    /// A snapshot by the rules of a document clones nothing for it; but if it is still held at the next event,
    /// the snapshot goes on with a copy.
    pub fn shared(&mut self) -> Option<Arc<F::Value>>
    where
        F::Value: Clone,
    {
        self.fold.shared()
    }

    /// What of the events was lost.
    pub fn losses(&self) -> &Losses {
        self.fold.losses().unwrap_or_else(|| self.record.losses())
    }

    /// The places of the value that were begun and not closed yet, as JSON Pointers.
    pub fn open(&self) -> Vec<String> {
        self.fold.open()
    }

    /// The error after which the value is frozen.
    pub fn error(&self) -> Option<&FoldError> {
        self.fold.error().or_else(|| self.record.error())
    }

    /// What adds the events up.
    pub fn fold(&self) -> &F {
        &self.fold
    }

    /// Why the value is not final, of a stream that ended in good order.
    fn unfinished(&self) -> Option<FoldError> {
        if let Some(error) = self.error() {
            return Some(error.clone());
        }
        let kind = match self.stream.end() {
            None | Some(StreamEnd::Failed) => FoldErrorKind::Unfinished,
            Some(_) if self.snapshot().is_none() => FoldErrorKind::BeforeStart,
            Some(_) if self.losses().has_lost_event() => FoldErrorKind::Lost,
            Some(_) => return None,
        };
        Some(kind.into())
    }
}

impl<S: StreamEvents, B, F> SnapshotStream<S, B, F> {
    /// The stream, for its response, cursor, counts and the like.
    pub fn get_ref(&self) -> &AsyncStream<S, B> {
        &self.stream
    }

    /// The stream, from here on without a snapshot.
    pub fn into_inner(self) -> AsyncStream<S, B> {
        self.stream
    }

    /// Ends the stream and gives its connection up. Dropping it does the same.
    pub fn close(self) {}
}

impl<S, B, F> SnapshotStream<S, B, F>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
    F: Fold<Event = S::Event>,
{
    fn poll_item(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Item<S>>> {
        let mut this = self.project();
        if let Some(error) = this.failed.take() {
            let error = Error::new(ErrorKind::Fold(error), this.stream.response());
            return Poll::Ready(Some(Err(error)));
        }
        let polled = this.stream.as_mut().poll_next(cx);
        if *this.beginning != this.stream.beginnings() {
            *this.beginning = this.stream.beginnings();
            *this.record = Record::default();
            this.fold.restart();
        }
        let item = ready!(polled);
        match &item {
            Some(Ok(event)) => {
                let nulls = this.stream.mismatches();
                *this.failed = this.record.apply(this.fold, event, nulls).err();
            }
            Some(Err(error)) => {
                if let ErrorKind::Mismatch(mismatch) = error.kind() {
                    this.record.lost(this.fold, mismatch);
                }
            }
            None => {}
        }
        if let Some(StreamEnd::Declared | StreamEnd::Source) = this.stream.end() {
            this.fold.ended();
        }
        Poll::Ready(item)
    }
}

impl<S, B, F> SnapshotStream<S, B, F>
where
    S: StreamEvents,
    B: Stream + Unpin,
    B::Item: SourceItem<Bytes>,
    F: Fold<Event = S::Event>,
{
    /// The next event, with what it changed; `None` after the end.
    ///
    /// The source must be [`Unpin`]; [`boxed_source`](AsyncStream::boxed_source) makes it so.
    ///
    /// # Errors
    ///
    /// For one event that does not fit its type, for one that could not be added (after that event itself),
    /// and for what ends the stream; see [`Error::ends_stream`].
    ///
    /// # Cancel safety
    ///
    /// Nothing is lost when the future is dropped before it is ready.
    pub async fn next(&mut self) -> Option<Result<Step<'_, F>, Error<S::Failure>>> {
        let item = poll_fn(|cx| Pin::new(&mut *self).poll_item(cx)).await?;
        let fold = &mut self.fold;
        Some(item.map(|event| Step { event, fold }))
    }

    /// Reads the rest of the stream; the final value.
    ///
    /// Events that do not fit and [losses](Self::losses) on the way are passed over; to know of them, read the
    /// stream to its end first. If this is not waited for, the stream is closed and the value is gone; with
    /// [`next`](Self::next) and [`snapshot`](Self::snapshot) it stays.
    ///
    /// # Errors
    ///
    /// When the stream ended with an error or not as declared, an event could not be added or was lost whole, or
    /// the value never began. The error has the value so far.
    pub async fn final_snapshot(mut self) -> Result<F::Value, FinalError<F::Value, S::Failure>> {
        let mut last = None;
        while let Some(item) = poll_fn(|cx| Pin::new(&mut self).poll_item(cx)).await {
            last = item.err().filter(Error::ends_stream);
        }
        let failure = last.filter(|_| self.stream.end() == Some(StreamEnd::Failed));
        let error = failure.or_else(|| {
            let kind = ErrorKind::Fold(self.unfinished()?);
            Some(Error::new(kind, self.stream.response()))
        });
        match (error, self.fold.into_value()) {
            (Some(error), value) => Err(FinalError::new(error, value)),
            (None, Some(value)) => Ok(value),
            (None, None) => {
                let kind = ErrorKind::Fold(FoldErrorKind::BeforeStart.into());
                let error = Error::new(kind, self.stream.response());
                Err(FinalError::new(error, None))
            }
        }
    }
}

/// The events. The value, once an event was yielded, is that after it.
impl<S, B, F> Stream for SnapshotStream<S, B, F>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
    F: Fold<Event = S::Event>,
{
    type Item = Item<S>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<S, B, F> FusedStream for SnapshotStream<S, B, F>
where
    S: StreamEvents,
    B: Stream,
    B::Item: SourceItem<Bytes>,
    F: Fold<Event = S::Event>,
{
    fn is_terminated(&self) -> bool {
        self.failed.is_none() && self.stream.is_terminated()
    }
}

/// Shows nothing of what was received.
impl<S: StreamEvents, B, F> fmt::Debug for SnapshotStream<S, B, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SnapshotStream")
            .field("stream", &self.stream)
            .finish_non_exhaustive()
    }
}

/// An event, and what it changed.
pub struct Step<'a, F: Fold> {
    event: F::Event,
    fold: &'a mut F,
}

impl<F: Fold> Step<'_, F> {
    /// The event.
    pub fn event(&self) -> &F::Event {
        &self.event
    }

    /// The event, by value.
    pub fn into_event(self) -> F::Event {
        self.event
    }

    /// What the event changed, in the order of the document's rules.
    pub fn changes(&self) -> impl Iterator<Item = F::Change<'_>> {
        self.fold.changes(&self.event)
    }

    /// The value after the event; `None` if it has not begun.
    pub fn snapshot(&self) -> Option<&F::Value> {
        self.fold.value()
    }

    /// The value after the event, to be kept while it grows on; see [`SnapshotStream::shared`].
    pub fn shared(&mut self) -> Option<Arc<F::Value>>
    where
        F::Value: Clone,
    {
        self.fold.shared()
    }
}

/// Shows nothing of what was received.
impl<F: Fold> fmt::Debug for Step<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").finish_non_exhaustive()
    }
}
