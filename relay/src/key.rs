//! What a run is called.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// How long a key may be, in bytes.
const MAX_LENGTH: usize = 256;

/// The name of a run: one answer, or any other stream that is written once.
///
/// Who knows a key can read and cancel its run, so the application makes it: of its own session and of what
/// that may see, never of what a client sends alone.
///
/// ```
/// use stream_events_relay::Key;
///
/// let key = Key::new("user-7/answer-3")?;
/// assert_eq!(key.as_str(), "user-7/answer-3");
/// assert!(Key::new("two\nlines").is_err());
/// # Ok::<(), stream_events_relay::InvalidKeyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(Arc<str>);

impl Key {
    /// A key of this text.
    ///
    /// # Errors
    ///
    /// When it is empty, is longer than 256 bytes, or has braces, white space or control characters: engines give
    /// some of them a meaning.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidKeyError> {
        let text = text.into();
        let is_plain = |it: char| !it.is_control() && !it.is_whitespace() && !"{}".contains(it);
        match !text.is_empty() && text.len() <= MAX_LENGTH && text.chars().all(is_plain) {
            true => Ok(Self(text.into())),
            false => Err(InvalidKeyError(())),
        }
    }

    /// A key that nobody else makes: 128 random bits, in hexadecimal digits.
    ///
    /// It tells runs apart and is no secret: the random numbers are not cryptographic.
    #[must_use]
    pub fn random() -> Self {
        Self(format!("{:032x}", fastrand::u128(..)).into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Key {
    type Err = InvalidKeyError;

    fn from_str(text: &str) -> Result<Self, InvalidKeyError> {
        Self::new(text)
    }
}

/// A text that is no [`Key`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidKeyError(());

impl fmt::Display for InvalidKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a key has 1 to {MAX_LENGTH} bytes, without braces, white space and control characters"
        )
    }
}

impl std::error::Error for InvalidKeyError {}
