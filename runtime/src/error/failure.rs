//! What an API says of its own failure.

use std::fmt;

use serde_json::Value;

use super::limited::{Limited, excerpt};
use crate::FailureRules;

/// An event by which the API reports a failure.
#[derive(Clone)]
pub struct FailureError<F> {
    failure: F,
    info: FailureInfo,
    data: String,
}

/// What a caller must know of a failure, whatever its type.
///
/// Read from the raw JSON by the document's `errors` rules. Everything is `None` when the failure
/// is not JSON, or says nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureInfo {
    /// What the API calls it, such as `overloaded_error`.
    pub error_type: Option<String>,
    /// What it says to people.
    pub message: Option<String>,
    /// The HTTP status it stands for: stated by the failure, or mapped from its type.
    pub status: Option<u16>,
}

impl<F> FailureError<F> {
    pub(crate) fn new(failure: F, data: &str, rules: &FailureRules) -> Self {
        Self {
            failure,
            info: FailureInfo::read(data, rules),
            data: data.to_owned(),
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

    /// Its type, message and status.
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

impl FailureInfo {
    /// Reads a failure by these rules.
    ///
    /// JSON nested deeper than 128 levels counts as no JSON.
    #[must_use]
    pub fn read(json: &str, rules: &FailureRules) -> Self {
        let Ok(value) = serde_json::from_str::<Value>(json) else {
            return Self::default();
        };
        let text = |pointers: &[&str]| {
            pointers
                .iter()
                .find_map(|pointer| value.pointer(pointer)?.as_str())
                .map(str::to_owned)
        };
        let error_type = text(rules.types);
        let stated = rules
            .status
            .iter()
            .find_map(|pointer| status(value.pointer(pointer)?));
        let mapped = || {
            let error_type = error_type.as_deref()?;
            rules
                .statuses
                .iter()
                .find(|(name, _)| *name == error_type)
                .map(|(_, status)| *status)
        };
        Self {
            status: stated.or_else(mapped),
            message: text(rules.messages),
            error_type,
        }
    }
}

/// A number, or a number in a string, if it is an HTTP status and not some code of the API's own.
fn status(value: &Value) -> Option<u16> {
    let number = match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_u64(),
    };
    u16::try_from(number?)
        .ok()
        .filter(|status| (100..600).contains(status))
}

impl fmt::Display for FailureInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.error_type.as_deref(), self.message.as_deref()) {
            (Some(error_type), Some(message)) => {
                write!(f, "{}: {}", excerpt(error_type), excerpt(message))
            }
            (Some(text), None) | (None, Some(text)) => write!(f, "{}", excerpt(text)),
            (None, None) => f.write_str("a failure without a type or a message"),
        }
    }
}

/// Shows at most 200 bytes of the type and of the message.
impl fmt::Debug for FailureInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailureInfo")
            .field("error_type", &self.error_type.as_deref().map(excerpt))
            .field("message", &self.message.as_deref().map(excerpt))
            .field("status", &self.status)
            .finish()
    }
}

impl<F> fmt::Display for FailureError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the API reported ")?;
        match (&self.info.error_type, &self.info.message) {
            // Nothing is known of it but its text.
            (None, None) => write!(f, "a failure: {}", excerpt(&self.data)),
            _ => write!(f, "{}", self.info),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: FailureRules = FailureRules::new(
        &["/error/type", "/error/code"],
        &["/error/message", "/message"],
        &[("overloaded_error", 529), ("rate_limit_error", 429)],
        &["/error/status", "/error/code"],
    );

    fn read(json: &str) -> (Option<String>, Option<String>, Option<u16>) {
        let FailureInfo {
            error_type,
            message,
            status,
        } = FailureInfo::read(json, &RULES);
        (error_type, message, status)
    }

    #[test]
    fn e1_e4_type_message_and_status_come_from_the_rules() {
        let some = |text: &str| Some(text.to_owned());
        let cases = [
            (
                r#"{"error":{"type":"overloaded_error","message":"busy"}}"#,
                (some("overloaded_error"), some("busy"), Some(529)),
            ),
            (
                r#"{"error":{"code":"x"},"message":"m"}"#,
                (some("x"), some("m"), None),
            ),
            (
                r#"{"error":{"status":503,"type":"rate_limit_error"}}"#,
                (some("rate_limit_error"), None, Some(503)),
            ),
            (r#"{"error":{"status":"429"}}"#, (None, None, Some(429))),
            (r#"{"error":{"status":12345}}"#, (None, None, None)),
            // The first that finds a status wins, not the first that finds anything.
            (
                r#"{"error":{"status":"busy","code":503}}"#,
                (None, None, Some(503)),
            ),
            (
                r#"{"error":{"status":429,"code":503}}"#,
                (None, None, Some(429)),
            ),
            (r#"{"error":{"status":-1,"type":7}}"#, (None, None, None)),
            ("busy", (None, None, None)),
            ("", (None, None, None)),
        ];
        for (json, expected) in cases {
            assert_eq!(read(json), expected, "{json}");
        }
    }

    #[test]
    fn deep_nesting_is_no_stack_overflow() {
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(read(&deep), (None, None, None));
    }
}
