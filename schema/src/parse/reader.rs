//! Walks the syntax tree, knowing where it is and collecting what is wrong there.

use std::ops::Range;

use indexmap::IndexMap;
use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::Unread;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::json::{Json, Number};
use crate::pointer::{self, Malformed, Pointer};
use crate::suggest::{alternatives, nearest};

#[derive(Debug, Default)]
pub(super) struct Reader {
    /// Where it is.
    pointer: String,
    pub(super) findings: Findings,
    pub(super) unread: Unread,
}

/// A member of an object: its key and where that stands, and its value.
#[derive(Clone, Copy)]
pub(super) struct Member<'v> {
    pub(super) key: &'v str,
    key_range: (usize, usize),
    pub(super) value: &'v Value<'v>,
}

impl Member<'_> {
    fn key_range(&self) -> Range<usize> {
        self.key_range.0..self.key_range.1
    }
}

impl Reader {
    /// Does something one level down.
    pub(super) fn within<T>(&mut self, segment: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        pointer::push(&mut self.pointer, segment);
        let result = read(self);
        self.pointer.truncate(length);
        result
    }

    /// A diagnostic about the place where the reader is.
    pub(super) fn diagnostic(&self, check: Check, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(check, self.pointer.clone(), message)
    }

    /// Reports something about `value`, of which nothing is known then.
    pub(super) fn report(&mut self, diagnostic: Diagnostic, value: &Value<'_>) {
        self.unread.insert(self.pointer.clone());
        self.findings.add_at(diagnostic, range(value));
    }

    /// Notes that this place could not be read, which was reported.
    pub(super) fn mark_unread(&mut self) {
        self.unread.insert(self.pointer.clone());
    }

    /// Whether this place could not be read.
    pub(super) fn is_unread(&self) -> bool {
        self.unread.covers(&self.pointer)
    }

    /// Goes over the members of an object, one level down at each; the first of two with one key
    /// counts.
    pub(super) fn members<'v>(
        &mut self,
        object: &'v Object<'v>,
        mut read: impl FnMut(&mut Self, Member<'v>),
    ) {
        let mut seen = std::collections::HashSet::new();
        for property in &object.properties {
            let key = property.name.as_str();
            let key_range = property.name.range();
            let key_range = (key_range.start, key_range.end);
            let member = Member {
                key,
                key_range,
                value: &property.value,
            };
            let first = seen.insert(key);
            self.within(key, |reader| match first {
                true => read(reader, member),
                false => reader.duplicate(member),
            });
        }
    }

    fn duplicate(&mut self, member: Member<'_>) {
        let diagnostic = self
            .diagnostic(
                Check::DuplicateKey,
                format!("`{}` is here twice", member.key),
            )
            .at_key()
            .label("the second one")
            .help("remove one of the two, or rename it");
        self.findings.add_at(diagnostic, member.key_range());
    }

    /// Reports a member whose key is none of `known`.
    pub(super) fn unknown_keyword(&mut self, member: Member<'_>, of: &str, known: &[&str]) {
        let key = member.key;
        let help = match nearest(key, known.iter().copied()) {
            Some(meant) => {
                // What it was meant to be is not missing, it is misspelt.
                let parent = self
                    .pointer
                    .rfind('/')
                    .map_or("", |end| &self.pointer[..end]);
                self.unread.insert(pointer::child(parent, meant));
                format!("did you mean `{meant}`?")
            }
            None => format!("{of} can have {}.", alternatives(known)),
        };
        // It may be no mistake, but a keyword of a later version of the language.
        let help = format!("{help} `{key}` is unknown here; a newer release may know it");
        let diagnostic = self
            .diagnostic(Check::UnknownKeyword, format!("unknown keyword `{key}`"))
            .at_key()
            .label(format!("not a keyword of {of}"))
            .help(help);
        self.unread.insert(self.pointer.clone());
        self.findings.add_at(diagnostic, member.key_range());
    }

    /// Reports a keyword by the name that it had before.
    pub(super) fn renamed(&mut self, member: Member<'_>, name: &str) {
        let message = format!("`{}` is called `{name}`", member.key);
        let diagnostic = self
            .diagnostic(Check::UnknownKeyword, message)
            .label("its name before the first release")
            .help(format!("write `{name}`"));
        self.report_key(diagnostic, member);
    }

    /// Reports a member at its key.
    pub(super) fn report_key(&mut self, diagnostic: Diagnostic, member: Member<'_>) {
        self.unread.insert(self.pointer.clone());
        self.findings
            .add_at(diagnostic.at_key(), member.key_range());
    }

    /// Reports a value of the wrong kind.
    pub(super) fn wrong_kind(&mut self, value: &Value<'_>, expected: &str, example: &str) {
        let diagnostic = self
            .diagnostic(
                Check::WrongKind,
                format!(
                    "{} must be {expected}, but this is {}",
                    self.subject(),
                    kind(value)
                ),
            )
            .label(format!("expected {expected}"))
            .help(format!("write it like `{example}`"));
        self.report(diagnostic, value);
    }

    /// What stands where the reader is, as a message calls it.
    fn subject(&self) -> String {
        let segments = pointer::segments(&self.pointer).unwrap_or_default();
        match segments.as_slice() {
            [.., list, last] if last.parse::<usize>().is_ok() => format!("an entry of `{list}`"),
            [.., last] => format!("`{last}`"),
            [] => "a document".to_owned(),
        }
    }

