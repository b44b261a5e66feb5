//! Addresses where a file should be: what to do instead.

use std::path::Path;

use clap::CommandFactory;

use crate::args;
use crate::exit::Failure;
use crate::out::quoted;

/// Says why an address cannot be read, and how to get what is there.
pub(super) fn unreadable(path: &Path) -> Option<Failure> {
    of(path).map(|address| said(&address, |curl| piped(curl, &address)))
}

/// The same for a recorded stream.
pub(crate) fn unreadable_recording(path: &Path) -> Option<Failure> {
    let failure = unreadable(path)?;
    let address = of(path).filter(|it| it.is_http)?;
    // It is a command of some builds.
    let records = args::Arguments::command()
        .find_subcommand("record")
        .is_some();
    Some(match records {
        true => failure.and_help(format!(
            "`stream-events record {}` makes a recording of a stream",
            quoted(&address.text)
        )),
        false => failure,
    })
}

/// Sees that what is to be written is no address.
pub(crate) fn writable(path: &Path) -> Result<(), Failure> {
    match of(path) {
        Some(address) => Err(Failure::with_help(
            format!("cannot write {}: it is not a file", address.text),
            "write to a file, and send that",
        )),
        None => Ok(()),
    }
}

struct Address {
    text: String,
    is_http: bool,
    /// The path of a URL of a file.
    path: Option<String>,
}

/// The address that a path is, if it is one and no file is called so.
fn of(path: &Path) -> Option<Address> {
    let text = path.to_str().filter(|_| !path.exists())?;
    let (scheme, rest) = text.split_once("://")?;
    let is_scheme = |it: char| it.is_ascii_alphanumeric() || "+-.".contains(it);
    if !scheme.starts_with(|it: char| it.is_ascii_alphabetic()) || !scheme.chars().all(is_scheme) {
        return None;
    }
    let scheme = scheme.to_lowercase();
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    Some(Address {
        text: text.to_owned(),
        is_http: ["http", "https"].contains(&scheme.as_str()),
        path: (scheme == "file").then(|| path.to_owned()),
    })
}

fn said(address: &Address, piped: impl FnOnce(&str) -> String) -> Failure {
    let text = &address.text;
    let message = format!("cannot read {text}: it is not a file");
    let help = match &address.path {
        Some(path) => format!("name its path: {}", quoted(path)),
        None if address.is_http => {
            let text = text.replace('\'', r"'\''");
            piped(&format!("curl -fsSL '{text}'"))
        }
        None => "get what is there, and name the file".to_owned(),
    };
    Failure::with_help(message, help)
}

/// The command that was run, with standard input where the address was.
fn piped(curl: &str, address: &Address) -> String {
    let mut places = 0;
    let words = std::env::args_os().skip(1).map(|word| {
        let word = word.to_string_lossy().into_owned();
        places += usize::from(word == "-" || word.ends_with("=-"));
        match word.strip_suffix(&address.text) {
            Some(option) if option.is_empty() || option.ends_with('=') => {
                places += 1;
                quoted(&format!("{option}-"))
            }
            _ => quoted(&word),
        }
    });
    let command = words.collect::<Vec<_>>().join(" ");
    match places {
        1 => format!("pass what is there by a pipe: `{curl} | stream-events {command}`"),
        // There is one standard input.
        _ => format!("get what is there, and name the file: `{curl} -o FILE`"),
    }
}
