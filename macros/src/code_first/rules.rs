//! The options that are about the stream as a whole.

use stream_events_schema::pointer::Malformed;
use stream_events_schema::{Cursor, Dispatch, Pointer, Resume, Sentinel, nearest};
use syn::LitStr;

use super::container::{Container, Entry};
use super::errors::Errors;
use super::set;

pub(super) fn dispatch(
    container: &Container,
    names: &[String],
    errors: &mut Errors,
) -> Vec<Dispatch> {
    let written = container.dispatch.as_deref().unwrap_or_default();
    let mut entries = Vec::new();
    for (index, entry) in written.iter().enumerate() {
        let is_last = index + 1 == written.len();
        let dispatch = match entry {
            Entry::Place(text) if text.value() == "event" => Dispatch::Event,
            Entry::Place(text) => {
                if !text.value().starts_with('/') {
                    let message = format!(
                        "write \"event\" for the `event` field, or a JSON Pointer into the data, \
                         such as \"/{}\"",
                        text.value().replace('.', "/"),
                    );
                    errors.at(text.span(), message);
                    continue;
                }
                let Some(pointer) = pointer(text, errors) else {
                    continue;
                };
                Dispatch::Pointer(pointer)
            }
            Entry::Has(place, event_type) => {
                let place = pointer(place, errors);
                declared(event_type, names, errors);
                let Some(pointer) = place else { continue };
                Dispatch::Has {
                    pointer,
                    event_type: event_type.value(),
                }
            }
            Entry::Always(event_type) => {
                declared(event_type, names, errors);
                if !is_last {
                    let message = "this always matches, so nothing after it is looked at: move it \
                                   to the end of `dispatch`";
                    errors.at(event_type.span(), message);
                }
                Dispatch::Always(event_type.value())
            }
        };
        if entries.contains(&dispatch) {
            errors.at(entry.span(), "this is listed twice: remove one of the two");
        }
        entries.push(dispatch);
    }
    entries
}

fn declared(event_type: &LitStr, names: &[String], errors: &mut Errors) {
    let text = event_type.value();
    if names.contains(&text) {
        return;
    }
    let hint = match nearest(&text, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("give it a variant, `#[event({text:?})]`"),
    };
    errors.at(
        event_type.span(),
        format!("no event `{text}` is declared: {hint}"),
    );
}

/// Reads a JSON Pointer; complains of a text that is none.
pub(super) fn pointer(text: &LitStr, errors: &mut Errors) -> Option<Pointer> {
    let pointer = text.value().parse();
    if let Err(malformed) = &pointer {
        let hint = match malformed {
            Malformed::NoSlash => {
                format!(": write \"/{}\"", text.value().replace('.', "/"))
            }
            _ => String::new(),
        };
        errors.at(text.span(), format!("{malformed}{hint}"));
    }
    pointer.ok()
}

fn pointers(texts: &[LitStr], errors: &mut Errors) -> Vec<Pointer> {
    once_each(texts, errors);
    texts
        .iter()
        .filter_map(|text| pointer(text, errors))
        .collect()
}

/// The texts, with a complaint about those that are there twice.
fn once_each(texts: &[LitStr], errors: &mut Errors) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for text in texts {
        let value = text.value();
        if known.contains(&value) {
            errors.at(
                text.span(),
                format!("`{value}` is listed twice: remove one of the two"),
            );
        }
        known.push(value);
    }
    known
}

pub(super) fn sentinels(container: &Container, errors: &mut Errors) -> Vec<(String, Sentinel)> {
    let texts: Vec<_> = container
        .sentinels
        .iter()
        .map(|(text, _)| text.clone())
        .collect();
    once_each(&texts, errors);
    if let Some(empty) = texts.iter().find(|text| text.value().is_empty()) {
        let message = "an event without data never arrives: a sentinel cannot be the empty text";
        errors.at(empty.span(), message);
    }
    container
        .sentinels
        .iter()
        .map(|(text, sentinel)| (text.value(), *sentinel))
        .collect()
}

pub(super) fn finishing_sentinel(container: &Container) -> bool {
    container
        .sentinels
        .iter()
        .any(|(_, sentinel)| *sentinel == Sentinel::Finish)
}

pub(super) fn errors(container: &Container, errors: &mut Errors) -> set::Errors {
    let written = &container.errors;
    let names: Vec<_> = written
        .statuses
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    once_each(&names, errors);
    let mut statuses = Vec::new();
    for (name, status) in &written.statuses {
        match status.base10_parse::<u16>() {
            Ok(number @ 100..=599) => statuses.push((name.value(), number)),
            _ => errors.at(status.span(), "an HTTP status is a number from 100 to 599"),
        }
    }
    if let ([], Some(first)) = (written.types.as_slice(), names.first()) {
        let message = "`statuses` goes by the failure's type: say where that is, with \
                       `type(\"/error/type\")`";
        errors.at(first.span(), message);
    }
    let status = written.status.as_ref();
    set::Errors {
        types: pointers(&written.types, errors),
        messages: pointers(&written.messages, errors),
        statuses,
        status: status.and_then(|text| pointer(text, errors)),
        body: written.body.clone(),
    }
}

pub(super) fn request_id(container: &Container, errors: &mut Errors) -> Vec<String> {
    for name in &container.request_id {
        let value = name.value();
        if value.is_empty() || !value.bytes().all(is_token) {
            let message = format!(
                "`{value}` is no name for a header: write the name alone, such as \"request-id\"",
            );
            errors.at(name.span(), message);
        }
    }
    once_each(&container.request_id, errors)
}

pub(super) fn resume(container: &Container, errors: &mut Errors) -> Option<Resume> {
    let written = container.resume.as_ref()?;
    let cursor = match written.cursor.value() {
        id if id == "id" => Some(Cursor::Id),
        _ => pointer(&written.cursor, errors).map(Cursor::Pointer),
    };
    let query = written.query.value();
    if query.is_empty() {
        let message = "a parameter cannot have the empty name: write the name that the API gives \
                       it, such as \"starting_after\"";
        errors.at(written.query.span(), message);
    }
    Some(Resume {
        cursor: cursor?,
        query,
    })
}

/// RFC 9110: `token = 1*tchar`.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
