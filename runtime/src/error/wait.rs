//! How long a failure asks to wait, in the ways that APIs write it.

use std::time::Duration;

/// The wait in a JSON value: a number of seconds, a duration such as `"1m30s"`, or prose, of which the
/// first "in 11.054s" counts.
pub(super) fn wait(json: &str) -> Option<Duration> {
    match serde_json::from_str::<String>(json) {
        Ok(text) => in_text(&text.to_ascii_lowercase()),
        Err(_) => seconds(json, 1.0),
    }
}

fn in_text(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Some((duration, rest)) = duration(text)
        && rest.is_empty()
    {
        return Some(duration);
    }
    seconds(text, 1.0).or_else(|| in_prose(text))
}

/// The first duration behind the word "in".
fn in_prose(text: &str) -> Option<Duration> {
    let mut words = text.match_indices("in");
    words.find_map(|(at, word)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let is_word =
            !before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_whitespace);
        let (duration, _) = duration(after.trim_start()).filter(|_| is_word)?;
        Some(duration)
    })
}

/// The duration that a text begins with, and what follows it: numbers with their units.
fn duration(text: &str) -> Option<(Duration, &str)> {
    let (mut whole, mut rest) = part(text)?;
    while let Some((part, after)) = part(rest.trim_start()) {
        whole = whole.checked_add(part)?;
        rest = after;
    }
    Some((whole, rest))
}

/// A number with its unit, and what follows them.
fn part(text: &str) -> Option<(Duration, &str)> {
    let (number, rest) = split(text, |it| it.is_ascii_digit() || it == '.');
    let (unit, rest) = split(rest.trim_start(), char::is_alphabetic);
    Some((seconds(number, factor(unit)?)?, rest))
}

/// The characters that a text begins with, and the others.
fn split(text: &str, belongs: fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|it| !belongs(it)).unwrap_or(text.len());
    text.split_at(end)
}

/// How many seconds a unit has.
fn factor(unit: &str) -> Option<f64> {
    Some(match unit {
        "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" => 0.001,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86400.0,
        _ => return None,
    })
}

/// A number of units; not NaN, negative, infinite or beyond what a `Duration` holds.
pub(crate) fn seconds(number: &str, unit: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(number.parse::<f64>().ok()? * unit).ok()
}

#[cfg(test)]
mod tests {
    use super::wait;
    use std::time::Duration;

    fn text(text: &str) -> Option<f64> {
        let json = serde_json::to_string(text).expect("a string");
        wait(&json).map(|it| it.as_secs_f64())
    }

    #[test]
    fn a_number_is_of_seconds() {
        for (json, seconds) in [
            ("20", Some(20.0)),
            ("0.5", Some(0.5)),
            ("0", Some(0.0)),
            ("1e3", Some(1000.0)),
            ("-5", None),
            ("1e20", None),
            ("1e400", None),
            ("99999999999999999999999999", None),
            ("null", None),
            ("true", None),
            ("[5]", None),
            (r#"{"seconds":5}"#, None),
        ] {
            assert_eq!(wait(json), seconds.map(Duration::from_secs_f64), "{json}");
        }
    }

    #[test]
    fn a_duration_has_units() {
        for (written, seconds) in [
            ("58s", Some(58.0)),
            ("58.934310785s", Some(58.934310785)),
            ("1m30s", Some(90.0)),
            ("1h2m3.5s", Some(3723.5)),
            ("500ms", Some(0.5)),
            (" 2 Minutes ", Some(120.0)),
            ("1 hour 30 minutes", Some(5400.0)),
            ("12", Some(12.0)),
            ("-5s", None),
            ("5", Some(5.0)),
            ("5x", None),
            ("s", None),
            ("1.2.3s", None),
            (".s", None),
            ("NaN", None),
            ("inf", None),
            ("1e400", None),
            ("99999999999999999999h", None),
            ("18446744073709551615s1s", None),
            ("", None),
        ] {
            assert_eq!(text(written), seconds, "{written}");
        }
    }

    #[test]
    fn prose_says_in_how_long() {
        for (written, seconds) in [
            (
                "Rate limit reached. Please try again in 11.054s. Visit https://a.b.",
                Some(11.054),
            ),
            ("Please try again in 6m0s.", Some(360.0)),
            ("try again in 120ms", Some(0.12)),
            ("Try again In 20 seconds, or in 5s", Some(20.0)),
            (
                "Limit in organization in 3 models, retry in 1m12.5s",
                Some(72.5),
            ),
            ("in 5 minutes and then some", Some(300.0)),
            ("within 5s", None),
            ("in5s", None),
            ("used 5s of 20s", None),
            ("in -5s", None),
            ("in 2024", None),
            ("in 99999999999999999999s", None),
            ("…in\u{a0}3s", Some(3.0)),
            ("Min", None),
        ] {
            assert_eq!(text(written), seconds, "{written}");
        }
    }
}
