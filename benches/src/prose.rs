//! What models write.

use crate::random::Random;

/// Pieces of a tool's JSON that lie inside a long value, in percent; the others are full of quotes.
const LONG: usize = 53;

const WORDS: &[&str] = &[
    "the", "stream", "of", "events", "a", "message", "arrives", "when", "it", "is", "ready", "and",
    "tokens", "come", "in", "pieces", "which", "are", "joined", "by", "whoever", "reads",
];
const NOT_ASCII: &[&str] = &[
    "“naïve”",
    "—",
    "日本語のテキスト",
    "поток событий",
    "🙂🙂🙂",
    "naïve",
];
const ESCAPED: &[&str] = &["\n", "\n\n", "\t", "\\", "\", \""];
const SIGNS: &[&str] = &["A", "b", "3", "+", "/", "Q", "x", "9", "z", "K"];

impl Random {
    /// Text, some of it with escapes, some with characters that are not ASCII.
    pub(crate) fn text(&mut self, length: usize) -> String {
        let mut parts = self.words(length);
        if self.percent(15) {
            let place = self.between(0, parts.len() / 2);
            parts.insert(place, self.of(NOT_ASCII));
        }
        let between = if self.percent(15) {
            self.of(ESCAPED)
        } else {
            " "
        };
        parts.join(between).chars().take(length).collect()
    }

    /// A piece of the text in a long value, or of `"path": "src", "line": "of", ...`.
    pub(crate) fn json(&mut self, length: usize) -> String {
        if self.percent(LONG) {
            let words = self.words(length).join(" ");
            return words.chars().take(length).collect();
        }
        let skipped = self.between(0, 15);
        let mut json = String::new();
        while json.len() < skipped + length {
            json += &format!("\"{}\": \"{}\", ", self.of(WORDS), self.of(WORDS));
        }
        json.chars().skip(skipped).take(length).collect()
    }

    /// As many as fill the characters.
    fn words(&mut self, characters: usize) -> Vec<&'static str> {
        let mut words = Vec::new();
        let mut length = 0;
        while length < characters {
            let word = self.of(WORDS);
            length += word.len() + 1;
            words.push(word);
        }
        words
    }

    /// What stands for random bytes.
    pub(crate) fn signs(&mut self, length: usize) -> String {
        (0..length).map(|_| self.of(SIGNS)).collect()
    }
}

/// A JSON string; with `numbered`, what is not ASCII as `\uXXXX`.
pub(crate) fn quoted(text: &str, numbered: bool) -> String {
    let plain = serde_json::to_string(text).expect("a string is JSON");
    if !numbered {
        return plain;
    }
    let mut units = [0; 2];
    let number = |character: char| match character {
        // At least one of them.
        ' ' => "\\u0020".to_owned(),
        character if character.is_ascii() => character.to_string(),
        character => character
            .encode_utf16(&mut units)
            .iter()
            .map(|unit| format!("\\u{unit:04x}"))
            .collect(),
    };
    plain.chars().map(number).collect()
}
