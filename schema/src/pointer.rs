//! JSON Pointers (RFC 6901): how a place in a document, or in a payload, is named.

use std::borrow::Cow;
use std::fmt;

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
    fn a_tilde_alone_is_no_escape() {
        assert_eq!(segments("/a~"), Err(Malformed::Escape));
        assert_eq!(segments("/a~2"), Err(Malformed::Escape));
        assert_eq!(segments("a"), Err(Malformed::NoSlash));
    }
}
