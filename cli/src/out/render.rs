//! What is said on standard error, in the colours of rustc.

use std::io::Write;

use super::style::{BOLD, ERROR, GUTTER, NOTE};
use crate::exit::Failure;

/// Says why the command cannot answer.
pub(crate) fn failure(failure: &Failure) {
    say(&failure.to_string());
}

/// Prints diagnostics to standard error. That it cannot be written to cannot be said anywhere.
pub(crate) fn say(diagnostics: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = writeln!(stderr, "{}", painted(diagnostics));
}

/// Diagnostics as rustc colours them.
fn painted(diagnostics: &str) -> String {
    let lines: Vec<String> = diagnostics.lines().map(paint).collect();
    lines.join("\n")
}

fn paint(line: &str) -> String {
    for (severity, style) in [("error", ERROR), ("note", NOTE)] {
        if let Some(rest) = line.strip_prefix(severity) {
            let (check, message) = rest.split_once(": ").unwrap_or(("", rest));
            return format!("{style}{severity}{check}{style:#}{BOLD}: {message}{BOLD:#}");
        }
    }
    let indent = line.len() - line.trim_start().len();
    let (blank, text) = line.split_at(indent);
    if let Some(place) = text.strip_prefix("-->") {
        return format!("{blank}{GUTTER}-->{GUTTER:#}{place}");
    }
    if let Some(note) = text.strip_prefix("= ") {
        let (word, note) = note.split_once(": ").unwrap_or(("", note));
        return format!("{blank}{GUTTER}={GUTTER:#} {BOLD}{word}{BOLD:#}: {note}");
    }
    let is_gutter = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let Some((gutter, code)) = line.split_once('|').filter(|(gutter, _)| is_gutter(gutter)) else {
        return line.to_owned();
    };
    if code.trim_start().starts_with('^') {
        return format!("{GUTTER}{gutter}|{GUTTER:#}{ERROR}{code}{ERROR:#}");
    }
    format!("{GUTTER}{gutter}|{GUTTER:#}{code}")
}
