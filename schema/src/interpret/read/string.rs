//! Strings, and what may be wrong with them.

use std::borrow::Cow;

use super::Reader;
use crate::interpret::data::Text;

/// What is wrong with a string.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Wrong {
    pub(super) controls: bool,
    pub(super) halves: bool,
}

impl Wrong {
    pub(super) fn any(self) -> bool {
        self.controls || self.halves
    }
}

impl<'a> Reader<'a> {
    /// A string, whose quote comes next.
    pub(super) fn string(&mut self) -> Option<Text<'a>> {
        self.at += 1;
        let start = self.at;
        let mut unescaped: Option<String> = None;
        let mut is_text = true;
        self.wrong = Wrong::default();
        loop {
            let from = self.at;
            let rest = self.text[from..].bytes();
            let mut rest = rest.take_while(|byte| !matches!(byte, b'"' | b'\\' | ..b' '));
            self.at += rest.by_ref().count();
            if let Some(unescaped) = &mut unescaped {
                unescaped.push_str(&self.text[from..self.at]);
            }
            match self.next()? {
                b'"' => break,
                b'\\' => {
                    let so_far = || self.text[start..self.at].to_owned();
                    let mut text = unescaped.take().unwrap_or_else(so_far);
                    match self.escape()? {
                        Some(character) => text.push(character),
                        None if self.mends => {
                            text.push('\u{fffd}');
                            self.wrong.halves = true;
                        }
                        None => is_text = false,
                    }
                    unescaped = Some(text);
                }
                control if self.mends => {
                    if let Some(unescaped) = &mut unescaped {
                        unescaped.push(char::from(control));
                    }
                    self.wrong.controls = true;
                    self.at += 1;
                }
                _ => return None,
            }
        }
        let verbatim = &self.text[start..self.at];
        self.at += 1;
        let text = unescaped.map_or(Cow::Borrowed(verbatim), Cow::Owned);
        self.is_ill_formed |= !is_text;
        Some(is_text.then_some(text))
    }

    /// What stands behind a backslash; `Some(None)` for half of a surrogate pair.
    fn escape(&mut self) -> Option<Option<char>> {
        self.at += 1;
        let escaped = self.next()?;
        self.at += 1;
        Some(Some(match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return None,
        }))
    }

    fn unicode(&mut self) -> Option<Option<char>> {
        let first = self.hex()?;
        let before = self.at;
        if (0xD800..0xDC00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            let second = self.hex()?;
            if (0xDC00..0xE000).contains(&second) {
                let pair = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Some(char::from_u32(pair));
            }
            // Something of its own, to be read again.
            self.at = before;
        }
        Some(char::from_u32(first))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
        let mut value = 0;
        for digit in digits {
            value = value * 16 + char::from(*digit).to_digit(16)?;
        }
        self.at += 4;
        Some(value)
    }
}
