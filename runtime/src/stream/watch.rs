//! The time that a stream may keep its reader waiting.

#[cfg(feature = "http")]
pub(crate) use crate::http::Watch;

/// A moment. It is read once where it is needed twice: a clock takes as long as a small chunk.
#[cfg(feature = "http")]
pub(crate) type Moment = tokio::time::Instant;

#[cfg(not(feature = "http"))]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment;

#[cfg(not(feature = "http"))]
impl Moment {
    pub(crate) fn now() -> Self {
        Self
    }
}

/// Without the `http` feature there is no clock, and no stream has limits of time.
#[cfg(not(feature = "http"))]
#[derive(Debug)]
pub(crate) struct Watch;

#[cfg(not(feature = "http"))]
impl Watch {
    pub(crate) fn none() -> Self {
        Self
    }

    pub(crate) fn bytes_came(&mut self) {}

    pub(crate) fn item_came(&mut self) {}

    pub(crate) fn poll_elapsed(
        &mut self,
        _: &mut std::task::Context<'_>,
        _: Moment,
    ) -> std::task::Poll<crate::TimeoutError> {
        std::task::Poll::Pending
    }
}
