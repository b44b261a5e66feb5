//! Text → [`Data`], without recursion: data may nest as deep as it is long.

mod string;
#[cfg(test)]
mod tests;

use super::data::{Data, MAX_DEPTH, Text, Value};
use crate::json::Number;
use string::Wrong;

impl<'a> Data<'a> {
    /// Reads a text as JSON, as far as it is JSON.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let mut reader = Reader::new(text);
        let read = reader.document();
        reader.close_all();
        let is_clean = read.is_some() && !reader.is_ill_formed;
        Self {
            root: reader.root,
            broken_at: read.is_none().then_some(reader.at),
            is_blank: text
                .bytes()
                .all(|it| matches!(it, b' ' | b'\t' | b'\n' | b'\r')),
            mended: if is_clean { None } else { mended(text) },
        }
    }
}

/// The value of a text that is JSON but for what can be mended.
fn mended(text: &str) -> Option<Value<'_>> {
    let mut reader = Reader::new(text);
    reader.mends = true;
    reader.document()?;
    reader.root
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    root: Option<Value<'a>>,
    /// What is open, from the outside in.
    open: Vec<Open<'a>>,
    /// What is open deeper than is kept. A bracket takes a byte, so that a text of nothing else
    /// takes no more memory than itself.
    deeper: Vec<Bracket>,
    /// How many of them there were at once.
    levels: usize,
    /// Strings and words that are no clean JSON are read all the same.
    mends: bool,
    /// Some string has half of a surrogate pair.
    is_ill_formed: bool,
    /// What is wrong with the string that was read last.
    wrong: Wrong,
}

#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(u8)]
enum Bracket {
    Square,
    Curly,
}

enum Open<'a> {
    Array(Vec<Value<'a>>),
    Object {
        members: Vec<(Text<'a>, Value<'a>)>,
        key: Text<'a>,
        wrong: Wrong,
    },
}

/// What stands in the place of a number that is none.
fn no_number<'a>() -> Value<'a> {
    Value::Mended(Box::new(Value::Null), true)
}

