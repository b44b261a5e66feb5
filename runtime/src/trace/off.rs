//! Without the feature: a type without a value's worth of memory, and calls that are none.

use crate::{Error, Message, Mismatch, StreamStats};

#[derive(Debug, Clone, Default)]
pub(crate) struct Trace(());

impl Trace {
    pub(crate) fn unknown(&self, _: &Message<'_>) {}

    pub(crate) fn mismatch(&self, _: &Mismatch) {}

    pub(crate) fn nulls(&self, _: &[Mismatch]) {}

    pub(crate) fn ended<F>(&self, _: Option<&Error<F>>, _: StreamStats) {}
}

#[cfg(feature = "http")]
impl Trace {
    pub(crate) fn new(_: &'static str, _: Option<&http::Method>, _: Option<&str>) -> Self {
        Self(())
    }

    pub(crate) fn with_data(self, _: bool) -> Self {
        self
    }

    pub(crate) fn answered(&self, _: &crate::ResponseInfo) {}

    pub(crate) fn retry<F>(
        &self,
        _: u32,
        _: std::time::Duration,
        _: Result<u16, &crate::ErrorKind<F>>,
    ) {
    }

    pub(crate) fn reconnect<F>(
        &self,
        _: u32,
        _: std::time::Duration,
        _: Option<&crate::ErrorKind<F>>,
    ) {
    }

    pub(crate) fn unrecorded(&self, _: &crate::recording::RecordingError) {}

    pub(crate) fn refused<F>(&self, _: &Error<F>) {}
}
