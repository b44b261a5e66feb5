//! A failure that an API reports in a stream.

use std::fmt;

use super::failure_info::FailureInfo;
use super::limited::{Limited, excerpt};
use crate::{FailureRules, Message};

/// An event by which the API reports a failure.
#[derive(Clone)]
pub struct FailureError<F> {
    failure: F,
    info: FailureInfo,
    data: String,
}

impl<F> FailureError<F> {
    pub(crate) fn new(failure: F, message: &Message<'_>, rules: &FailureRules) -> Self {
        Self {
            failure,
            info: FailureInfo::of_event(message, rules),
            data: message.data().to_owned(),
        }
    }

    /// The failure as its type.
    #[must_use]
    pub fn failure(&self) -> &F {
        &self.failure
    }

    /// The failure as its type, by value.
    #[must_use]
    pub fn into_failure(self) -> F {
        self.failure
    }

    /// Its type, message, status and wait.
    #[must_use]
    pub fn info(&self) -> &FailureInfo {
        &self.info
    }

    /// The event's data as it came, whole.
    #[must_use]
    pub fn data(&self) -> &str {
        &self.data
    }
}

impl<F> fmt::Display for FailureError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the API reported ")?;
        if self.info.error_type.is_some() {
            return write!(f, "{}", self.info);
        }
        let said = self.info.message.as_deref().unwrap_or(&self.data);
        write!(f, "a failure: {}", excerpt(said))
    }
}

/// Shows at most 200 bytes of the failure and of each of its texts.
impl<F: fmt::Debug> fmt::Debug for FailureError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailureError")
            .field("failure", &Limited(&self.failure))
            .field("info", &self.info)
            .field("data", &excerpt(&self.data))
            .finish()
    }
}

impl<F: fmt::Debug> std::error::Error for FailureError<F> {}
