//! Results, on standard output.

use std::io::{IsTerminal, Write};

use serde::Serialize;

use super::safe::safe;
use crate::exit::Failure;

/// Prints a result that people read.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(safe(text).as_bytes())?;
    // What is left over in the end would be lost in silence.
    Ok(stdout.flush()?)
}

/// Prints a result that is a file: byte for byte what a file would hold.
pub(crate) fn print_file(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

/// Prints a result that programs read.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Print(error.into()))?;
    print_file(&as_json(&text))
}

/// Prints a result that programs read line by line.
pub(crate) fn print_json_line(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::Print(error.into()))?;
    // Between the values of JSON that was passed on, a line break is a blank as any other.
    print_file(&as_json(&text.replace(['\n', '\r'], " ")))
}

fn as_json(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        match character {
            // JSON may hold them, and a terminal obeys them.
            '\u{7f}'..='\u{9f}' => json.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => json.push(character),
        }
    }
    json.push('\n');
    json
}

/// Whether people look at what is printed, and no program reads it.
pub(super) fn is_for_people() -> bool {
    std::io::stdout().is_terminal()
}

/// How many columns people see; `None` where a program reads.
pub(crate) fn columns() -> Option<usize> {
    let size = is_for_people().then(terminal_size::terminal_size)?;
    size.map(|(width, _)| usize::from(width.0))
}

/// Whether people look at what is said.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}
