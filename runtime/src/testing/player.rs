//! Plays a fixture from memory.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::time::{Instant, Sleep, sleep};

use super::Fixture;
use super::fixture::{Ending, Step};
use crate::stream::Connection;
use crate::{ErrorKind, StreamEvents};

/// The body of a fixture, as it comes.
pub(crate) struct Player {
    fixture: Fixture,
    next: usize,
    /// The delay that the next step waits for.
    wait: Option<Pin<Box<Sleep>>>,
    /// When it was played from its beginning, if a step is at a time of its own.
    begun: Option<Instant>,
}

impl Player {
    pub(super) fn new(fixture: Fixture) -> Self {
        Self {
            fixture,
            next: 0,
            wait: None,
            begun: None,
        }
    }

    fn poll_step(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            if let Some(wait) = &mut self.wait {
                ready!(wait.as_mut().poll(cx));
                self.wait = None;
            }
            match self.fixture.steps.get(self.next) {
                Some(Step::Send(bytes)) => {
                    let bytes = bytes.clone();
                    self.next += 1;
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Some(Step::Wait(delay)) => {
                    self.wait = Some(Box::pin(sleep(*delay)));
                    self.next += 1;
                }
                Some(Step::WaitUntil(at)) => {
                    let begun = *self.begun.get_or_insert_with(Instant::now);
                    let left = at.saturating_sub(begun.elapsed());
                    self.wait = (!left.is_zero()).then(|| Box::pin(sleep(left)));
                    self.next += 1;
                }
                None => match self.fixture.ending {
                    Ending::Again if !self.fixture.steps.is_empty() => {
                        self.next = 0;
                        self.begun = None;
                    }
                    Ending::Clean => return Poll::Ready(None),
                    Ending::Hang | Ending::Again => return Poll::Pending,
                    Ending::Cut => {
                        return Poll::Ready(Some(Err(broken(io::ErrorKind::UnexpectedEof))));
                    }
                    Ending::Reset => {
                        return Poll::Ready(Some(Err(broken(io::ErrorKind::ConnectionReset))));
                    }
                },
            }
        }
    }
}

fn broken(kind: io::ErrorKind) -> io::Error {
    io::Error::new(kind, "the fixture breaks the connection here")
}

impl<S> Connection<S> for Player {
    fn poll_bytes(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, ErrorKind<S::Failure>>>>
    where
        S: StreamEvents,
    {
        let item = ready!(self.poll_step(cx));
        Poll::Ready(item.map(|item| item.map_err(|error| ErrorKind::Transport(Arc::new(error)))))
    }
}
