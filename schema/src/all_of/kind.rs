//! A JSON type with its known values.

use std::borrow::Borrow;
use std::collections::HashSet;

use super::Disagreement;
use crate::json::{Json, Number};
use crate::schema::JsonType;

/// A JSON type with its known values.
#[derive(Debug, Clone)]
pub struct Kind<V> {
    /// The type. [`JsonType::Number`] includes integers, so there is never one of each.
    pub json_type: JsonType,
    /// The values that are listed.
    pub known: Vec<V>,
    /// Whether other values than the known ones are allowed.
    pub open: bool,
    /// Whether it is an integer that may exceed `i64`.
    pub unsigned: bool,
}

impl<V: Borrow<Json> + Clone> Kind<V> {
    /// All values of a type.
    #[must_use]
    pub fn any(json_type: JsonType) -> Self {
        Self {
            json_type,
            known: Vec::new(),
            open: true,
            unsigned: false,
        }
    }

    /// The same type with these values, if there are any.
    #[must_use]
    pub fn with_known(mut self, known: Vec<V>) -> Self {
        self.open = known.is_empty();
        self.known = known;
        self
    }

    /// What both allow; `None` if they are of different types.
    pub(super) fn meet(&self, other: &Self) -> Option<Result<Self, Disagreement>> {
        let json_type = common_type(self.json_type, other.json_type)?;
        let mut both = Self {
            json_type,
            known: Vec::new(),
            open: self.open && other.open,
            unsigned: self.unsigned || other.unsigned,
        };
        match (self.open, other.open) {
            // What is known of an open list is known of the value still.
            (true, true) => {
                both.known
                    .extend(self.known.iter().chain(&other.known).cloned());
                retain_distinct(&mut both.known);
            }
            (true, false) => both.known.clone_from(&other.known),
            (false, true) => both.known.clone_from(&self.known),
            (false, false) => {
                let is_known = lookup(&other.known);
                let common = self.known.iter().filter(|value| is_known(value));
                both.known.extend(common.cloned());
            }
        }
        if json_type == JsonType::Integer {
            let whole = |value: &V| !matches!(value.borrow(), Json::Number(it) if !it.is_integer());
            both.known.retain(whole);
        }
        let left = both.open || !both.known.is_empty();
        Some(if left {
            Ok(both)
        } else {
            Err(Disagreement::Values)
        })
    }

    /// Whether some values may be of both kinds.
    pub(super) fn shares_values(&self, other: &Self) -> bool {
        common_type(self.json_type, other.json_type).is_some()
    }

    /// Adds what another kind allows that shares values; to be followed by [`joined`](Self::joined).
    pub(super) fn join(&mut self, other: &Self) {
        if other.json_type == JsonType::Number {
            self.json_type = JsonType::Number;
        }
        self.open |= other.open;
        self.unsigned |= other.unsigned;
        self.known.extend(other.known.iter().cloned());
    }

    /// Drops what is known twice, once all is joined.
    pub(super) fn joined(&mut self) {
        retain_distinct(&mut self.known);
    }
}

impl<V: Borrow<Json> + Clone> PartialEq for Kind<V> {
    fn eq(&self, other: &Self) -> bool {
        self.json_type == other.json_type
            && self.open == other.open
            && self.unsigned == other.unsigned
            && self.known.len() == other.known.len()
            && {
                let is_known = lookup(&other.known);
                self.known.iter().all(is_known)
            }
    }
}

/// A value, as far as it can be a known one: equal where JSON Schema has it equal, to which `1.0` is
/// `1`.
#[derive(PartialEq, Eq, Hash)]
enum Known<'v> {
    Text(&'v str),
    Whole(i128),
    Fraction(u64),
    Boolean(bool),
    Null,
}

impl<'v> Known<'v> {
    /// `None` for arrays and objects, which are never known values.
    fn new(value: &'v Json) -> Option<Self> {
        Some(match value {
            Json::String(text) => Self::Text(text),
            Json::Number(Number::Integer(number)) => Self::Whole((*number).into()),
            Json::Number(Number::Unsigned(number)) => Self::Whole((*number).into()),
            Json::Number(Number::Float(number)) if number.fract() == 0.0 => {
                Self::Whole(*number as i128)
            }
            Json::Number(Number::Float(number)) => Self::Fraction(number.to_bits()),
            Json::Boolean(value) => Self::Boolean(*value),
            Json::Null => Self::Null,
            Json::Array(_) | Json::Object(_) => return None,
        })
    }
}

/// Whether a value is one of some others.
fn lookup<V: Borrow<Json>>(values: &[V]) -> impl Fn(&V) -> bool {
    let known: HashSet<_> = values.iter().map(|it| Known::new(it.borrow())).collect();
    move |value| known.contains(&Known::new(value.borrow()))
}

/// Leaves the first of those that are the same.
fn retain_distinct<V: Borrow<Json>>(values: &mut Vec<V>) {
    let mut known = HashSet::new();
    let mut keep = Vec::with_capacity(values.len());
    for value in values.iter() {
        keep.push(known.insert(Known::new(value.borrow())));
    }
    let mut keep = keep.into_iter();
    values.retain(|_| keep.next().unwrap_or(true));
}

/// The type of values that are of both types.
fn common_type(a: JsonType, b: JsonType) -> Option<JsonType> {
    use JsonType::{Integer, Number};
    match (a, b) {
        (a, b) if a == b => Some(a),
        (Integer, Number) | (Number, Integer) => Some(Integer),
        _ => None,
    }
}
