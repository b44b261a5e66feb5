//! The data of a message as JSON, as much of it as can be read.

use std::borrow::Cow;

use crate::json::{Json, Number};

/// Objects and arrays nest no deeper in what is decoded, as in `serde_json`.
pub(super) const MAX_DEPTH: usize = 127;

/// The data of a message as JSON.
///
/// It keeps what decides whether a decoder takes the data: the order of members, keys that come
/// twice, numbers and strings that JSON can write and Rust cannot hold. Where a text breaks off,
/// what came before is kept: an event type that stands there is still found.
#[derive(Debug, Clone)]
pub struct Data<'a> {
    pub(super) root: Option<Value<'a>>,
    /// Where the text stops being JSON, in bytes.
    pub(super) broken_at: Option<usize>,
    /// There is nothing but white space.
    pub(super) is_blank: bool,
    /// The value of a text that is no clean JSON, if it is JSON but for that.
    pub(super) mended: Option<Value<'a>>,
}

/// A JSON value.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    Null,
    Boolean(bool),
    /// `None` for a number beyond what `f64` holds.
    Number(Option<Number>),
    String(Text<'a>),
    Array(Vec<Value<'a>>),
    Object(Vec<(Text<'a>, Value<'a>)>),
    /// An object or an array that is nested too deep to be kept, and how many levels it has.
    TooDeep(usize),
    /// A string or a word that is no clean JSON, as it is read then; whether it is none even to who passes
    /// over it.
    Mended(Box<Value<'a>>, bool),
    /// The value of a member whose key is no clean JSON.
    OddKey(Box<Value<'a>>, bool),
    /// An object or an array that the text ends in; it has what came of it.
    Unclosed(Box<Value<'a>>),
}

/// A string; `None` if it has half of a surrogate pair, for which there is no character.
pub(super) type Text<'a> = Option<Cow<'a, str>>;

impl<'a> Data<'a> {
    /// Whether it is JSON from beginning to end.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.broken_at.is_none()
    }

    /// Whether there is no data: nothing, or nothing but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// The value to read where what does not decode may be null.
    pub(super) fn readable(&self) -> Option<&Value<'a>> {
        let root = self.root.as_ref().filter(|_| self.broken_at.is_none());
        self.mended.as_ref().or(root)
    }

    /// What the way through members and elements leads to, if it is something other than `null`
    /// that can be read. Of keys that come twice the first is taken, as reading stops there.
    pub(super) fn find(&self, way: &[String]) -> Option<&Value<'a>> {
        let mut value = self.root.as_ref()?;
        for step in way {
            value = value.step(step)?;
        }
        value.is_readable().then_some(value)
    }
}

impl<'a> Value<'a> {
    /// What is read at this key, or at this index, of what came of the value.
    fn step(&self, step: &str) -> Option<&Self> {
        match self {
            Self::Unclosed(inner) => inner.step(step),
            Self::Object(members) => {
                for (key, member) in members {
                    if key.as_ref()? == step {
                        return Some(member);
                    }
                }
                None
            }
            Self::Array(elements) => {
                let index = step.parse::<usize>().ok()?;
                // An index is written in one way.
                elements.get(index).filter(|_| index.to_string() == step)
            }
            _ => None,
        }
    }

    /// Whether it is something other than `null`, to one who does not look inside.
    fn is_readable(&self) -> bool {
        match self {
            Self::Null | Self::Number(None) | Self::String(None) => false,
            Self::TooDeep(_) | Self::Unclosed(_) | Self::Mended(..) | Self::OddKey(..) => false,
            Self::Object(members) => members.iter().all(|(key, _)| key.is_some()),
            _ => true,
        }
    }

    fn of_json(json: &'a Json, depth: usize) -> Self {
        let is_nested = matches!(json, Json::Array(_) | Json::Object(_));
        if is_nested && depth == MAX_DEPTH {
            return Self::TooDeep(levels(json));
        }
        match json {
            Json::Null => Self::Null,
            Json::Boolean(it) => Self::Boolean(*it),
            Json::Number(number) => Self::Number(Some(*number)),
            Json::String(text) => Self::String(Some(text.into())),
            Json::Array(elements) => {
                let elements = elements.iter();
                Self::Array(elements.map(|it| Self::of_json(it, depth + 1)).collect())
            }
            Json::Object(members) => {
                let member = |(key, json): (&'a String, &'a Json)| {
                    (Some(key.into()), Self::of_json(json, depth + 1))
                };
                Self::Object(members.iter().map(member).collect())
            }
        }
    }
}

fn levels(json: &Json) -> usize {
    match json {
        Json::Array(elements) => 1 + elements.iter().map(levels).max().unwrap_or_default(),
        Json::Object(members) => {
            let members = members.iter().map(|(_, json)| levels(json));
            1 + members.max().unwrap_or_default()
        }
        Json::Null | Json::Boolean(_) | Json::Number(_) | Json::String(_) => 0,
    }
}

impl<'a> From<&'a Json> for Data<'a> {
    fn from(json: &'a Json) -> Self {
        Self {
            root: Some(Value::of_json(json, 0)),
            broken_at: None,
            is_blank: false,
            mended: None,
        }
    }
}
