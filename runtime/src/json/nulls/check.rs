//! Whether a text is JSON, but for what can be mended.

use crate::json::scan::{self, NOT_JSON};

/// Whether a text is JSON, but for control characters in strings, halves of surrogate pairs, and numbers
/// that are none.
pub(super) fn is_readable(text: &str) -> bool {
    let mut check = Check {
        text: text.as_bytes(),
        at: 0,
        open: Vec::new(),
    };
    check.document().is_some() && check.at == text.len()
}

struct Check<'a> {
    text: &'a [u8],
    at: usize,
    /// The brackets that close what is open.
    open: Vec<u8>,
}

/// `None` wherever the text stops being JSON.
impl Check<'_> {
    fn document(&mut self) -> Option<()> {
        loop {
            if !self.value()? {
                // Not open: a whole value has come.
                while let Some(close) = self.open.last().copied() {
                    match self.peek()? {
                        b',' => break,
                        byte if byte == close => drop(self.open.pop()),
                        _ => return None,
                    }
                    self.at += 1;
                }
                if self.open.is_empty() {
                    self.at = scan::space(self.text, self.at);
                    return Some(());
                }
                self.at += 1;
                self.key()?;
            }
        }
    }

    /// Reads a value, or opens it; whether it did the latter.
    fn value(&mut self) -> Option<bool> {
        let close = match self.peek()? {
            b'{' => b'}',
            b'[' => b']',
            b'"' => return self.string().map(|()| false),
            _ => return self.word().map(|()| false),
        };
        self.at += 1;
        if self.peek()? == close {
            self.at += 1;
            return Some(false);
        }
        self.open.push(close);
        self.key()?;
        Some(true)
    }

    /// The key before a value, in an object.
    fn key(&mut self) -> Option<()> {
        if self.open.last() != Some(&b'}') {
            return Some(());
        }
        self.peek().filter(|byte| *byte == b'"')?;
        self.string()?;
        self.peek().filter(|byte| *byte == b':')?;
        self.at += 1;
        Some(())
    }

    /// A string, whose escapes must be escapes.
    fn string(&mut self) -> Option<()> {
        let end = scan::string(self.text, self.at)?;
        let mut inside = &self.text[self.at + 1..end - 1];
        while let Some(at) = memchr::memchr(b'\\', inside) {
            let length = match inside.get(at + 1)? {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                b'u' => {
                    let digits = inside.get(at + 2..at + 6)?;
                    digits.iter().all(u8::is_ascii_hexdigit).then_some(6)?
                }
                _ => return None,
            };
            inside = &inside[at + length..];
        }
        self.at = end;
        Some(())
    }

    /// A literal or a number.
    fn word(&mut self) -> Option<()> {
        let end = scan::word(self.text, self.at);
        let word = str::from_utf8(&self.text[self.at..end]).ok()?;
        let is_known = matches!(word, "null" | "true" | "false") || NOT_JSON.contains(&word);
        // An ignored number is read as far as its grammar goes, whatever it is.
        let is_number = || serde_json::from_str::<serde::de::IgnoredAny>(word).is_ok();
        (is_known || is_number()).then(|| self.at = end)
    }

    fn peek(&mut self) -> Option<u8> {
        self.at = scan::space(self.text, self.at);
        self.text.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::is_readable;

    #[test]
    fn what_can_be_mended_is_readable() {
        for json in [
            "1",
            " [ ] ",
            r#"{"a":[1,{"b":null},"\n\u00e9"],"c":-1.5e3}"#,
            r#"["\ud83d"]"#,
            "[\"a\nb\t\"]",
            r#"{"a":NaN,"b":[-Infinity,Infinity]}"#,
            "1e400",
        ] {
            assert!(is_readable(json), "{json}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(is_readable(&deep));
    }

    #[test]
    fn what_is_no_json_is_not() {
        for json in [
            "",
            " ",
            "{",
            "[1",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "[1 2]",
            "]",
            "01",
            "1.",
            "nan",
            "truely",
            "'a'",
            r#""\x""#,
            r#""\u12""#,
            "\"a",
            "1 2",
            "[1}",
            "{\"a\":1]",
            "x",
            "{\"a\":1,}",
            "\u{feff}1",
            "NaNa",
        ] {
            assert!(!is_readable(json), "{json}");
        }
    }
}
