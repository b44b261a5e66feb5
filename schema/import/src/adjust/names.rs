//! Names of events that would otherwise share one in generated code.

use std::collections::HashSet;

use crate::report::{FindingKind, Report};
use stream_events_schema::{Document, Event, pointer};

/// The variant for events that are not declared.
const UNKNOWN: &str = "unknown";

/// Writes a `name` where two names on the wire, or one and that of the variant that is always there,
/// would become the same.
pub(crate) fn tell_apart(document: &mut Document, report: &mut Report) {
    let own = |(key, event): (&String, &Event)| fold(event.name.as_deref().unwrap_or(key));
    let all: Vec<String> = document.events.iter().map(own).collect();
    let mut taken: HashSet<String> = HashSet::from([UNKNOWN.to_owned()]);
    for ((key, event), folded) in document.events.iter_mut().zip(&all) {
        let is_new = taken.insert(folded.clone());
        if is_new || event.name.is_some() {
            continue;
        }
        let is_free = |name: &String| {
            name != "Self" && !taken.contains(&fold(name)) && !all.contains(&fold(name))
        };
        let of_payload = payload_key(event).map(pascal);
        let longer = format!("{}Event", pascal(key));
        let numbered = (2..).map(|number| format!("{longer}{number}"));
        let others = std::iter::once(longer.clone()).chain(numbered);
        let mut candidates = of_payload.into_iter().chain(others).filter(is_free);
        let Some(name) = candidates.next() else {
            continue;
        };
        let what = match folded == UNKNOWN {
            true => format!("`Unknown` is for events that are not declared: called `{name}`"),
            false => format!("another event has the same name in Rust: called `{name}`"),
        };
        report.add(FindingKind::Converted, pointer::child("/events", key), what);
        taken.insert(fold(&name));
        event.name = Some(name);
    }
}

/// The key in `$defs` of what an event carries.
fn payload_key(event: &Event) -> Option<&str> {
    let reference = event.payload.as_ref()?.keywords()?.reference.as_deref()?;
    reference.strip_prefix("#/$defs/")
}

/// A name for a Rust type.
fn pascal(name: &str) -> String {
    let mut pascal = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut characters = word.chars();
        pascal.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        pascal.push_str(characters.as_str());
    }
    match pascal.starts_with(|first: char| first.is_ascii_uppercase()) {
        true => pascal,
        false => format!("N{pascal}"),
    }
}

/// What two names that are the same in Rust have in common: more than enough is safe.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for (index, character) in name.chars().enumerate() {
        match character {
            '+' => folded.push_str("plus"),
            '<' => folded.push_str("less"),
            '>' => folded.push_str("greater"),
            '=' => folded.push_str("equal"),
            '!' => folded.push_str("not"),
            '*' => folded.push_str("star"),
            '#' => folded.push_str("hash"),
            '%' => folded.push_str("percent"),
            '&' => folded.push_str("and"),
            '-' if index == 0 && name[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                folded.push_str("minus");
            }
            _ if character.is_alphanumeric() => folded.extend(character.to_lowercase()),
            _ => {}
        }
    }
    match folded.chars().next() {
        None => "empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("n{folded}"),
        Some(_) if folded == "self" => "selfvalue".to_owned(),
        Some(_) => folded,
    }
}
