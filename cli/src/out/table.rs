//! Columns that line up.

use super::style::{BOLD, styled};

/// How wide lines are, if they can be broken.
pub(crate) const WIDTH: usize = 100;

const GAP: &str = "  ";

/// Rows of cells; the last cell of a row is broken into lines where it is long.
#[derive(Default)]
pub(crate) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|it| (*it).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table as text, every line behind `indent`.
    pub(crate) fn text(&self, indent: &str) -> String {
        let columns = self
            .rows
            .iter()
            .chain([&self.head])
            .map(Vec::len)
            .max()
            .unwrap_or(0);
        let width = |column: usize| {
            let cells = self
                .rows
                .iter()
                .chain([&self.head])
                .filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        if !self.head.is_empty() {
            text.push_str(&styled(BOLD, line(&self.head, &widths, indent)));
            text.push('\n');
        }
        for row in &self.rows {
            text.push_str(&line(row, &widths, indent));
            text.push('\n');
        }
        text
    }
}

fn line(cells: &[String], widths: &[usize], indent: &str) -> String {
    let mut line = indent.to_owned();
    let Some((last, cells)) = cells.split_last() else {
        return line;
    };
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(&format!("{cell:<width$}{GAP}"));
    }
    let start = line.chars().count();
    // Where so much stands before it that little room is left, it may as well be long.
    if start + last.chars().count() <= WIDTH || start > WIDTH * 2 / 3 {
        line.push_str(last);
    } else {
        line.push_str(&wrapped(last, start));
    }
    line.truncate(line.trim_end().len());
    line
}

/// A text in lines that all start in one column.
fn wrapped(text: &str, start: usize) -> String {
    let mut wrapped = String::new();
    let mut column = start;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > start && column + 1 + length > WIDTH {
            wrapped.push_str(&format!("\n{:start$}", ""));
            column = start;
        }
        if column > start {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}
