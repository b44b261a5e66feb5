//! Compact JSON laid out for people: what fits a line stays on one.

const WIDTH: usize = 100;
const INDENT: usize = 2;

/// Lays out compact JSON, as `serde_json` writes it.
pub(crate) fn lay_out(compact: &str) -> String {
    let mut layout = Layout {
        rest: compact,
        text: String::with_capacity(compact.len() * 2),
    };
    layout.value(0, 0);
    layout.text
}

struct Layout<'a> {
    rest: &'a str,
    text: String,
}

impl Layout<'_> {
    /// Lays out a value at an indent; `taken` is what is on its line already, and comes after it.
    fn value(&mut self, indent: usize, taken: usize) {
        let length = value_length(self.rest);
        let opening = self.rest.as_bytes().first().copied();
        let (true, Some(open @ (b'{' | b'['))) = (length > 2, opening) else {
            return self.copy(length);
        };
        let one_line = spread(&self.rest[..length]);
        // The document itself is never one line.
        if taken > 0 && taken + one_line.chars().count() <= WIDTH {
            self.text.push_str(&one_line);
            self.rest = &self.rest[length..];
            return;
        }
        self.copy(1);
        let inner = indent + INDENT;
        loop {
            self.line(inner);
            let mut taken = inner + 1;
            if open == b'{' {
                let key = value_length(self.rest);
                taken += self.rest[..key].chars().count() + 2;
                self.copy(key + 1);
                self.text.push(' ');
            }
            self.value(inner, taken);
            if !self.rest.starts_with(',') {
                break;
            }
            self.copy(1);
        }
        self.line(indent);
        self.copy(1);
    }

    fn line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    fn copy(&mut self, length: usize) {
        let (head, rest) = self.rest.split_at(length);
        self.text.push_str(head);
        self.rest = rest;
    }
}

/// The length of the value that compact JSON starts with.
fn value_length(compact: &str) -> usize {
    let (mut depth, mut string, mut escaped) = (0_usize, false, false);
    for (index, byte) in compact.bytes().enumerate() {
        if string {
            string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            if !string && depth == 0 {
                return index + 1;
            }
            continue;
        }
        match byte {
            b'"' => string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return index,
            b'}' | b']' if depth == 1 => return index + 1,
            b'}' | b']' => depth -= 1,
            b',' | b':' if depth == 0 => return index,
            _ => {}
        }
    }
    compact.len()
}

/// Compact JSON with blanks, on one line.
fn spread(compact: &str) -> String {
    let mut text = String::with_capacity(compact.len() + 16);
    let (mut string, mut escaped, mut previous) = (false, false, '\0');
    for character in compact.chars() {
        if string {
            string = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else {
            string = character == '"';
            let blank_before = match (previous, character) {
                ('{', '}') => false,
                ('{', _) | (_, '}') => true,
                _ => matches!(previous, ',' | ':'),
            };
            if blank_before {
                text.push(' ');
            }
        }
        previous = character;
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_a_line_stays_on_one() {
        let compact = r#"{"a":{"b":[1,2],"c":{}},"d":"},{\"","e":[]}"#;
        let expected =
            "{\n  \"a\": { \"b\": [1, 2], \"c\": {} },\n  \"d\": \"},{\\\"\",\n  \"e\": []\n}";
        assert_eq!(lay_out(compact), expected);
    }

    #[test]
    fn what_does_not_fit_is_broken_up() {
        let long = "x".repeat(60);
        let compact = format!(r#"{{"a":["{long}","{long}"]}}"#);
        let expected = format!("{{\n  \"a\": [\n    \"{long}\",\n    \"{long}\"\n  ]\n}}");
        assert_eq!(lay_out(&compact), expected);
    }
}
