//! Strings.

use super::{Plain, PlainReader};

impl PlainReader<'_> {
    /// A string as a type made of strings, straight from the JSON if it has no escapes.
    #[inline(always)]
    pub fn text<T: for<'s> From<&'s str>>(&mut self) -> Option<T> {
        match self.verbatim() {
            Some(text) => Some(T::from(text)),
            None => self.escaped().map(|text| T::from(&text)),
        }
    }

    /// The same, or `null`.
    #[inline]
    pub fn nullable_text<T: for<'s> From<&'s str>>(&mut self) -> Option<Option<T>> {
        self.nullable(Self::text)
    }

    /// A value that is empty while it is `null`.
    #[inline]
    pub fn value_or_default<T: Plain + Default>(&mut self) -> Option<T> {
        self.nullable(T::read).map(Option::unwrap_or_default)
    }

    #[inline]
    pub(super) fn nullable<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.peek()? == b'n' {
            self.expect_word("null")?;
            return Some(None);
        }
        read(self).map(Some)
    }
}

/// The string from `start` on, and where it ends.
pub(super) fn unescape(json: &str, start: usize) -> Option<(String, usize)> {
    let mut text = String::with_capacity(room(json, start)?);
    let mut start = start;
    loop {
        let at = special(json, start)?;
        text.push_str(&json[start..at]);
        match json.as_bytes()[at] {
            b'"' => return Some((text, at)),
            b'\\' => {}
            _ => return None,
        }
        text.push(match *json.as_bytes().get(at + 1)? {
            escaped @ (b'"' | b'\\' | b'/') => escaped.into(),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            _ => return None,
        });
        // What was escaped may itself be special, and is past.
        start = at + 2;
    }
}

/// How much to allocate for the string from `start` on, so that it is done once.
fn room(json: &str, start: usize) -> Option<usize> {
    /// So little may be too much. The string of a delta is nearly all of it, to be passed over once.
    const LITTLE: usize = 128;

    let rest = json.len() - start;
    if rest <= LITTLE {
        return Some(rest);
    }
    let mut end = special(json, start)?;
    while json.as_bytes()[end] == b'\\' {
        end = special(json, end + 2)?;
    }
    Some(end - start)
}

/// Where from `at` on the first byte is that does not stand for itself in a string: a quote, a
/// backslash or a control character.
///
/// Eight bytes at a time. That a byte is zero, or less than 0x20, shows in the bit that a
/// subtraction borrows from; only the first of those bits is sure, and only the first is used.
#[inline]
pub(super) fn special(json: &str, at: usize) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let mut rest = json.as_bytes().get(at..)?;
    while let Some((chunk, after)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*chunk);
        let quote = (word ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
        let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
        let control = word.wrapping_sub(ONES * 0x20);
        let found = (quote | backslash | control) & !word & HIGHS;
        if found != 0 {
            return Some(json.len() - rest.len() + found.trailing_zeros() as usize / 8);
        }
        rest = after;
    }
    let is_special = |&byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    Some(json.len() - rest.len() + rest.iter().position(is_special)?)
}
