//! Whether a text is JSON, the beginning of JSON, or neither.

use crate::interpret::data::MAX_DEPTH;

/// How far a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// It is a JSON value.
    Whole,
    /// It ends inside a value, or before one.
    Cut,
    /// It is no JSON, whatever comes.
    Broken,
}

/// What stopped the reading of a text; it ends, unless it is broken.
#[derive(Debug)]
struct Stop(Extent);

const CUT: Stop = Stop(Extent::Cut);
const BROKEN: Stop = Stop(Extent::Broken);

/// Looks at a text from its beginning: what is broken first counts.
pub(super) fn scan(text: &str) -> Extent {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: 0,
    };
    match scanner.document() {
        Ok(()) => Extent::Whole,
        Err(Stop(extent)) => extent,
    }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn document(&mut self) -> Result<(), Stop> {
        let mut open = Vec::new();
        loop {
            // A value comes.
            match self.peek()? {
                b'{' => {
                    self.at += 1;
                    open.push(b'}');
                    if open.len() > MAX_DEPTH {
                        return Err(BROKEN);
                    }
                    if self.peek()? != b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.at += 1;
                    open.push(b']');
                    if open.len() > MAX_DEPTH {
                        return Err(BROKEN);
                    }
                    if self.peek()? != b']' {
                        continue;
                    }
                }
                b'"' => self.string()?,
                b'-' | b'0'..=b'9' => self.number()?,
                b't' => self.word(b"true")?,
                b'f' => self.word(b"false")?,
                b'n' => self.word(b"null")?,
                _ => return Err(BROKEN),
            }
            // A value is behind.
            loop {
                let Some(end) = open.last() else {
                    return match self.peek() {
                        Ok(_) => Err(BROKEN),
                        Err(_) => Ok(()),
                    };
                };
                let next = self.peek()?;
                if next == *end {
                    self.at += 1;
                    open.pop();
                } else if next == b',' {
                    self.at += 1;
                    if *end == b'}' {
                        self.key()?;
                    }
                    break;
                } else {
                    return Err(BROKEN);
                }
            }
        }
    }

    fn key(&mut self) -> Result<(), Stop> {
        if self.peek()? != b'"' {
            return Err(BROKEN);
        }
        self.string()?;
        if self.peek()? != b':' {
            return Err(BROKEN);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &[u8]) -> Result<(), Stop> {
        for expected in word {
            if self.next()? != *expected {
                return Err(BROKEN);
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Stop> {
        let start = self.at;
        if self.bytes[self.at] == b'-' {
            self.at += 1;
        }
        match self.next()? {
            b'0' if self.is_digit() => return Err(BROKEN),
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return Err(BROKEN),
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.some_digits()?;
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.bytes.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits()?;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).map_err(|_| BROKEN)?;
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(()),
            _ => Err(BROKEN),
        }
    }

    fn some_digits(&mut self) -> Result<(), Stop> {
        if !self.next()?.is_ascii_digit() {
            return Err(BROKEN);
        }
        self.digits();
        Ok(())
    }

    fn digits(&mut self) {
        while self.is_digit() {
            self.at += 1;
        }
    }

    fn is_digit(&self) -> bool {
        self.bytes.get(self.at).is_some_and(u8::is_ascii_digit)
    }

    /// A string, whose quote comes next.
    fn string(&mut self) -> Result<(), Stop> {
        self.at += 1;
        loop {
            match self.next()? {
                b'"' => return Ok(()),
                b'\\' => self.escape()?,
                0..0x20 => return Err(BROKEN),
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Result<(), Stop> {
        match self.next()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(()),
            b'u' => match self.hex()? {
                0xDC00..0xE000 => Err(BROKEN),
                0xD800..0xDC00 => {
                    for expected in b"\\u" {
                        if self.next()? != *expected {
                            return Err(BROKEN);
                        }
                    }
                    match self.hex()? {
                        0xDC00..0xE000 => Ok(()),
                        _ => Err(BROKEN),
                    }
                }
                _ => Ok(()),
            },
            _ => Err(BROKEN),
        }
    }

    fn hex(&mut self) -> Result<u32, Stop> {
        if self.bytes.len() < self.at + 4 {
            // As serde_json: four are looked at together.
            return Err(CUT);
        }
        let mut value = 0;
        for _ in 0..4 {
            let digit = char::from(self.next()?).to_digit(16).ok_or(BROKEN)?;
            value = value * 16 + digit;
        }
        Ok(value)
    }

    fn next(&mut self) -> Result<u8, Stop> {
        let byte = self.bytes.get(self.at).copied().ok_or(CUT)?;
        self.at += 1;
        Ok(byte)
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Result<u8, Stop> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied().ok_or(CUT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `serde_json` says of a text.
    fn said(text: &str) -> Extent {
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(_) => Extent::Whole,
            Err(error) if error.is_eof() => Extent::Cut,
            Err(_) => Extent::Broken,
        }
    }

    #[test]
    fn a_text_goes_as_far_as_serde_json_says() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        let deep = [
            nested(126),
            nested(127),
            nested(128),
            "[".repeat(127),
            "[".repeat(200),
        ];
        let texts = [
            "",
            " ",
            "\n\t",
            "{",
            "{}",
            "{ }",
            "{}x",
            "{\"",
            "{\"a",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{1:2}",
            "[",
            "[]",
            "[1",
            "[1,",
            "[1,]",
            "[1 2]",
            "[,1]",
            "]",
            "[}",
            "t",
            "tru",
            "true",
            "truex",
            "tx",
            "f",
            "fals",
            "nul",
            "null",
            "N",
            "NaN",
            "-",
            "--",
            "-0",
            "-01",
            "01",
            "0",
            "0.",
            "0.5",
            ".5",
            "1..",
            "1.e1",
            "1e",
            "1e+",
            "1e+5",
            "1ex",
            "1E5",
            "1e400",
            "[1e400,",
            "12 ",
            "1 2",
            "\"",
            "\"a",
            "\"a\"",
            "\"\\",
            "\"\\x",
            "\"\\n",
            "\"\\u",
            "\"\\u12",
            "\"\\u12g",
            "\"\\u0041\"",
            "\"\\ud83d",
            "\"\\ud83d\"",
            "\"\\ud83d\\",
            "\"\\ud83d\\n",
            "\"\\ud83d\\u",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\\u0041\"",
            "\"\\ude00",
            "\"\u{1}\"",
            "\"ä\"",
            "{\"a\":{\"b\":[",
            "{\"a\":\"\\ud800x\",\"b\":\"",
            "/",
            "'a'",
        ];
        for text in texts.iter().map(|it| (*it).to_owned()).chain(deep) {
            assert_eq!(scan(&text), said(&text), "{text:?}");
        }
    }
}
