//! JSON while it grows.

use std::sync::Arc;

use serde_json::{Map, Value};

/// As deep as `serde_json` reads.
const MAX_DEPTH: usize = 127;

/// Reads JSON whose end is still to come, each character once.
///
/// The innermost containers that are still open stand on a stack of their own, and `null` in their
/// places, so that a character costs the same at any depth. [`value`](Self::value) needs them where they
/// belong: they are put there after each text, and taken out before the next.
#[derive(Debug, Default)]
pub(super) struct PartialJson {
    /// How much of the text was read.
    read: usize,
    root: Option<Arc<Value>>,
    open: Vec<Value>,
    /// The key of the next value, for each object on the stack.
    keys: Vec<String>,
    state: State,
    /// The string, number or literal that is being read.
    buffer: String,
    escape: Escape,
    /// The containers on the stack stand in their places.
    attached: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    Value,
    /// After `[`.
    FirstItem,
    /// After `{`.
    FirstKey,
    NextKey,
    Colon,
    /// After a value in a container.
    After,
    Key,
    Text,
    Number,
    Literal,
    /// The value is whole. What follows is not looked at.
    End,
    /// It cannot become JSON.
    Broken,
}

/// How much of an escape in a string came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Escape {
    #[default]
    None,
    /// The backslash.
    Begun,
    /// `\u` and digits: their number and what they mean so far, after this high surrogate.
    Hex(u8, u32, Option<u32>),
    /// A high surrogate, whose other half has to follow.
    High(u32),
    /// The backslash after a high surrogate.
    HighBegun(u32),
}

impl PartialJson {
    /// Reads what `text` has beyond what was read of it.
    pub(super) fn read(&mut self, text: &str) {
        let rest = text.get(self.read..).unwrap_or_default();
        self.read = text.len();
        if rest.is_empty() || matches!(self.state, State::End | State::Broken) {
            return;
        }
        self.detach();
        if self.push(rest).is_none() {
            self.state = State::Broken;
            self.root = None;
        } else {
            self.attach();
        }
    }

    /// No more comes: a number is whole.
    pub(super) fn finish(&mut self) {
        if self.open.is_empty() && self.state == State::Number && self.scalar().is_none() {
            self.state = State::Broken;
        }
    }

    /// The value so far.
    pub(super) fn value(&self) -> Option<Arc<Value>> {
        self.root.clone()
    }

