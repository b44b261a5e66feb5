//! Payloads read without serde, in the form they nearly always have.
//!
//! `serde_json` reads any JSON into any type, a call and a check at a time. What makes up nearly all of
//! a stream is simpler: objects whose keys come in the order of the schema, of strings without
//! `\u` and small whole numbers. For types made of these the derive also implements [`Plain`], which
//! asks instead of looking: is the next text `,"index":`? Keys in another order, unknown keys and
//! white space are read too, only not as fast.
//!
//! Whatever else there is, a [`PlainReader`] gives up, and the payload is read again by `serde_json`,
//! which reads it or says what is wrong. So `None` is always right, and what is not `None` has to be
//! what `serde_json` makes of the same text.

mod find;
#[cfg(test)]
mod tests;
mod text;
mod types;

pub(super) use self::find::find;
use self::text::{special, unescape};

/// A type that can be read from plain JSON.
pub trait Plain: Sized {
    /// Reads a value, or gives up.
    fn read(json: &mut PlainReader<'_>) -> Option<Self>;
}

/// An object that can be read from plain JSON.
pub trait PlainObject: Sized {
    /// Reads the entries, the first of which comes after this separator, or gives up.
    fn read_entries(json: &mut PlainReader<'_>, separator: u8) -> Option<Self>;
}

/// Comes before the first entry of an object.
pub const OPEN: u8 = b'{';
/// Comes before every other.
pub const NEXT: u8 = b',';

/// JSON text, and how much of it has been read.
#[derive(Debug, Clone)]
pub struct PlainReader<'a> {
    json: &'a str,
    at: usize,
}

/// As `serde_json::from_str`, or `None` if that has to be asked.
#[inline(always)]
pub(super) fn read<T: Plain>(json: &str) -> Option<T> {
    let mut json = PlainReader { json, at: 0 };
    let value = T::read(&mut json);
    // Looked at where it is: to move a payload costs as much as to read some of its fields.
    if value.is_some() && json.is_at_end() {
        return value;
    }
    None
}

impl<'a> PlainReader<'a> {
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
        // After what was expected there is nearly always nothing.
        if *separator == NEXT && self.next() == Some(b'}') {
            self.at += 1;
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
        if self.peek()? == b'}' {
            self.at += 1;
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
    #[cold]
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
    fn string(&mut self) -> Option<String> {
        match self.verbatim() {
            Some(text) => Some(text.to_owned()),
            None => self.escaped(),
        }
    }

    /// A string with escapes.
    #[inline(never)]
    fn escaped(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let (text, end) = unescape(self.json, self.at)?;
        self.at = end + 1;
        Some(text)
    }

    /// Digits that are far from any limit. What would make them another number, such as a point,
    /// is nothing that can come after a value.
    #[inline]
    fn integer(&mut self) -> Option<u64> {
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
    fn is_at_end(&mut self) -> bool {
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

    #[inline]
    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    #[inline]
    fn expect_word(&mut self, word: &str) -> Option<()> {
        self.rest()
            .starts_with(word.as_bytes())
            .then(|| self.at += word.len())
    }
}

/// Reads an object from the lines of [`__object`](crate::__object), none of which is `..`.
///
/// A field whose type is not [`Plain`] names after `as` what reads it: `text` if it is a string of a
/// type that is not ours, `null` if it is read when it is not there.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_object {
    ($name:ident {
        $([$tag:literal = $value:literal])*
        $($kind:ident $field:ident: $key:literal $(as $text:ident)?;)*
    }) => {
        impl $crate::__private::PlainObject for $name {
            #[inline]
            fn read_entries(
                json: &mut $crate::__private::PlainReader<'_>,
                mut separator: u8,
            ) -> ::core::option::Option<Self> {
                $(let mut $field = $crate::__object!(@slot $kind);)*
                // As nearly always.
                $(if json.comes(separator, ::core::concat!("\"", $tag, "\":")) {
                    separator = $crate::__private::NEXT;
                    json.skip_likely(::core::concat!("\"", $value, "\""))?;
                })*
                $(if json.comes(separator, ::core::concat!("\"", $key, "\":")) {
                    separator = $crate::__private::NEXT;
                    $field = $crate::__plain_object!(@read $kind json $($text)?);
                })*
                // As it may be.
                while let ::core::option::Option::Some(key) = json.key(&mut separator)? {
                    match key {
                        $($key => $field = $crate::__plain_object!(@read $kind json $($text)?),)*
                        _ => json.skip()?,
                    }
                }
                ::core::option::Option::Some(Self {
                    $($field: $crate::__plain_object!(@take $kind $field),)*
                })
            }
        }

        impl $crate::__private::Plain for $name {
            #[inline]
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                $crate::__private::PlainObject::read_entries(json, $crate::__private::OPEN)
            }
        }
    };

    (@read required $json:ident $text:ident) => { ::core::option::Option::Some($json.$text()?) };
    (@read $kind:ident $json:ident $text:ident) => { $json.$text()? };
    (@read $kind:ident $json:ident) => { $crate::__object!(@read $kind $json) };

    (@take required $field:ident) => { $field? };
    (@take $kind:ident $field:ident) => { $field };
}

/// Reads a union from those lines of [`__tagged`](crate::__tagged) that are `plain`, if any.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_tagged {
    ($name:ident by $tag:literal {}) => {};
    ($name:ident by $tag:literal { $($($value:literal)|+ => $variant:ident: $ty:ty;)+ }) => {
        impl $crate::__private::Plain for $name {
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                if json.comes($crate::__private::OPEN, ::core::concat!("\"", $tag, "\":")) {
                    json.peek()?;
                    $($(if json.is(::core::concat!("\"", $value, "\"")) {
                        let it = <$ty as $crate::__private::PlainObject>::read_entries(
                            json, $crate::__private::NEXT,
                        )?;
                        return ::core::option::Option::Some(
                            Self::$variant(::core::convert::From::from(it)),
                        );
                    })+)+
                    return ::core::option::Option::None;
                }
                let mut tag = json.at_tag(::core::concat!("\"", $tag, "\":"))?;
                $($(if tag.is(::core::concat!("\"", $value, "\"")) {
                    let it: $ty = $crate::__private::Plain::read(json)?;
                    return ::core::option::Option::Some(
                        Self::$variant(::core::convert::From::from(it)),
                    );
                })+)+
                ::core::option::Option::None
            }
        }
    };
}

/// Reads an open enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_enum {
    ($name:ident) => {
        impl $crate::__private::Plain for $name {
            #[inline]
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                json.verbatim().map(::core::convert::From::from)
            }
        }
    };
}

/// Reads a union told apart by JSON kind, if it is a string.
#[doc(hidden)]
#[macro_export]
macro_rules! __plain_kinds {
    ($name:ident { $($kind:ident => $variant:ident;)* }) => {
        impl $crate::__private::Plain for $name {
            #[inline]
            fn read(json: &mut $crate::__private::PlainReader<'_>) -> ::core::option::Option<Self> {
                if json.peek()? == b'"' {
                    $($crate::__plain_kinds!(@read $kind json $variant);)*
                }
                ::core::option::Option::None
            }
        }
    };

    (@read string $json:ident $variant:ident) => { return $json.value().map(Self::$variant); };
    (@read $kind:ident $json:ident $variant:ident) => {};
}
