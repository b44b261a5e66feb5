//! What a response says about sending its request again.

use std::time::{Duration, SystemTime};

use http::header::{HeaderMap, HeaderName, RETRY_AFTER};

use crate::error::seconds;

const RETRY_AFTER_MS: HeaderName = HeaderName::from_static("retry-after-ms");
const SHOULD_RETRY: HeaderName = HeaderName::from_static("x-should-retry");

/// The server's word on a retry; `None` where it says nothing that can be understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RetryHeaders {
    pub(super) should_retry: Option<bool>,
    pub(super) retry_after: Option<Duration>,
}

impl RetryHeaders {
    /// Reads the headers of a response that arrived `now`.
    pub(super) fn read(headers: &HeaderMap, now: SystemTime) -> Self {
        let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
        let should_retry = match text(SHOULD_RETRY) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        };
        let retry_after = text(RETRY_AFTER_MS)
            .and_then(|value| seconds(value, 0.001))
            .or_else(|| {
                let value = text(RETRY_AFTER)?;
                seconds(value, 1.0).or_else(|| until(value, now))
            });
        Self {
            should_retry,
            retry_after,
        }
    }
}

/// The time up to an HTTP date (RFC 9110, section 5.6.7); a date in the past says nothing.
fn until(value: &str, now: SystemTime) -> Option<Duration> {
    httpdate::parse_http_date(value)
        .ok()?
        .duration_since(now)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_443_657_600; // Thu, 01 Oct 2015 00:00:00 GMT

    fn read(pairs: &[(&'static str, &str)]) -> RetryHeaders {
        let pairs = pairs.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                value.parse().expect("a header value"),
            )
        });
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
        RetryHeaders::read(&pairs.collect(), now)
    }

    #[test]
    fn r4_retry_after() {
        let cases: &[(&str, Option<f64>)] = &[
            ("20", Some(20.0)),
            (" 0.5 ", Some(0.5)),
            ("0", Some(0.0)),
            ("999999", Some(999_999.0)),
            ("1e3", Some(1000.0)),
            ("-5", None),
            ("NaN", None),
            ("inf", None),
            ("1e400", None),
            ("1e20", None),
            ("soon", None),
            ("", None),
            ("Thu, 01 Oct 2015 00:00:20 GMT", Some(20.0)),
            ("Thu, 01 Oct 2015 00:01:00 GMT", Some(60.0)),
            ("Wed, 30 Sep 2015 23:59:37 GMT", None),
            ("Thursday, 01-Oct-15 00:00:02 GMT", Some(2.0)),
            ("Thu, 99 Zun 2015 99:99:99 GMT", None),
        ];
        for &(value, expected) in cases {
            let advice = read(&[("retry-after", value)]);
            assert_eq!(
                advice.retry_after,
                expected.map(Duration::from_secs_f64),
                "{value}"
            );
        }
    }

    #[test]
    fn r4_milliseconds_win() {
        let both = read(&[("retry-after-ms", "250"), ("retry-after", "30")]);
        assert_eq!(both.retry_after, Some(Duration::from_millis(250)));
        let bad = read(&[("retry-after-ms", "inf"), ("retry-after", "30")]);
        assert_eq!(bad.retry_after, Some(Duration::from_secs(30)));
        let worse = read(&[("retry-after-ms", "inf"), ("retry-after", "NaN")]);
        assert_eq!(worse.retry_after, None);
    }

    #[test]
    fn r2_x_should_retry() {
        for (value, expected) in [
            ("true", Some(true)),
            ("false", Some(false)),
            ("perhaps", None),
            ("", None),
        ] {
            assert_eq!(
                read(&[("x-should-retry", value)]).should_retry,
                expected,
                "{value}"
            );
        }
        assert_eq!(read(&[]), RetryHeaders::default());
    }
}