    /// Reads on; `None` where the text cannot become JSON.
    fn push(&mut self, text: &str) -> Option<()> {
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            match self.state {
                State::Key | State::Text => {
                    rest = self.string(rest)?;
                    continue;
                }
                State::Number if matches!(next, '+' | '-' | '.' | 'e' | 'E' | '0'..='9') => {
                    self.buffer.push(next);
                }
                State::Literal if next.is_ascii_alphabetic() => {
                    self.buffer.push(next);
                    let words = ["true", "false", "null"];
                    let word = words.iter().find(|word| word.starts_with(&self.buffer))?;
                    if self.buffer == *word {
                        self.scalar()?;
                    }
                }
                State::Literal => return None,
                State::Number => {
                    self.scalar()?;
                    continue;
                }
                State::End | State::Broken => break,
                _ if matches!(next, ' ' | '\t' | '\n' | '\r') => {}
                _ => self.structure(next)?,
            }
            rest = &rest[next.len_utf8()..];
        }
        Some(())
    }

    /// Ends a number or a literal.
    fn scalar(&mut self) -> Option<()> {
        let value = serde_json::from_str(&self.buffer).ok()?;
        self.buffer.clear();
        self.put(value);
        Some(())
    }

    /// Takes a character outside of strings, numbers and literals.
    fn structure(&mut self, next: char) -> Option<()> {
        match (self.state, next) {
            (State::FirstItem | State::After, ']') if self.in_array() => self.close(),
            (State::FirstKey | State::After, '}') if !self.in_array() => self.close(),
            (State::Value | State::FirstItem, _) => self.begin(next)?,
            (State::FirstKey | State::NextKey, '"') => self.state = State::Key,
            (State::Colon, ':') => self.state = State::Value,
            (State::After, ',') if self.in_array() => self.state = State::Value,
            (State::After, ',') => self.state = State::NextKey,
            _ => return None,
        }
        Some(())
    }

    /// Begins a value.
    fn begin(&mut self, first: char) -> Option<()> {
        match first {
            '{' | '[' if self.open.len() == MAX_DEPTH => return None,
            '{' => {
                self.open.push(Value::Object(Map::new()));
                self.keys.push(String::new());
                self.state = State::FirstKey;
            }
            '[' => {
                self.open.push(Value::Array(Vec::new()));
                self.state = State::FirstItem;
            }
            '"' => self.state = State::Text,
            '-' | '0'..='9' => {
                self.buffer.push(first);
                self.state = State::Number;
            }
            't' | 'f' | 'n' => {
                self.buffer.push(first);
                self.state = State::Literal;
            }
            _ => return None,
        }
        Some(())
    }

    fn in_array(&self) -> bool {
        matches!(self.open.last(), Some(Value::Array(_)))
    }

    /// Ends the innermost container.
    fn close(&mut self) {
        if let Some(value) = self.open.pop() {
            if value.is_object() {
                self.keys.pop();
            }
            self.put(value);
        }
    }

    /// Puts a whole value in its place.
    fn put(&mut self, value: Value) {
        self.state = match self.open.last_mut() {
            None => {
                self.root = Some(Arc::new(value));
                State::End
            }
            Some(Value::Array(items)) => {
                items.push(value);
                State::After
            }
            Some(Value::Object(fields)) => {
                let key = self.keys.last_mut().map(std::mem::take);
                fields.insert(key.unwrap_or_default(), value);
                State::After
            }
            Some(_) => State::Broken,
        };
    }

    /// Reads a string on, to its end if it is there; gives what is left.
    fn string<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            if self.escape != Escape::None {
                self.escaped(next)?;
                rest = &rest[next.len_utf8()..];
                continue;
            }
            let end = rest.find(|it: char| matches!(it, '"' | '\\') || it < ' ');
            let (plain, after) = rest.split_at(end.unwrap_or(rest.len()));
            self.buffer.push_str(plain);
            rest = after;
            match after.chars().next() {
                Some('"') => {
                    self.end_string();
                    return Some(&after[1..]);
                }
                Some('\\') => {
                    self.escape = Escape::Begun;
                    rest = &after[1..];
                }
                Some(_) => return None,
                None => {}
            }
        }
        Some(rest)
    }

    fn end_string(&mut self) {
        let text = std::mem::take(&mut self.buffer);
        if self.state == State::Text {
            self.put(Value::String(text));
            return;
        }
        if let Some(key) = self.keys.last_mut() {
            *key = text;
        }
        self.state = State::Colon;
    }

    /// Takes a character of an escape.
    fn escaped(&mut self, next: char) -> Option<()> {
        self.escape = match (self.escape, next) {
            (Escape::Begun, 'u') => Escape::Hex(0, 0, None),
            (Escape::Begun, _) => {
                self.buffer.push(match next {
                    '"' | '\\' | '/' => next,
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    _ => return None,
                });
                Escape::None
            }
            (Escape::High(high), '\\') => Escape::HighBegun(high),
            (Escape::HighBegun(high), 'u') => Escape::Hex(0, 0, Some(high)),
            (Escape::Hex(digits, value, high), _) => {
                let value = value * 16 + next.to_digit(16)?;
                match digits {
                    3 => self.unit(value, high)?,
                    _ => Escape::Hex(digits + 1, value, high),
                }
            }
            _ => return None,
        };
        Some(())
    }

    /// Takes a UTF-16 unit, after this high surrogate.
    fn unit(&mut self, unit: u32, high: Option<u32>) -> Option<Escape> {
        let code = match (unit, high) {
            (0xD800..0xDC00, None) => return Some(Escape::High(unit)),
            (0xDC00..0xE000, Some(high)) => 0x1_0000 + ((high - 0xD800) << 10) + (unit - 0xDC00),
            (_, Some(_)) => return None,
            (_, None) => unit,
        };
        self.buffer.push(char::from_u32(code)?);
        Some(Escape::None)
    }

    /// Puts what is open in its places.
    fn attach(&mut self) {
        if self.state == State::End {
            return;
        }
        let mut inner = match self.state {
            State::Text => Some(Value::String(std::mem::take(&mut self.buffer))),
            _ => None,
        };
        let mut keys = self.keys.iter().rev();
        for container in self.open.iter_mut().rev() {
            let key = container.is_object().then(|| keys.next()).flatten();
            if let Some(value) = inner.take() {
                match container {
                    Value::Array(items) => items.push(value),
                    Value::Object(fields) => {
                        fields.insert(key.cloned().unwrap_or_default(), value);
                    }
                    _ => {}
                }
            }
            inner = Some(std::mem::take(container));
        }
        self.root = inner.map(Arc::new);
        self.attached = true;
    }

    /// Takes out what is open.
    fn detach(&mut self) {
        if !std::mem::take(&mut self.attached) {
            return;
        }
        let mut inner = self.root.take().map(Arc::unwrap_or_clone);
        let has_text = self.state == State::Text;
        let (mut keys, last) = (self.keys.iter(), self.open.len());
        for (depth, place) in self.open.iter_mut().enumerate() {
            let Some(mut container) = inner.take() else {
                return;
            };
            let has_inner = depth + 1 < last || has_text;
            inner = match &mut container {
                Value::Array(items) if has_inner => items.pop(),
                Value::Object(fields) => {
                    let value = keys.next().and_then(|key| fields.get_mut(key));
                    value.filter(|_| has_inner).map(std::mem::take)
                }
                _ => None,
            };
            *place = container;
        }
        if let (true, Some(Value::String(text))) = (has_text, inner) {
            self.buffer = text;
        }
    }
}

#[cfg(test)]
mod tests;
