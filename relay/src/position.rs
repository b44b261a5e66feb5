//! Places in a log.

use std::fmt;
use std::str::FromStr;

/// The place of a record in its log.
///
/// The epoch is its writer's: nobody writes under it after another epoch has begun. The sequence number goes
/// up by one from record to record, across epochs too, so that a reader sees if records are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The writer's epoch.
    pub epoch: u64,
    /// The number of the record, from 1.
    pub seq: u64,
}

impl Position {
    /// Before the first record.
    pub const START: Self = Self { epoch: 0, seq: 0 };

    /// The next place of the same writer.
    #[must_use]
    pub const fn next(self) -> Self {
        Self {
            epoch: self.epoch,
            seq: self.seq + 1,
        }
    }

    /// Where somebody else closes a log whose last record is here.
    #[must_use]
    pub const fn closing(self) -> Self {
        Self {
            epoch: self.epoch + 1,
            seq: self.seq + 1,
        }
    }

    /// Where a reader stands that has not read this record yet.
    #[must_use]
    pub(crate) const fn before(self) -> Self {
        Self {
            epoch: self.epoch,
            seq: self.seq - 1,
        }
    }

    /// Whether nothing is missing between this record and the one that was read behind it.
    ///
    /// One who closes a log may have missed what its writer wrote last.
    pub(crate) fn is_followed_by(self, next: Self, is_end: bool) -> bool {
        match self {
            Self::START => next.seq == 1,
            _ if next.epoch == self.epoch => next.seq == self.seq + 1,
            _ => is_end && next.epoch > self.epoch && next.seq <= self.seq + 1,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.epoch, self.seq)
    }
}

impl FromStr for Position {
    type Err = InvalidCursorError;

    fn from_str(text: &str) -> Result<Self, InvalidCursorError> {
        let (epoch, seq) = text.split_once('-').ok_or(InvalidCursorError(()))?;
        Ok(Self {
            epoch: number(epoch)?,
            seq: number(seq)?,
        })
    }
}

/// The place of a message: its record, and its number in it.
///
/// It is the `id` of what clients read, and comes back as `Last-Event-ID`.
///
/// ```
/// use stream_events_relay::Cursor;
///
/// let cursor: Cursor = "1767225600000000-7.2".parse()?;
/// assert_eq!((cursor.position.seq, cursor.message), (7, 2));
/// assert_eq!(cursor.to_string(), "1767225600000000-7.2");
/// # Ok::<(), stream_events_relay::InvalidCursorError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cursor {
    /// The record.
    pub position: Position,
    /// The message's number in it, from 0.
    pub message: usize,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.position, self.message)
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursorError;

    fn from_str(text: &str) -> Result<Self, InvalidCursorError> {
        let (position, message) = text.split_once('.').ok_or(InvalidCursorError(()))?;
        let position: Position = position.parse()?;
        if position.epoch == 0 || position.seq == 0 {
            return Err(InvalidCursorError(()));
        }
        Ok(Self {
            position,
            message: number(message)?,
        })
    }
}

/// A number as it is written here: digits, and no zero before others.
fn number<N: FromStr>(text: &str) -> Result<N, InvalidCursorError> {
    let is_plain = text.bytes().all(|it| it.is_ascii_digit());
    let has_zero = text.len() > 1 && text.starts_with('0');
    let number = (is_plain && !has_zero).then(|| text.parse().ok()).flatten();
    number.ok_or(InvalidCursorError(()))
}

/// A text that is no [`Position`] or no [`Cursor`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidCursorError(());

impl fmt::Display for InvalidCursorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is no ID that a relay has given")
    }
}

impl std::error::Error for InvalidCursorError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_written_is_read() {
        for text in ["1-1.0", "18446744073709551615-1.12"] {
            let cursor: Cursor = text.parse().expect("a cursor");
            assert_eq!(cursor.to_string(), text);
        }
        for text in [
            "",
            "1",
            "1-1",
            "0-1.0",
            "1-0.0",
            "01-1.0",
            "+1-1.0",
            "1-1.0 ",
            "1-1.-1",
            "1-1.0.0",
            "18446744073709551616-1.0",
            "١-1.0",
        ] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_record_that_is_missing_is_seen() {
        let at = |epoch, seq| Position { epoch, seq };
        assert!(Position::START.is_followed_by(at(9, 1), false));
        assert!(!Position::START.is_followed_by(at(9, 2), false));
        assert!(at(9, 1).is_followed_by(at(9, 2), false));
        assert!(!at(9, 1).is_followed_by(at(9, 3), true));
        assert!(at(9, 1).is_followed_by(at(10, 2), true));
        // The writer wrote once more while another was closing the log.
        assert!(at(9, 2).is_followed_by(at(10, 2), true));
        assert!(!at(9, 1).is_followed_by(at(10, 3), true));
        // Another run under the same key.
        assert!(!at(9, 1).is_followed_by(at(10, 2), false));
        assert!(!at(9, 1).is_followed_by(at(8, 2), true));
    }
}
