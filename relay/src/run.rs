//! A run that was started.

use std::fmt;

use stream_events::StreamEvents;

use crate::error::AttachError;
use crate::log::{Log, LogError};
use crate::{Key, Relay, RelayBody, RunEnd};

/// A run that was started, by whom ever. Dropping it changes nothing.
pub struct Run<L> {
    relay: Relay<L>,
    key: Key,
    is_new: bool,
}

impl<L: Log> Run<L> {
    pub(crate) fn new(relay: Relay<L>, key: Key, is_new: bool) -> Self {
        Self { relay, key, is_new }
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Whether it was started by this very call: it was here before otherwise.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Its body for a client, from its beginning: [`Relay::attach`].
    ///
    /// # Errors
    ///
    /// As there.
    pub async fn body<S: StreamEvents>(&self) -> Result<RelayBody, AttachError> {
        self.relay.attach::<S>(&self.key, None).await
    }

    /// Cancels it: [`Relay::cancel`].
    ///
    /// # Errors
    ///
    /// As there.
    pub async fn cancel(&self) -> Result<(), LogError> {
        self.relay.cancel(&self.key).await
    }

    /// How it ended; waits for its end: [`Relay::ended`].
    ///
    /// # Errors
    ///
    /// As there.
    pub async fn ended(&self) -> Result<RunEnd, AttachError> {
        self.relay.ended(&self.key).await
    }
}

impl<L> fmt::Debug for Run<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("key", &self.key)
            .field("is_new", &self.is_new)
            .finish_non_exhaustive()
    }
}
