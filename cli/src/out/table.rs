//! Columns that line up.

use stream_events_schema::printable;

use super::print::is_for_people;
use super::style::{BOLD, styled};

/// How wide lines are, if they can be broken.
pub(crate) const WIDTH: usize = 100;

const GAP: &str = "  ";

/// Rows of cells. A program finds every row in one line.
#[derive(Default)]
pub(crate) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    ends_in_prose: bool,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|it| (*it).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// The last cells are prose: on a terminal they are broken into lines where they are long.
    pub(crate) fn ending_in_prose(mut self) -> Self {
        self.ends_in_prose = true;
        self
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().map(|it| printable(&it).into_owned());
        self.rows.push(cells.collect());
    }

    /// The table as text, every line behind `indent`.
    pub(crate) fn text(&self, indent: &str) -> String {
        self.lines(indent, self.ends_in_prose && is_for_people())
    }

    fn lines(&self, indent: &str, wrap: bool) -> String {
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
            text.push_str(&styled(BOLD, line(&self.head, &widths, indent, false)));
            text.push('\n');
        }
        for row in &self.rows {
            text.push_str(&line(row, &widths, indent, wrap));
            text.push('\n');
        }
        text
    }
}

fn line(cells: &[String], widths: &[usize], indent: &str, wrap: bool) -> String {
    let mut line = indent.to_owned();
    let Some((last, cells)) = cells.split_last() else {
        return line;
    };
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(&format!("{cell:<width$}{GAP}"));
    }
    let start = line.chars().count();
    // Where so much stands before it that little room is left, it may as well be long.
    if !wrap || start + last.chars().count() <= WIDTH || start > WIDTH * 2 / 3 {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["NAME", "PROSE"]);
        table.row(["a".to_owned(), "word ".repeat(30).trim().to_owned()]);
        table.row(["b\nc".to_owned(), "short".to_owned()]);
        table
    }

    #[test]
    fn a_row_is_a_line_for_programs() {
        let text = table().ending_in_prose().lines("", false);
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.contains("b␊c   short"), "{text}");
    }

    #[test]
    fn prose_is_broken_on_terminals() {
        let text = table().lines("  ", true);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert!(
            lines[1..].iter().all(|it| it.chars().count() <= WIDTH),
            "{text}"
        );
        assert_eq!(lines[2].find("word"), Some("  NAME  ".len()), "{text}");
    }
}
