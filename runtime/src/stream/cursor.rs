//! How far a stream has come, where its API says how that is told.

use crate::json::pointer::{Found, Place, find_any};

/// The longest cursor that counts, in bytes. Servers refuse requests with longer URLs.
pub(crate) const MAX_CURSOR: usize = 4096;

/// The cursors in the data of a stream's messages.
#[derive(Debug, Default)]
pub(crate) struct Cursors {
    /// Of the last message that had one; empty before. The memory is used again for each.
    last: String,
    /// What the response in hand was asked to begin after, until it has sent something else: only
    /// at its beginning can a server repeat what it sent before.
    after: Option<String>,
    place: Place,
}

impl Cursors {
    /// The stream begins after this cursor; without one, at its beginning.
    #[cfg(feature = "http")]
    pub(crate) fn begin(&mut self, after: Option<String>) {
        self.last = after.clone().unwrap_or_default();
        self.after = after;
    }

    /// What comes from here on was asked for by the last cursor.
    pub(crate) fn go_on(&mut self) {
        self.after = Some(self.last.clone()).filter(|last| !last.is_empty());
    }

    /// The last cursor; `None` before there was one.
    pub(crate) fn last(&self) -> Option<&str> {
        Some(&*self.last).filter(|last| !last.is_empty())
    }

    /// Takes the cursor of a message; whether the message is not one that came before.
    ///
    /// Of strings nothing is known but whether they are the same, so one message is that of the
    /// cursor that was asked for. Integers count the events, so none up to the one that was asked
    /// for is news, wherever the server begins.
    pub(crate) fn take(&mut self, data: &str, way: &[&str]) -> bool {
        let found = self.place.find(data, way).or_else(|| find_any(data, way));
        let cursor = match found {
            Some(Found::String(cursor)) if (1..=MAX_CURSOR).contains(&cursor.len()) => {
                if self.after.take().as_deref() == Some(&*cursor) {
                    return false;
                }
                cursor
            }
            Some(Found::Integer(cursor)) => {
                if self
                    .after
                    .as_deref()
                    .is_some_and(|it| counts_up_to(&cursor, it))
                {
                    return false;
                }
                self.after = None;
                cursor
            }
            _ => return true,
        };
        self.last.clear();
        self.last.push_str(&cursor);
        true
    }
}

/// Whether both are integers, and `cursor` is no greater than `after`.
fn counts_up_to(cursor: &str, after: &str) -> bool {
    let number = |cursor: &str| cursor.parse::<i128>().ok();
    number(cursor).is_some_and(|cursor| number(after).is_some_and(|after| cursor <= after))
}

#[cfg(test)]
mod tests {
    use super::Cursors;

    /// Which of these data are news to a stream that goes on after its last cursor.
    fn news(before: &str, then: &[&str]) -> (Vec<bool>, String) {
        let mut cursors = Cursors::default();
        assert!(cursors.take(before, &["n"]));
        cursors.go_on();
        let news = then.iter().map(|data| cursors.take(data, &["n"]));
        (news.collect(), cursors.last)
    }

    #[test]
    fn integers_are_compared_and_strings_are_the_same_or_not() {
        let (new, last) = news(
            r#"{"n":9}"#,
            &[
                r#"{"n":8}"#,
                r#"{"n":9}"#,
                r#"{"n":10}"#,
                r#"{"n":12}"#,
                r#"{"n":11}"#,
                r#"{"n":"9"}"#,
            ],
        );
        assert_eq!(new, [false, false, true, true, true, true]);
        assert_eq!(last, "9");

        let (new, last) = news(
            r#"{"n":"b"}"#,
            &[r#"{"n":"b"}"#, r#"{"n":"b"}"#, r#"{"n":"c"}"#, r#"{"n":7}"#],
        );
        assert_eq!(new, [false, true, true, true]);
        assert_eq!(last, "7");
    }

    #[test]
    fn nothing_is_a_repetition_after_something_new() {
        let (new, _) = news(
            r#"{"n":9}"#,
            &[r#"{"n":9}"#, r#"{"n":10}"#, r#"{"n":1}"#, r#"{"n":9}"#],
        );
        assert_eq!(new, [false, true, true, true]);
        let (new, _) = news(r#"{"n":"b"}"#, &[r#"{"n":"a"}"#, r#"{"n":"b"}"#]);
        assert_eq!(new, [true, true]);
    }

    #[test]
    fn what_is_no_cursor_changes_nothing() {
        let long = format!(r#"{{"n":"{}"}}"#, "x".repeat(super::MAX_CURSOR + 1));
        let none = [
            "",
            "9",
            "[DONE]",
            "{}",
            r#"{"n":null}"#,
            r#"{"n":""}"#,
            r#"{"n":1.5}"#,
            r#"{"n":{"n":9}}"#,
            r#"{"m":{"n":9}}"#,
            &long,
        ];
        let (new, last) = news(r#"{"n":18446744073709551615}"#, &none);
        assert_eq!(new, [true; 10]);
        assert_eq!(last, "18446744073709551615");
    }
}
