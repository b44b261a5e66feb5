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
    let mut json = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        match character {
            // JSON may hold them, and a terminal obeys them.
            '\u{7f}'..='\u{9f}' => json.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => json.push(character),
        }
    }
    json.push('\n');
    print_file(&json)
}

/// Whether people look at what is printed, and no program reads it.
pub(super) fn is_for_people() -> bool {
    std::io::stdout().is_terminal()
}
