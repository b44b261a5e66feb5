//! What is said on standard error. That it cannot be written to cannot be said anywhere.

use std::fmt::Display;
use std::io::Write;

use stream_events_schema::{Diagnostics, Look};

use super::safe::safe;
use super::style::{BOLD, ERROR, GUTTER, NOTE, styled};
use crate::exit::Failure;

/// Says why the command cannot answer.
pub(crate) fn failure(failure: &Failure) {
    match failure {
        Failure::Document(mistakes) => diagnostics(mistakes),
        Failure::Config(mistakes) => {
            for rendered in mistakes.rendered(Look::Styled) {
                say(&format!("{rendered}\n"));
            }
        }
        failure => say(&labelled(
            &styled(ERROR, "error"),
            &failure.message(),
            failure.help(),
        )),
    }
}

/// Says what is wrong, and what to do.
pub(crate) fn error(message: &str, help: Option<&str>) {
    say(&labelled(&styled(ERROR, "error"), message, help));
}

/// Says what is worth knowing, and what to do.
pub(crate) fn note(message: &str, help: Option<&str>) {
    say(&labelled(&styled(NOTE, "note"), message, help));
}

fn labelled(label: &str, message: &str, help: impl IntoIterator<Item = impl Display>) -> String {
    let mut text = format!("{label}{}", styled(BOLD, format!(": {message}")));
    for help in help {
        let (equals, label) = (styled(GUTTER, "="), styled(BOLD, "help"));
        text.push_str(&format!("\n  {equals} {label}: {help}"));
    }
    text
}

/// Shows what was found in a document, and an empty line after each.
pub(crate) fn diagnostics(diagnostics: &Diagnostics) {
    for rendered in diagnostics.rendered(Look::Styled) {
        say(&format!("{rendered}\n"));
    }
}

/// Says something in place of what was said so last, in a line of a terminal.
pub(crate) fn say_over(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = write!(stderr, "\r\u{1b}[K{}", safe(text));
    let _ = stderr.flush();
}

/// Says something in a line, or in several.
pub(crate) fn say(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = writeln!(stderr, "{}", safe(text));
}
