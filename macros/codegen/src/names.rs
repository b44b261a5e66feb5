//! Rust names for names on the wire.

use std::collections::HashSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// The name of a type or variant.
pub(crate) fn pascal(wire: &str) -> String {
    let name = spell(wire).to_upper_camel_case();
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("N{name}"),
        // `Self` is no name for anything, not even raw.
        Some(_) if name == "Self" => "SelfValue".to_owned(),
        Some(_) => valid(name, "Value"),
    }
}

/// The variant of an event that asks for no name of its own.
#[must_use]
pub fn variant_name(event: &str) -> Ident {
    ident(&pascal(event))
}

/// The name of a field or module.
pub(crate) fn snake(wire: &str) -> String {
    let name = spell(wire).to_snake_case();
    match name.chars().next() {
        None => "empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("n{name}"),
        Some(_) => valid(name, "value"),
    }
}

/// `name`, unless it holds letters that no Rust name can hold.
fn valid(name: String, otherwise: &str) -> String {
    // With a letter behind it no name is a keyword, which is another function's business.
    let parses = |name: String| syn::parse_str::<Ident>(&name).is_ok();
    if name.is_ascii() || parses(format!("{name}x")) {
        name
    } else {
        otherwise.to_owned()
    }
}

/// The wire name with everything that no Rust name can hold turned into words.
///
/// `+1` and `-1` must not become the same name, nor `>=` nothing at all.
fn spell(wire: &str) -> String {
    let mut spelled = String::with_capacity(wire.len());
    for (at, char) in wire.char_indices() {
        let next = wire[at + char.len_utf8()..].chars().next();
        let word = match char {
            '+' => "plus",
            '-' if next.is_some_and(|c| c.is_ascii_digit()) && at == 0 => "minus",
            '<' => "less",
            '>' => "greater",
            '=' => "equal",
            '!' => "not",
            '*' => "star",
            '#' => "hash",
            '%' => "percent",
            '&' => "and",
            c if c.is_alphanumeric() || c == '_' => {
                spelled.push(c);
                continue;
            }
            _ => " ",
        };
        spelled.push(' ');
        spelled.push_str(word);
        spelled.push(' ');
    }
    spelled
}

/// An identifier; raw where the name is a keyword.
pub(crate) fn ident(name: &str) -> Ident {
    if is_never_raw(name) {
        return Ident::new(&format!("{name}_"), Span::call_site());
    }
    match syn::parse_str::<Ident>(name) {
        // A keyword since edition 2024, of which syn does not know.
        Ok(_) if name == "gen" => Ident::new_raw(name, Span::call_site()),
        Ok(ident) => ident,
        Err(_) => Ident::new_raw(name, Span::call_site()),
    }
}

/// Keywords that have no raw form.
fn is_never_raw(name: &str) -> bool {
    matches!(name, "self" | "Self" | "super" | "crate" | "_")
}

/// Names already given in one scope.
#[derive(Debug, Default)]
pub(crate) struct Scope(HashSet<String>);

impl Scope {
    pub(crate) fn with(reserved: &[&str]) -> Self {
        Self(reserved.iter().map(|name| (*name).to_owned()).collect())
    }

    /// Takes `name`, or says that it is taken.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Takes `name`, or the first of `name2`, `name3`, … that is free.
    pub(crate) fn fresh(&mut self, name: &str) -> String {
        let mut candidate = name.to_owned();
        let mut number = 2;
        while !self.take(&candidate) {
            candidate = format!("{name}{number}");
            number += 1;
        }
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, ident, pascal, snake};

    #[test]
    fn wire_names_become_rust_names() {
        for (wire, type_name, field) in [
            ("message_start", "MessageStart", "message_start"),
            (
                "response.output_text.delta",
                "ResponseOutputTextDelta",
                "response_output_text_delta",
            ),
            ("user.message", "UserMessage", "user_message"),
            ("gpt-4o", "Gpt4o", "gpt_4o"),
            ("gpt-3.5-turbo", "Gpt35Turbo", "gpt_3_5_turbo"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("1024x1024", "N1024x1024", "n1024x1024"),
            ("", "Empty", "empty"),
            ("$", "Empty", "empty"),
            ("Self", "SelfValue", "self"),
            (
                "notifications/message",
                "NotificationsMessage",
                "notifications_message",
            ),
        ] {
            assert_eq!(pascal(wire), type_name, "{wire}");
            assert_eq!(snake(wire), field, "{wire}");
        }
    }

    #[test]
    fn keywords_become_raw_or_get_an_underscore() {
        assert_eq!(ident("type").to_string(), "r#type");
        assert_eq!(ident("gen").to_string(), "r#gen");
        assert_eq!(ident("self").to_string(), "self_");
        assert_eq!(ident("text").to_string(), "text");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut scope = Scope::with(&["Event"]);
        assert_eq!(scope.fresh("Event"), "Event2");
        assert_eq!(scope.fresh("Event"), "Event3");
        assert_eq!(scope.fresh("Ping"), "Ping");
    }
}
