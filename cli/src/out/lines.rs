//! Text in lines of a limited width.

use super::style::{BOLD, styled};
use super::table::WIDTH;

/// A text that grows line by line.
#[derive(Default)]
pub(crate) struct Lines(String);

impl Lines {
    pub(crate) fn into_text(self) -> String {
        self.0
    }

    pub(crate) fn heading(&mut self, heading: &str) {
        self.0.push('\n');
        self.line(&styled(BOLD, heading));
    }

    pub(crate) fn line(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    /// Lines that are put together already.
    pub(crate) fn block(&mut self, block: &str) {
        self.0.push_str(block);
    }

    pub(crate) fn paragraph(&mut self, text: &str, indent: &str) {
        self.wrapped(text, indent, indent);
    }

    /// A label, and a text that is broken so that its lines start in one column.
    pub(crate) fn labelled(&mut self, label: &str, text: &str) {
        let first = format!("      {label:<4} ");
        let indent = " ".repeat(first.len());
        self.wrapped(text, &first, &indent);
    }

    fn wrapped(&mut self, text: &str, first: &str, indent: &str) {
        let mut line = first.to_owned();
        for word in text.split_whitespace() {
            let used = line.chars().count();
            if used > indent.len() && used + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                indent.clone_into(&mut line);
            }
            if line.len() > indent.len() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&line);
    }
}

pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn first_sentence(text: &str) -> String {
    let text = one_line(text);
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}