/// `None` wherever the text stops being JSON.
impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            root: None,
            open: Vec::new(),
            deeper: Vec::new(),
            levels: 0,
            mends: false,
            is_ill_formed: false,
            wrong: Wrong::default(),
        }
    }

    fn document(&mut self) -> Option<()> {
        loop {
            let opened = match self.peek()? {
                b'[' => self.enter(Bracket::Square)?,
                b'{' => self.enter(Bracket::Curly)?,
                _ => {
                    let value = self.scalar()?;
                    self.add(value);
                    false
                }
            };
            if !opened && !self.has_next()? {
                break;
            }
        }
        self.skip_space();
        (self.at == self.text.len()).then_some(())
    }

    /// Opens an object or an array; `false` if it is empty and therefore closed again.
    fn enter(&mut self, bracket: Bracket) -> Option<bool> {
        self.at += 1;
        if self.open.len() < MAX_DEPTH {
            self.open.push(match bracket {
                Bracket::Square => Open::Array(Vec::new()),
                Bracket::Curly => Open::Object {
                    members: Vec::new(),
                    key: None,
                    wrong: Wrong::default(),
                },
            });
        } else {
            self.deeper.push(bracket);
            self.levels = self.levels.max(self.deeper.len());
        }
        if self.peek()? == bracket.end() {
            self.close();
            return Some(false);
        }
        self.key(bracket)?;
        Some(true)
    }

    /// After a value: goes to the next one, out of all that ends here; `false` if that is all.
    fn has_next(&mut self) -> Option<bool> {
        while let Some(bracket) = self.innermost() {
            match self.peek()? {
                b',' => {
                    self.at += 1;
                    self.key(bracket)?;
                    return Some(true);
                }
                end if end == bracket.end() => self.close(),
                _ => return None,
            }
        }
        Some(false)
    }

    fn innermost(&self) -> Option<Bracket> {
        let kept = self.open.last().map(|open| match open {
            Open::Array(_) => Bracket::Square,
            Open::Object { .. } => Bracket::Curly,
        });
        self.deeper.last().copied().or(kept)
    }

    fn close(&mut self) {
        self.at += 1;
        if self.deeper.pop().is_some() {
            if self.deeper.is_empty() {
                self.add_too_deep();
            }
        } else if let Some(open) = self.open.pop() {
            self.add(open.into_value());
        }
    }

    /// Keeps what came of all that is still open.
    fn close_all(&mut self) {
        if !self.deeper.is_empty() {
            self.deeper.clear();
            self.add_too_deep();
        }
        while let Some(open) = self.open.pop() {
            self.add(Value::Unclosed(Box::new(open.into_value())));
        }
    }

    fn add_too_deep(&mut self) {
        let levels = std::mem::take(&mut self.levels);
        self.add(Value::TooDeep(levels));
    }

    fn add(&mut self, value: Value<'a>) {
        if !self.deeper.is_empty() {
            return;
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object {
                members,
                key,
                wrong,
            }) => {
                let value = match wrong.any() {
                    true => Value::OddKey(Box::new(value), wrong.controls),
                    false => value,
                };
                members.push((key.take(), value));
            }
        }
    }

    /// The key before a value, in an object.
    fn key(&mut self, bracket: Bracket) -> Option<()> {
        if bracket == Bracket::Square {
            return Some(());
        }
        self.peek().filter(|byte| *byte == b'"')?;
        let text = self.string()?;
        self.peek().filter(|byte| *byte == b':')?;
        self.at += 1;
        if self.deeper.is_empty()
            && let Some(Open::Object { key, wrong, .. }) = self.open.last_mut()
        {
            *key = text;
            *wrong = self.wrong;
        }
        Some(())
    }

    fn scalar(&mut self) -> Option<Value<'a>> {
        match self.peek()? {
            b'"' => {
                let value = Value::String(self.string()?);
                Some(match self.wrong.any() {
                    true => Value::Mended(Box::new(value), self.wrong.controls),
                    false => value,
                })
            }
            b'N' if self.mends => self.word("NaN", no_number()),
            b'I' if self.mends => self.word("Infinity", no_number()),
            b'-' if self.mends && self.text[self.at..].starts_with("-I") => {
                self.word("-Infinity", no_number())
            }
            b'-' | b'0'..=b'9' => self.number().map(Value::Number),
            b't' => self.word("true", Value::Boolean(true)),
            b'f' => self.word("false", Value::Boolean(false)),
            b'n' => self.word("null", Value::Null),
            _ => None,
        }
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Option<Value<'a>> {
        self.text[self.at..].strip_prefix(word)?;
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Option<Option<Number>> {
        let start = self.at;
        self.passes(b"-");
        let is_number = match self.passes(b"0") {
            true => !self.next().is_some_and(|byte| byte.is_ascii_digit()),
            false => self.digits(),
        };
        if !is_number {
            return None;
        }
        let mut is_whole = true;
        if self.passes(b".") {
            is_whole = false;
            self.digits().then_some(())?;
        }
        if self.passes(b"eE") {
            is_whole = false;
            self.passes(b"+-");
            self.digits().then_some(())?;
        }
        let text = &self.text[start..self.at];
        Some(match text.parse::<f64>() {
            // A number with a point is none to an integer's decoder, nor is `-0`.
            Ok(number) if !is_whole || text == "-0" => {
                number.is_finite().then_some(Number::Float(number))
            }
            _ => Number::parse(text),
        })
    }

    fn passes(&mut self, one_of: &[u8]) -> bool {
        let passes = self.next().is_some_and(|byte| one_of.contains(&byte));
        self.at += usize::from(passes);
        passes
    }

    /// Whether there was a digit.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.next().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at > start
    }

    pub(super) fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.next()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.next() {
            self.at += 1;
        }
    }
}

impl Bracket {
    fn end(self) -> u8 {
        match self {
            Self::Square => b']',
            Self::Curly => b'}',
        }
    }
}

impl<'a> Open<'a> {
    fn into_value(self) -> Value<'a> {
        match self {
            Self::Array(elements) => Value::Array(elements),
            Self::Object { members, .. } => Value::Object(members),
        }
    }
}
