//! What an API says of its own failure.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use serde_json::value::RawValue;

use super::limited::excerpt;
use super::wait::wait;
use crate::json;
use crate::{FailureRules, Message};

/// What a caller must know of a failure, whatever its type.
///
/// Read from the raw JSON by the document's `errors` rules. Everything is `None` when the failure says
/// nothing of it. A failing event whose data is plain text has that text as its message.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureInfo {
    /// What the API calls it, such as `overloaded_error`.
    pub error_type: Option<String>,
    /// What it says to people.
    pub message: Option<String>,
    /// The HTTP status it stands for, 4xx or 5xx: stated by the failure, or mapped from its type.
    pub status: Option<u16>,
    /// How long it asks to wait before the request is sent again; by the headers of a failed response,
    /// if they say it. Not capped.
    pub retry_after: Option<Duration>,
}

impl FailureInfo {
    /// Whether nothing is known of a failure.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads a failure by these rules.
    ///
    /// A number counts as a type, after all strings: a name says more than a code.
    #[must_use]
    pub fn read(json: &str, rules: &FailureRules) -> Self {
        Self::read_named(json, None, rules)
    }

    /// The same of a failing event: its name may be the type, and its data the message itself.
    #[must_use]
    pub fn of_event(message: &Message<'_>, rules: &FailureRules) -> Self {
        let mut info = Self::read_named(message.data(), message.event_field(), rules);
        if info.message.is_none() {
            info.message = plain_text(message.data());
        }
        info
    }

    fn read_named(json: &str, event: Option<&str>, rules: &FailureRules) -> Self {
        let at = |pointer: &&'static str| json::at(json, &way(pointer)?);
        let names = rules.types.iter().filter_map(|it| match *it {
            EVENT => event.map(str::to_owned),
            _ => text(at(it)?),
        });
        let numbers = rules.types.iter().filter_map(|it| number(at(it)?));
        let types = names.chain(numbers).collect::<Vec<_>>();
        let stated = rules.status.iter().filter_map(at).find_map(status);
        let mapped = || types.iter().find_map(|it| rules.status_of(it));
        let waits = rules.retry_after.iter().filter_map(|it| way(it));
        let mut waits = waits.flat_map(|it| json::all_at(json, &it));
        Self {
            status: stated.or_else(mapped),
            message: rules.messages.iter().filter_map(at).find_map(text),
            retry_after: waits.find_map(wait),
            error_type: types.into_iter().next(),
        }
    }
}

impl FailureRules {
    /// The status that a type stands for.
    fn status_of(&self, error_type: &str) -> Option<u16> {
        let mut statuses = self.statuses.iter();
        let (_, status) = statuses.find(|(name, _)| *name == error_type)?;
        Some(*status)
    }
}

/// In place of a JSON Pointer: the name of the event.
const EVENT: &str = "event";

/// The segments of a JSON Pointer.
fn way(pointer: &'static str) -> Option<Vec<Cow<'static, str>>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let segments = pointer.strip_prefix('/')?.split('/');
    let unescaped = segments.map(|it| match it.contains('~') {
        true => it.replace("~1", "/").replace("~0", "~").into(),
        false => it.into(),
    });
    Some(unescaped.collect())
}

/// A JSON string that says something.
fn text(json: &str) -> Option<String> {
    let text: String = serde_json::from_str(json).ok()?;
    (!text.is_empty()).then_some(text)
}

/// A JSON number: one that is whole without its fraction.
fn number(json: &str) -> Option<String> {
    if !json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return None;
    }
    Some(match whole(json) {
        Some(whole) => whole.to_string(),
        None => json.to_owned(),
    })
}

/// A JSON number without a fraction, to which `1.0` belongs.
fn whole(json: &str) -> Option<i64> {
    /// All whole numbers up to it are floats.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    json.parse().ok().or_else(|| {
        let float: f64 = json.parse().ok()?;
        (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i64)
    })
}

/// A number, or a number in a string, if it is the HTTP status of an error and not some code of the
/// API's own.
fn status(json: &str) -> Option<u16> {
    let text = text(json);
    let number = whole(text.as_deref().unwrap_or(json).trim())?;
    let status = u16::try_from(number).ok();
    status.filter(|status| (400..600).contains(status))
}

