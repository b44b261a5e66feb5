//! JSON Pointers (RFC 6901): how a place in a document, or in a payload, is named.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A JSON Pointer that has been read: its text, and its segments as they are in the data.
///
/// ```
/// use stream_events_schema::pointer::Pointer;
///
/// let pointer: Pointer = "/error/a~1b".parse()?;
/// assert_eq!(pointer.as_str(), "/error/a~1b");
/// assert_eq!(pointer.segments(), ["error", "a/b"]);
/// assert_eq!(pointer, Pointer::new(["error", "a/b"]));
/// # Ok::<(), stream_events_schema::pointer::Malformed>(())
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Pointer {
    text: String,
    segments: Vec<String>,
}

impl Pointer {
    /// The pointer through these segments; through none, it is the whole value.
    pub fn new<S: Into<String>>(segments: impl IntoIterator<Item = S>) -> Self {
        let segments: Vec<String> = segments.into_iter().map(Into::into).collect();
        let mut text = String::new();
        for segment in &segments {
            push(&mut text, segment);
        }
        Self { text, segments }
    }

    /// It as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its segments, unescaped: keys of objects, and indices of arrays in digits.
    #[must_use]
    pub fn segments(&self) -> &[String] {
        &self.segments
    }
}

impl FromStr for Pointer {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let segments = segments(text)?.into_iter().map(Cow::into_owned).collect();
        Ok(Self {
            text: text.to_owned(),
            segments,
        })
    }
}

/// As a key, it is found by its text.
impl Borrow<str> for Pointer {
    fn borrow(&self) -> &str {
        &self.text
    }
}

/// As of the text alone, which says all there is.
impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pointer({:?})", self.text)
    }
}

/// The index that a segment is to an array: digits, without a zero in front.
#[must_use]
pub fn index(segment: &str) -> Option<usize> {
    let digits = segment.bytes().all(|byte| byte.is_ascii_digit());
    let plain = segment == "0" || !segment.starts_with('0');
    segment.parse().ok().filter(|_| digits && plain)
}

/// Escapes one segment: `~` as `~0`, `/` as `~1`.
///
/// ```
/// assert_eq!(stream_events_schema::pointer::escape("a/b~c"), "a~1b~0c");
/// ```
#[must_use]
pub fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// The pointer to `segment` below `parent`.
///
/// ```
/// assert_eq!(stream_events_schema::pointer::child("/events", "a/b"), "/events/a~1b");
/// ```
#[must_use]
pub fn child(parent: &str, segment: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + 1 + segment.len());
    pointer.push_str(parent);
    push(&mut pointer, segment);
    pointer
}

/// Appends `segment` to `pointer`.
pub fn push(pointer: &mut String, segment: &str) {
    pointer.push('/');
    pointer.push_str(&escape(segment));
}

/// Splits a pointer into its unescaped segments; the empty pointer, the whole value, has none.
///
/// ```
/// use stream_events_schema::pointer;
///
/// assert_eq!(pointer::segments("/error/a~1b")?, ["error", "a/b"]);
/// assert!(pointer::segments("error").is_err());
/// # Ok::<(), pointer::Malformed>(())
/// ```
///
/// # Errors
///
/// [`Malformed`] says what is wrong with a pointer that is none.
pub fn segments(pointer: &str) -> Result<Vec<Cow<'_, str>>, Malformed> {
    if pointer.is_empty() {
        return Ok(Vec::new());
    }
    let Some(rest) = pointer.strip_prefix('/') else {
        return Err(Malformed::NoSlash);
    };
    rest.split('/').map(unescape).collect()
}

fn unescape(segment: &str) -> Result<Cow<'_, str>, Malformed> {
    let mut pieces = segment.split('~');
    let Some(first) = pieces.next().filter(|first| first.len() < segment.len()) else {
        return Ok(Cow::Borrowed(segment));
    };
    let mut unescaped = String::from(first);
    for piece in pieces {
        let (character, rest) = match piece.as_bytes().first() {
            Some(b'0') => ('~', &piece[1..]),
            Some(b'1') => ('/', &piece[1..]),
            _ => return Err(Malformed::Escape),
        };
        unescaped.push(character);
        unescaped.push_str(rest);
    }
    Ok(Cow::Owned(unescaped))
}

/// Why a text is not a JSON Pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Malformed {
    /// It does not start with `/`.
    NoSlash,
    /// A `~` is not followed by `0` or `1`.
    Escape,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSlash => "a JSON Pointer starts with `/`",
            Self::Escape => "in a JSON Pointer `~` is followed by `0` or `1`",
        })
    }
}

impl std::error::Error for Malformed {}

/// A fragment is part of a URI, so anything in it may be percent-encoded.
#[must_use]
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |index: usize| char::from(*after.get(index)?).to_digit(16);
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_undo_escape() {
        for segment in ["", "a", "/", "~", "~1", "a/~b", "ä/ö"] {
            let pointer = child("", segment);
            assert_eq!(segments(&pointer).unwrap(), [segment], "{pointer}");
        }
    }

    #[test]
    fn an_index_is_digits_without_a_zero_in_front() {
        assert_eq!(index("0"), Some(0));
        assert_eq!(index("10"), Some(10));
        for segment in ["", "01", "+1", "-", "-1", "1a", "99999999999999999999999"] {
            assert_eq!(index(segment), None, "{segment}");
        }
    }

    #[test]
    fn a_tilde_alone_is_no_escape() {
        assert_eq!(segments("/a~"), Err(Malformed::Escape));
        assert_eq!(segments("/a~2"), Err(Malformed::Escape));
        assert_eq!(segments("a"), Err(Malformed::NoSlash));
    }
}
