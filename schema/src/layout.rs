//! JSON laid out for people: what fits a line stays on one.

use crate::json::{Json, write_string};

const WIDTH: usize = 100;
const INDENT: usize = 2;

/// JSON as text, with a line break at its end.
pub(crate) fn lay_out(json: &Json) -> String {
    let mut layout = Layout {
        text: String::new(),
    };
    layout.lines(json, 0);
    layout.text.push('\n');
    layout.text
}

/// JSON as text without a line break at its end, on a line of which `taken` is taken.
pub(crate) fn lay_out_behind(json: &Json, taken: usize) -> String {
    let mut layout = Layout {
        text: String::new(),
    };
    layout.value(json, 0, taken);
    layout.text
}

impl Json {
    /// The value as text for people, with a line break at its end: what fits a line stays on one.
    #[must_use]
    pub fn laid_out(&self) -> String {
        lay_out(self)
    }
}

struct Layout {
    text: String,
}

impl Layout {
    /// Lays out a value at an indent; `taken` is what is on its line already, and comes after it.
    fn value(&mut self, json: &Json, indent: usize, taken: usize) {
        let mut line = Line {
            text: String::new(),
            left: WIDTH.saturating_sub(taken),
        };
        if line.value(json).is_some() {
            self.text.push_str(&line.text);
        } else {
            self.lines(json, indent);
        }
    }

    /// Lays out a value whose parts have lines of their own.
    fn lines(&mut self, json: &Json, indent: usize) {
        let inner = indent + INDENT;
        match json {
            Json::Array(values) if !values.is_empty() => {
                self.text.push('[');
                for (index, value) in values.iter().enumerate() {
                    self.start(index, inner);
                    self.value(value, inner, inner + 1);
                }
                self.end(indent);
                self.text.push(']');
            }
            Json::Object(members) if !members.is_empty() => {
                self.text.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    self.start(index, inner);
                    let key = format!("{}: ", Json::from(key.as_str()));
                    self.text.push_str(&key);
                    self.value(value, inner, inner + key.chars().count() + 1);
                }
                self.end(indent);
                self.text.push('}');
            }
            scalar => self.text.push_str(&scalar.to_string()),
        }
    }

    fn start(&mut self, index: usize, indent: usize) {
        self.text.push_str(if index > 0 { "," } else { "" });
        self.end(indent);
    }

    fn end(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }
}

/// A value on one line, as long as there is room for it.
struct Line {
    text: String,
    /// How many characters still fit.
    left: usize,
}

impl Line {
    fn value(&mut self, json: &Json) -> Option<()> {
        match json {
            Json::Array(values) if !values.is_empty() => {
                for (index, value) in values.iter().enumerate() {
                    self.push(if index > 0 { ", " } else { "[" })?;
                    self.value(value)?;
                }
                self.push("]")
            }
            Json::Object(members) if !members.is_empty() => {
                for (index, (key, value)) in members.iter().enumerate() {
                    self.push(if index > 0 { ", " } else { "{ " })?;
                    self.string(key)?;
                    self.push(": ")?;
                    self.value(value)?;
                }
                self.push(" }")
            }
            Json::String(text) => self.string(text),
            scalar => self.push(&scalar.to_string()),
        }
    }

    fn string(&mut self, text: &str) -> Option<()> {
        let mut quoted = String::with_capacity(text.len() + 2);
        write_string(&mut quoted, text).ok()?;
        self.push(&quoted)
    }

    fn push(&mut self, text: &str) -> Option<()> {
        self.left = self.left.checked_sub(text.chars().count())?;
        self.text.push_str(text);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(members: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
        let members = members.into_iter();
        Json::Object(members.map(|(key, it)| (key.to_owned(), it)).collect())
    }

    #[test]
    fn what_fits_a_line_stays_on_one() {
        let numbers = Json::Array(vec![Json::from(1), Json::from(2)]);
        let json = object([
            ("a", object([("b", numbers), ("c", object([]))])),
            ("d", Json::from("},{\"")),
            ("e", Json::Array(Vec::new())),
        ]);
        let expected = r#"{
  "a": { "b": [1, 2], "c": {} },
  "d": "},{\"",
  "e": []
}
"#;
        assert_eq!(lay_out(&json), expected);
    }

    #[test]
    fn a_line_is_no_longer_than_the_width() {
        // With `  "a": [`, `]` and a comma that may follow.
        let fits = "x".repeat(WIDTH - 12);
        let list = |text: &str| object([("a", Json::Array(vec![Json::from(text)]))]);
        let expected = format!("{{\n  \"a\": [\"{fits}\"]\n}}\n");
        assert_eq!(lay_out(&list(&fits)), expected);

        let long = format!("{fits}x");
        let expected = format!("{{\n  \"a\": [\n    \"{long}\"\n  ]\n}}\n");
        assert_eq!(lay_out(&list(&long)), expected);
    }
}
