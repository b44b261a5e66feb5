//! The time that a stream may keep its reader waiting.

#[cfg(feature = "http")]
pub(crate) use crate::http::Watch;

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
    ) -> std::task::Poll<crate::TimeoutError> {
        std::task::Poll::Pending
    }
}
