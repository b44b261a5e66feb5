//! Diagnostics as text: the source line with a caret under it.

use std::fmt::{self, Formatter};

use crate::diagnostic::{Diagnostic, Diagnostics, Position};
use crate::source::{Lines, Source};

/// How much of a long line is shown.
const WIDTH: usize = 100;

/// Every diagnostic on its own.
pub(crate) fn each(diagnostics: &Diagnostics) -> Vec<String> {
    struct One<'a>(&'a Diagnostic, Option<&'a (&'a Source, Lines<'a>)>);

    impl fmt::Display for One<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            one(f, self.0, self.1)
        }
    }

    let located = diagnostics
        .source()
        .map(|source| (source, Lines::new(source.text())));
    diagnostics
        .iter()
        .map(|diagnostic| One(diagnostic, located.as_ref()).to_string())
        .collect()
}

pub(crate) fn all(f: &mut Formatter<'_>, diagnostics: &Diagnostics) -> fmt::Result {
    let located = diagnostics
        .source()
        .map(|source| (source, Lines::new(source.text())));
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if index > 0 {
            f.write_str("\n\n")?;
        }
        one(f, diagnostic, located.as_ref())?;
    }
    Ok(())
}

fn one(
    f: &mut Formatter<'_>,
    diagnostic: &Diagnostic,
    located: Option<&(&Source, Lines<'_>)>,
) -> fmt::Result {
    let Diagnostic {
        check,
        message,
        pointer,
        label,
        help,
        position,
        ..
    } = diagnostic;
    write!(f, "{}[{}]: {message}", check.severity(), check.name())?;
    let gutter = match (position, located) {
        (Some(position), Some((source, lines))) => {
            let gutter = position.line.to_string().len();
            let Position { line, column, .. } = position;
            write!(f, "\n{:gutter$}--> {}:{line}:{column}", "", source.name())?;
            snippet(f, *position, lines, label, gutter)?;
            gutter
        }
        _ => {
            if !label.is_empty() {
                write!(f, ": {label}")?;
            }
            1
        }
    };
    if !pointer.is_empty() {
        write!(f, "\n{:gutter$} = at: {}", "", printable(pointer))?;
    }
    if !help.is_empty() {
        write!(f, "\n{:gutter$} = help: {help}", "")?;
    }
    Ok(())
}

fn snippet(
    f: &mut Formatter<'_>,
    position: Position,
    lines: &Lines<'_>,
    label: &str,
    gutter: usize,
) -> fmt::Result {
    let (line, line_start) = lines.line(position.line);
    let from = (position.start - line_start).min(line.len());
    let to = position
        .end
        .saturating_sub(line_start)
        .clamp(from, line.len());
    let (before, marked, after) = (&line[..from], &line[from..to], &line[to..]);

    // A minified file is one line: show what is around the mark.
    let (before, cut_before) = last_chars(before, WIDTH / 2);
    let (marked, cut_marked) = first_chars(marked, WIDTH);
    let room = WIDTH.saturating_sub(before.chars().count() + marked.chars().count());
    let (after, cut_after) = if cut_marked {
        ("", true)
    } else {
        first_chars(after, room)
    };
    let lead = if cut_before { "…" } else { "" };
    let tail = if cut_after { "…" } else { "" };

    let number = position.line;
    let text = format!(
        "{lead}{}{}{}{tail}",
        printable(before),
        printable(marked),
        printable(after)
    );
    let indent = lead.chars().count() + printable(before).chars().count();
    let carets = "^".repeat(printable(marked).chars().count().max(1));
    write!(f, "\n{:gutter$} |", "")?;
    write!(f, "{}", format!("\n{number} | {text}").trim_end())?;
    write!(f, "\n{:gutter$} | {:indent$}{carets}", "", "")?;
    if !label.is_empty() {
        write!(f, " {label}")?;
    }
    write!(f, "\n{:gutter$} |", "")
}

/// Tabs as blanks, so that carets stand under what they mean, and nothing a terminal would obey.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => printable.push_str("    "),
            _ if character.is_control() => printable.push(char::REPLACEMENT_CHARACTER),
            _ => printable.push(character),
        }
    }
    printable
}

fn first_chars(text: &str, count: usize) -> (&str, bool) {
    match text.char_indices().nth(count) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    }
}

fn last_chars(text: &str, count: usize) -> (&str, bool) {
    match count
        .checked_sub(1)
        .and_then(|count| text.char_indices().rev().nth(count))
    {
        Some((0, _)) | None => (text, false),
        Some((start, _)) => (&text[start..], true),
    }
}