/// Data that is neither an object nor a list: the text itself, or the text in a JSON string.
fn plain_text(data: &str) -> Option<String> {
    let text = match serde_json::from_str::<&RawValue>(data) {
        Ok(json) if json.get().starts_with(['{', '[']) => return None,
        Ok(json) if json.get() == "null" => return None,
        Ok(json) => serde_json::from_str(json.get()).unwrap_or_else(|_| data.to_owned()),
        Err(_) => data.to_owned(),
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
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
            .field("retry_after", &self.retry_after)
            .finish()
    }
}

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
            ..
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
                (some("503"), None, Some(503)),
            ),
            (
                r#"{"error":{"status":429,"code":503}}"#,
                (some("503"), None, Some(429)),
            ),
            (r#"{"error":{"status":-1,"type":""}}"#, (None, None, None)),
            // A success is no status of a failure.
            (
                r#"{"error":{"status":200,"code":503}}"#,
                (some("503"), None, Some(503)),
            ),
            (r#"{"error":{"status":" 502 "}}"#, (None, None, Some(502))),
            (r#"{"error":{"status":5.04e2}}"#, (None, None, Some(504))),
            (r#"{"error":{"status":"429.0"}}"#, (None, None, Some(429))),
            (r#"{"error":{"status":429.5}}"#, (None, None, None)),
            (r#"{"error":{"status":1e400}}"#, (None, None, None)),
            (r#"{"error":{"status":"NaN"}}"#, (None, None, None)),
            (r#"{"error":{"status":[503]}}"#, (None, None, None)),
            // A number is a type, after all names.
            (r#"{"error":{"type":7}}"#, (some("7"), None, None)),
            (r#"{"error":{"type":-3.0}}"#, (some("-3"), None, None)),
            (r#"{"error":{"type":1.5}}"#, (some("1.5"), None, None)),
            (
                r#"{"error":{"type":504,"code":"slow"}}"#,
                (some("slow"), None, None),
            ),
            // The first type that stands for a status gives it.
            (
                r#"{"error":{"type":"x","code":"rate_limit_error"}}"#,
                (some("x"), None, Some(429)),
            ),
            // What cannot be read takes nothing else with it.
            (
                r#"{"n":1e400,"s":"\ud800","error":{"message":"m","status":503}}"#,
                (None, some("m"), Some(503)),
            ),
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

    #[test]
    fn the_message_of_a_failing_event_may_be_its_data() {
        for (data, message) in [
            ("upstream down", Some("upstream down")),
            (" down\nagain ", Some("down\nagain")),
            (r#""say \"when\"""#, Some("say \"when\"")),
            ("[ERROR] down", Some("[ERROR] down")),
            ("503", Some("503")),
            (r#"{"error":{"message":"m"}}"#, Some("m")),
            ("{}", None),
            ("[]", None),
            ("null", None),
            (r#""""#, None),
            ("", None),
        ] {
            let info = FailureInfo::of_event(&Message::new(data), &RULES);
            assert_eq!(info.message.as_deref(), message, "{data}");
            assert_eq!(
                FailureInfo::read(data, &RULES).message,
                message.filter(|it| *it == "m").map(str::to_owned)
            );
        }
    }

    #[test]
    fn a_wait_is_where_a_pointer_leads() {
        const RULES: FailureRules = FailureRules {
            retry_after: &["/wait", "/details/*/delay", "/text"],
            ..FailureRules::NONE
        };
        for (json, seconds) in [
            (r#"{"wait":1.5,"text":"in 3s"}"#, Some(1.5)),
            (r#"{"wait":null,"details":[{"delay":7}]}"#, Some(7.0)),
            (
                r#"{"details":[{"x":1},{"delay":"soon"},{"delay":"58s"},{"delay":"9s"}]}"#,
                Some(58.0),
            ),
            (r#"{"details":{"delay":"58s"}}"#, None),
            (r#"{"text":"Try again in 500 ms."}"#, Some(0.5)),
            (r#"{"wait":"","text":"Try again."}"#, None),
            ("in 3s", None),
        ] {
            let wait = FailureInfo::read(json, &RULES).retry_after;
            assert_eq!(wait, seconds.map(Duration::from_secs_f64), "{json}");
        }
    }
}
