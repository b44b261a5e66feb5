//! Reading token by token, and giving up at any that is not plain.

use super::text::{special, unescape};
use super::{NEXT, OPEN, Plain};

/// JSON text, and how much of it has been read.
#[derive(Debug, Clone)]
pub struct PlainReader<'a> {
    json: &'a str,
    at: usize,
}

impl<'a> PlainReader<'a> {
    #[inline]
    pub(crate) fn new(json: &'a str) -> Self {
        Self { json, at: 0 }
    }

    /// Whether this key comes next, written with its quotes and colon; if so, it is read.
    #[inline(always)]
    pub fn comes(&mut self, separator: u8, key: &'static str) -> bool {
        let bytes = self.json.as_bytes();
        let comes = bytes.get(self.at) == Some(&separator)
            && bytes[self.at + 1..].starts_with(key.as_bytes());
        if comes {
            self.at += 1 + key.len();
        }
        comes
    }

    /// The next key; `Some(None)` at the end of the object.
    #[inline(always)]
    pub fn key(&mut self, separator: &mut u8) -> Option<Option<&'a str>> {
        // After what was expected there is nearly always nothing, but for what pads it.
        if *separator == NEXT && self.ends(b'}')? {
            return Some(None);
        }
        self.any_key(separator)
    }

    fn any_key(&mut self, separator: &mut u8) -> Option<Option<&'a str>> {
        let is_open = *separator == NEXT;
        if !is_open {
            self.expect(OPEN)?;
            *separator = NEXT;
        }
        if self.ends(b'}')? {
            return Some(None);
        }
        if is_open {
            self.expect(NEXT)?;
        }
        let key = self.verbatim()?;
        self.expect(b':')?;
        Some(Some(key))
    }

    /// The value of the key that was read last.
    #[inline]
    pub fn value<T: Plain>(&mut self) -> Option<T> {
        T::read(self)
    }

    /// The same, of a type that is not plain, if there is none.
    #[inline]
    pub fn null<T: Default>(&mut self) -> Option<T> {
        self.peek()?;
        self.expect_word("null").map(|()| T::default())
    }

    /// Passes over the value of the key that was read last.
    #[inline]
    pub fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => match self.verbatim() {
                Some(_) => Some(()),
                None => self.escaped().map(drop),
            },
            b'{' => self.skip_empty(b'{', b'}'),
            b'[' => self.skip_empty(b'[', b']'),
            b'0'..=b'9' => self.integer().map(drop),
            b't' => self.expect_word("true"),
            b'f' => self.expect_word("false"),
            b'n' => self.expect_word("null"),
            _ => None,
        }
    }

    /// What is not empty may nest, and is left to those who count that.
    fn skip_empty(&mut self, open: u8, close: u8) -> Option<()> {
        self.expect(open)?;
        self.expect(close)
    }

    /// The same, of a value that is most likely this, written with its quotes.
    #[inline(always)]
    pub fn skip_likely(&mut self, text: &'static str) -> Option<()> {
        if self.is(text) {
            return Some(());
        }
        self.skip()
    }

    /// Whether this text comes next, written with its quotes; if so, it is read.
    #[inline(always)]
    pub fn is(&mut self, text: &'static str) -> bool {
        let is = self.rest().starts_with(text.as_bytes());
        if is {
            self.at += text.len();
        }
        is
    }

    /// The reader before the tag of the object that comes next, wherever among its entries that is.
    ///
    /// The tag is written with its quotes and colon.
    #[inline(never)]
    pub fn at_tag(&self, tag: &'static str) -> Option<Self> {
        let mut ahead = self.clone();
        let mut separator = OPEN;
        while let Some(key) = ahead.any_key(&mut separator)? {
            if key == &tag[1..tag.len() - 2] {
                ahead.peek()?;
                return Some(ahead);
            }
            ahead.skip()?;
        }
        None
    }

    /// A string, if it has no escapes. What has is not passed over.
    #[inline]
    pub fn verbatim(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let (start, end) = (self.at, special(self.json, self.at)?);
        if self.json.as_bytes()[end] != b'"' {
            self.at = start - 1;
            return None;
        }
        self.at = end + 1;
        Some(&self.json[start..end])
    }

    #[inline(always)]
    pub(super) fn string(&mut self) -> Option<String> {
        match self.verbatim() {
            Some(text) => Some(text.to_owned()),
            None => self.escaped(),
        }
    }

    /// A string with escapes.
    #[inline(never)]
    pub(super) fn escaped(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let (text, end) = unescape(self.json, self.at)?;
        self.at = end + 1;
        Some(text)
    }

    /// Digits that are far from any limit. What would make them another number, such as a point,
    /// is nothing that can come after a value.
    #[inline]
    pub(super) fn integer(&mut self) -> Option<u64> {
        const MAX_DIGITS: usize = 18;
        self.peek()?;
        let start = self.at;
        let mut number = 0;
        while let Some(digit @ b'0'..=b'9') = self.next() {
            number = number * 10 + u64::from(digit - b'0');
            self.at += 1;
            if self.at - start > MAX_DIGITS {
                return None;
            }
        }
        let starts_with_zero = self.at - start > 1 && self.json.as_bytes()[start] == b'0';
        (self.at > start && !starts_with_zero).then_some(number)
    }

    /// The digits of such a number.
    pub(super) fn digits(&mut self) -> Option<&'a str> {
        self.peek()?;
        let start = self.at;
        self.integer()?;
        Some(&self.json[start..self.at])
    }

    /// What has been read.
    pub(super) fn passed(&self) -> &'a str {
        &self.json[..self.at]
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        &self.json.as_bytes()[self.at..]
    }

    #[inline]
    fn next(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space, which is passed over.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        match self.next() {
            Some(byte @ b'!'..) => Some(byte),
            _ => {
                self.skip_space();
                self.next()
            }
        }
    }

    #[inline]
    pub(crate) fn is_at_end(&mut self) -> bool {
        self.at == self.json.len() || {
            self.skip_space();
            self.at == self.json.len()
        }
    }

    #[inline(never)]
    fn skip_space(&mut self) {
        // Some servers pad what they send, to hide its length: eight spaces at a time.
        const SPACES: [u8; 8] = [b' '; 8];
        while let Some(chunk) = self.rest().first_chunk() {
            let other = u64::from_le_bytes(*chunk) ^ u64::from_le_bytes(SPACES);
            self.at += other.trailing_zeros() as usize / 8;
            if other != 0 {
                break;
            }
        }
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.next() {
            self.at += 1;
        }
    }

    /// Whether an object or array ends here; if so, its bracket is read.
    #[inline]
    pub(super) fn ends(&mut self, close: u8) -> Option<bool> {
        let ends = self.peek()? == close;
        if ends {
            self.at += 1;
        }
        Some(ends)
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    #[inline]
    pub(super) fn expect_word(&mut self, word: &str) -> Option<()> {
        self.rest()
            .starts_with(word.as_bytes())
            .then(|| self.at += word.len())
    }
}
