//! Words that several subcommands print.

use stream_events::FailureInfo;
use stream_events_codegen::api::Api;
use stream_events_schema::diff::Subject;

/// `1 event`, `2 events`.
pub(crate) fn count(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// `overloaded_error, status 529: later`.
pub(crate) fn failed(failure: &FailureInfo) -> String {
    let status = failure.status.map(|status| format!("status {status}"));
    let kind = failure.error_type.clone().into_iter().chain(status);
    let kind = kind.collect::<Vec<_>>().join(", ");
    match &failure.message {
        Some(message) if kind.is_empty() => message.clone(),
        Some(message) => format!("{kind}: {message}"),
        None => kind,
    }
}

/// `Event::Ping(Ping)`; nothing for what has no variant.
pub(crate) fn variant(api: &Api, subject: &Subject) -> String {
    let Some((ty, member)) = api.member(subject) else {
        return String::new();
    };
    match &member.ty {
        Some(payload) => format!("{}::{}({payload})", ty.name, member.name),
        None => format!("{}::{}", ty.name, member.name),
    }
}

/// A word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-:,=+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