    pub(super) fn object<'v>(
        &mut self,
        value: &'v Value<'v>,
        example: &str,
    ) -> Option<&'v Object<'v>> {
        let object = value.as_object();
        if object.is_none() {
            self.wrong_kind(value, "an object", example);
        }
        object
    }

    pub(super) fn array<'v>(
        &mut self,
        value: &'v Value<'v>,
        example: &str,
    ) -> Option<&'v [Value<'v>]> {
        let array = value.as_array();
        if array.is_none() {
            self.wrong_kind(value, "an array", example);
        }
        array.map(|array| array.elements.as_slice())
    }

    pub(super) fn string(&mut self, value: &Value<'_>, example: &str) -> Option<String> {
        let string = value
            .as_string_lit()
            .map(|literal| literal.value.to_string());
        if string.is_none() {
            self.wrong_kind(value, "a string", example);
        }
        string
    }

    pub(super) fn boolean(&mut self, value: &Value<'_>) -> Option<bool> {
        let boolean = value.as_boolean_lit().map(|literal| literal.value);
        if boolean.is_none() {
            self.wrong_kind(value, "`true` or `false`", "true");
        }
        boolean
    }

    pub(super) fn strings(&mut self, value: &Value<'_>, example: &str) -> Vec<String> {
        self.list(value, example, |reader, element| {
            reader.string(element, "\"text\"").unwrap_or_default()
        })
    }

    /// Reads a JSON Pointer.
    pub(super) fn pointer(&mut self, value: &Value<'_>, example: &str) -> Option<Pointer> {
        let text = self.string(value, example)?;
        let pointer = text.parse();
        if let Err(malformed) = &pointer {
            let diagnostic = self.malformed(&text, *malformed);
            self.report(diagnostic, value);
        }
        pointer.ok()
    }

    /// Reads the key of a member as a JSON Pointer.
    pub(super) fn pointer_key(&mut self, member: Member<'_>) -> Option<Pointer> {
        let pointer = member.key.parse();
        if let Err(malformed) = &pointer {
            let diagnostic = self.malformed(member.key, *malformed);
            self.report_key(diagnostic, member);
        }
        pointer.ok()
    }

    pub(super) fn pointers(&mut self, value: &Value<'_>, example: &str) -> Vec<Pointer> {
        // Even one is in a list.
        let listed = value
            .as_string_lit()
            .map(|it| format!("[{}]", Json::from(it.value.as_ref())));
        self.list(
            value,
            listed.as_deref().unwrap_or(example),
            |reader, element| reader.pointer(element, "\"/text\"").unwrap_or_default(),
        )
    }

    /// What to say about a text that should be a JSON Pointer and is none.
    fn malformed(&self, text: &str, malformed: Malformed) -> Diagnostic {
        let help = match malformed {
            Malformed::NoSlash => format!("write `/{}`", text.replace('.', "/")),
            Malformed::Escape => "write `~0` for `~` and `~1` for `/`".to_owned(),
        };
        self.diagnostic(Check::Pointer, format!("`{text}` is no JSON Pointer"))
            .label(malformed.to_string())
            .help(help)
    }

    /// Reads an array, one level down at each element; what could not be read keeps
    /// the others at their indices.
    pub(super) fn list<T>(
        &mut self,
        value: &Value<'_>,
        example: &str,
        mut read: impl FnMut(&mut Self, &Value<'_>) -> T,
    ) -> Vec<T> {
        let elements = self.array(value, example).unwrap_or_default();
        let read = |(index, element): (usize, &Value<'_>)| {
            self.within(&index.to_string(), |reader| read(reader, element))
        };
        elements.iter().enumerate().map(read).collect()
    }

    /// Reads one of a few words.
    pub(super) fn word<T: Copy>(&mut self, value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
        let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        let text = self.string(value, &format!("\"{}\"", known.first().unwrap_or(&"")))?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let near = nearest(&text, known.iter().copied());
            let help = match near.or_else(|| abbreviated(&text, &known)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write {}", alternatives(&known)),
            };
            let message = format!("{} cannot be `{text}`", self.subject());
            let diagnostic = self
                .diagnostic(Check::UnknownValue, message)
                .label(format!("expected {}", alternatives(&known)))
                .help(help);
            self.report(diagnostic, value);
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// Reads any JSON value.
    pub(super) fn json(&mut self, value: &Value<'_>) -> Json {
        match value {
            Value::NullKeyword(_) => Json::Null,
            Value::BooleanLit(literal) => Json::Boolean(literal.value),
            Value::StringLit(literal) => Json::String(literal.value.to_string()),
            Value::NumberLit(literal) => self.number(literal.value, value),
            Value::Array(_) => Json::Array(self.list(value, "[]", Self::json)),
            Value::Object(object) => {
                let mut members = IndexMap::new();
                self.members(object, |reader, member| {
                    members.insert(member.key.to_owned(), reader.json(member.value));
                });
                Json::Object(members)
            }
        }
    }

    fn number(&mut self, text: &str, value: &Value<'_>) -> Json {
        Number::parse(text).map_or_else(
            || {
                let diagnostic = self
                    .diagnostic(Check::NumberRange, "the number is too large")
                    .label("larger than any 64-bit number")
                    .help("leave it out, or write a number below 1.8e308");
                self.report(diagnostic, value);
                Json::Null
            },
            Json::Number,
        )
    }
}

/// The one word that begins like this: `integer` for `int`, too far apart for a slip of the finger.
fn abbreviated<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    const SHORTEST: usize = 3;
    let text = text.to_lowercase();
    let mut longer = words.iter().filter(|word| word.starts_with(&text));
    match (longer.next(), longer.next()) {
        (Some(word), None) if text.len() >= SHORTEST => Some(word),
        _ => None,
    }
}

/// What kind of value this is, with its article.
pub(super) fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::NullKeyword(_) => "null",
        Value::BooleanLit(_) => "a boolean",
        Value::NumberLit(_) => "a number",
        Value::StringLit(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn range(value: &Value<'_>) -> Range<usize> {
    let range = value.range();
    range.start..range.end
}
