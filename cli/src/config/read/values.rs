//! Values of a configuration file.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Kind;

pub(super) type Name<'i> = Spanned<Cow<'i, str>>;

/// A value, with the place of each word in it.
pub(super) enum Value {
    Words(Vec<(String, Range<usize>)>),
    Flag(bool),
}

impl Value {
    /// Reads a value of a kind; nothing if it is of another.
    pub(super) fn read(kind: Kind, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let words = match (kind, value.get_ref()) {
            (Kind::Flag, DeValue::Boolean(flag)) => return Some(Self::Flag(*flag)),
            (Kind::Text, _) => vec![text(value)?],
            (Kind::Texts, DeValue::Array(values)) => {
                values.iter().map(text).collect::<Option<_>>()?
            }
            (Kind::Pairs, DeValue::Table(table)) => {
                let pairs = ordered(table).into_iter().map(|(key, value)| {
                    let (text, range) = text(value)?;
                    Some((format!("{}={text}", key.get_ref()), range))
                });
                pairs.collect::<Option<_>>()?
            }
            _ => return None,
        };
        Some(Self::Words(words))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        let words = match self {
            Self::Words(words) => words.as_slice(),
            Self::Flag(_) => &[],
        };
        words.iter().map(|(text, range)| (text.as_str(), range))
    }
}

fn text(value: &Spanned<DeValue<'_>>) -> Option<(String, Range<usize>)> {
    match value.get_ref() {
        DeValue::String(text) => Some((text.to_string(), value.span())),
        _ => None,
    }
}

/// The members of a table as they are written.
pub(super) fn ordered<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Name<'i>, &'t Spanned<DeValue<'i>>)> {
    let mut members: Vec<_> = table.iter().collect();
    members.sort_by_key(|(key, _)| key.span().start);
    members
}

pub(super) fn what_it_is(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(text) if text.is_empty() => "an empty string",
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
