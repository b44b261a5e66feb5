//! Whether data decodes as a type, and if not, why.
//!
//! The rules are those of the generated code, which reads with `serde_json`: what no property is
//! declared for is passed over unread, so a number or a depth that cannot be held is no fault
//! there, nor in what is kept as its text: undeclared variants, and unions that nothing tells apart.

use super::data::{Data, MAX_DEPTH, Text, Value};
use super::mismatch::{Mismatch, Why};
use super::nulls::Null;
use super::undeclared::{Undeclared, What};
use super::{Interpreter, Tags};
use crate::checked::Checked;
use crate::json::Number;
use crate::pointer;
use crate::schema::JsonType;
use crate::shape::{Object, Shape, Type};

/// The first float that does not tell which integer was written: its neighbour, 2^53 + 1, is read as
/// this one.
const FIRST_ROUNDED: f64 = 9_007_199_254_740_992.0;

/// What is kept as its text nests no deeper.
pub(super) const MAX_KEPT: usize = 128;

/// What came of decoding a value.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Verdict<'c> {
    /// Why it does not decode; empty if it does.
    pub mismatches: Vec<Mismatch<'c>>,
    /// The places of the subschemas that some value in it decoded as, containers left out.
    pub matched: Vec<&'c str>,
    /// What it has of which the document says nothing.
    pub undeclared: Vec<Undeclared<'c>>,
    /// What is not read as it came, where what does not decode may be null.
    pub nulls: Vec<Null<'c>>,
}

impl Verdict<'_> {
    /// Whether it decodes.
    #[must_use]
    pub fn decodes(&self) -> bool {
        self.mismatches.is_empty()
    }
}

impl<'c> Interpreter<'c> {
    /// Whether data decodes as a type of the document.
    #[must_use]
    pub fn decode(&self, ty: &'c Type, data: &Data<'_>) -> Verdict<'c> {
        let mut decoder = self.decoder();
        match (&data.root, data.broken_at) {
            (Some(value), None) => decoder.value(ty, value),
            (_, byte) => decoder.mismatch(
                ty,
                Why::NotJson {
                    byte: byte.unwrap_or_default(),
                },
            ),
        }
        decoder.verdict
    }

    /// The same, where what does not decode may be null (`"mismatch": "null"`): it does not decode only
    /// if that is the whole of it.
    #[must_use]
    pub fn decode_with_nulls(&self, ty: &'c Type, data: &Data<'_>) -> Verdict<'c> {
        let verdict = self.decode(ty, data);
        let Some(value) = data.readable().filter(|_| !verdict.decodes()) else {
            return verdict;
        };
        let mut decoder = self.decoder();
        decoder.mends = true;
        decoder.value(ty, value);
        match decoder.verdict {
            with_nulls if with_nulls.decodes() && !with_nulls.nulls.is_empty() => with_nulls,
            _ => verdict,
        }
    }

    fn decoder(&self) -> Decoder<'_, 'c> {
        Decoder {
            document: self.document,
            tags: &self.tags,
            at: String::new(),
            depth: 0,
            mends: false,
            verdict: Verdict::default(),
        }
    }
}

pub(super) struct Decoder<'i, 'c> {
    pub(super) document: &'c Checked,
    tags: &'i Tags,
    /// Where in the data, as a JSON Pointer.
    pub(super) at: String,
    /// How many objects and arrays are open, from the text of the last union on.
    pub(super) depth: usize,
    /// What does not decode may be null.
    pub(super) mends: bool,
    pub(super) verdict: Verdict<'c>,
}

impl<'c> Decoder<'_, 'c> {
    pub(super) fn value(&mut self, ty: &'c Type, value: &Value<'_>) {
        let ty = self.document.resolve(ty);
        match (&ty.shape, value) {
            (_, Value::TooDeep(levels)) if self.depth + levels > MAX_DEPTH => {
                self.mismatch(ty, Why::TooDeep);
            }
            (Shape::Raw, _) => {
                if self.kept(ty, value) {
                    self.kept_unclean(ty, value);
                    self.matched(ty);
                }
            }
            (Shape::Any, _) | (Shape::FreeForm, Value::Object(_)) => {
                if self.anything(ty, value) {
                    self.matched(ty);
                }
            }
            (Shape::Nullable(_) | Shape::Null, Value::Null)
            | (Shape::Boolean, Value::Boolean(_))
            | (Shape::Number, Value::Number(Some(_)))
            | (Shape::String, Value::String(Some(_))) => self.matched(ty),
            (Shape::Const(_) | Shape::Enum(_), Value::String(Some(text))) => {
                self.matched(ty);
                self.known(ty, text);
            }
            (Shape::Nullable(_), Value::Mended(inner, _)) if matches!(**inner, Value::Null) => {
                self.mended(ty);
            }
            (Shape::Nullable(inner), _) => self.place(|it| it.value(inner, value)),
            (_, Value::Mended(inner, _)) => {
                let faults = self.verdict.mismatches.len();
                self.value(ty, inner);
                if self.verdict.mismatches.len() == faults {
                    self.mended(ty);
                }
            }
            (Shape::Number | Shape::Integer { .. }, Value::Number(None)) => {
                self.mismatch(ty, Why::NumberRange);
            }
            (Shape::Integer { unsigned }, Value::Number(Some(number))) => {
                self.integer(ty, *unsigned, *number);
            }
            (Shape::String | Shape::Const(_) | Shape::Enum(_), Value::String(None)) => {
                self.mismatch(ty, Why::IllFormed);
            }
            (Shape::Map(values), Value::Object(members)) => {
                for (key, member) in members {
                    match key {
                        Some(key) => self.entry(ty, key, values, member),
                        None => self.mismatch(ty, Why::IllFormed),
                    }
                }
            }
            (Shape::Array(items), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.inside(&index.to_string(), |it| it.value(items, element));
                }
            }
            (Shape::Object(object), Value::Object(members)) => self.object(ty, object, members),
            (Shape::Tagged(union), Value::Object(members)) => self.tagged(ty, union, members),
            (Shape::Kinds(kinds), _) => self.kinds(ty, kinds, value),
            _ => self.mismatch(
                ty,
                Why::Kind {
                    found: value.kind(),
                },
            ),
        }
    }

    fn integer(&mut self, ty: &'c Type, unsigned: bool, number: Number) {
        match (number, number.whole()) {
            (Number::Float(float), Some(_)) if float.abs() >= FIRST_ROUNDED => {
                self.mismatch(ty, Why::NotWhole);
            }
            (_, Some(number)) if number < 0 && unsigned => self.mismatch(ty, Why::IntegerRange),
            (Number::Unsigned(_), _) if !unsigned => self.mismatch(ty, Why::IntegerRange),
            (_, Some(_)) => self.matched(ty),
            (_, None) => self.mismatch(ty, Why::NotWhole),
        }
    }

    pub(super) fn object(
        &mut self,
        ty: &'c Type,
        object: &'c Object,
        members: &[(Text<'_>, Value<'_>)],
    ) {
        let tags = self.tags.of_object(&ty.pointer);
        let is_tag = |key: &str| tags.iter().any(|tag| tag.key == key);
        let mut came = vec![Vec::new(); object.properties.len()];
        let mut others = Vec::new();
        for (key, member) in members {
            let Some(key) = key else {
                self.mismatch(ty, Why::IllFormed);
                continue;
            };
            let property = object.properties.iter().position(|it| it.key == *key);
            match property.filter(|_| !is_tag(key)) {
                Some(index) => came[index].push(self.member(ty, key, member)),
                None if is_tag(key) || object.additional.is_none() => {
                    if !is_tag(key) {
                        others.push((key, member));
                    }
                    let member = self.member(ty, key, member);
                    self.inside(key, |it| it.kept_unclean(ty, member));
                }
                None => others.push((key, member)),
            }
        }
        for (property, members) in object.properties.iter().zip(came) {
            let (required, is_missing) = (property.required, members.is_empty());
            let has_default = is_tag(&property.key) || self.document.has_default(&property.ty);
            if required && is_missing && !has_default {
                self.mismatch(ty, Why::Missing { property });
            }
            // What is not required may be null too, and what is empty when missing is empty then.
            let may_be_null = !required || has_default;
            let members = members.into_iter();
            for member in members.filter(|it| !may_be_null || !matches!(it, Value::Null)) {
                self.inside(&property.key, |it| match may_be_null {
                    true => it.place(|it| it.value(&property.ty, member)),
                    false => it.value(&property.ty, member),
                });
            }
        }
        if let Some(additional) = &object.additional {
            for (key, member) in others {
                self.entry(ty, key, additional, member);
            }
        } else {
            for (key, _) in others {
                let what = What::Property {
                    key: key.to_string(),
                };
                self.inside(key, |it| it.undeclared(ty, what));
            }
        }
    }

    /// Sees whether a string is one of those that are known.
    fn known(&mut self, ty: &'c Type, text: &str) {
        let is_known = match &ty.shape {
            Shape::Const(value) => value == text,
            Shape::Enum(values) => values.iter().any(|it| it.value == text),
            _ => true,
        };
        if !is_known {
            let value = text.to_owned();
            self.undeclared(ty, What::Value { value });
        }
    }

    pub(super) fn undeclared(&mut self, ty: &'c Type, what: What) {
        let at = self.at.clone();
        self.verdict.undeclared.push(Undeclared { at, ty, what });
    }

    /// An entry that is left out if it does not decode.
    fn entry(&mut self, ty: &'c Type, key: &str, values: &'c Type, member: &Value<'_>) {
        let member = self.member(ty, key, member);
        self.inside(key, |it| it.place(|it| it.value(values, member)));
    }

    /// Whether a value can be kept as its text.
    fn kept(&mut self, ty: &'c Type, value: &Value<'_>) -> bool {
        let kept = levels(value) <= MAX_KEPT;
        if !kept {
            self.mismatch(ty, Why::TooDeep);
        }
        kept
    }

    /// Whether a value can be read by one who does not know what it is.
    fn anything(&mut self, ty: &'c Type, value: &Value<'_>) -> bool {
        let faults = self.verdict.mismatches.len();
        match value {
            Value::Number(None) => self.place(|it| it.mismatch(ty, Why::NumberRange)),
            Value::String(None) => self.mismatch(ty, Why::IllFormed),
            Value::TooDeep(levels) if self.depth + levels > MAX_DEPTH => {
                self.place(|it| it.mismatch(ty, Why::TooDeep));
            }
            Value::Mended(..) => self.mended(ty),
            Value::OddKey(inner, _) => drop(self.anything(ty, inner)),
            Value::TooDeep(_) => {}
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.inside(&index.to_string(), |it| it.anything(ty, element));
                }
            }
            Value::Object(members) => self.members(ty, members),
            Value::Unclosed(inner) => drop(self.anything(ty, inner)),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::String(_) => {}
        }
        self.verdict.mismatches.len() == faults
    }

    pub(super) fn members(&mut self, ty: &'c Type, members: &[(Text<'_>, Value<'_>)]) {
        for (key, member) in members {
            match key {
                Some(key) => {
                    let member = self.member(ty, key, member);
                    self.inside(key, |it| it.anything(ty, member));
                }
                None => self.mismatch(ty, Why::IllFormed),
            }
        }
    }

    pub(super) fn inside<T>(&mut self, key: &str, decode: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.at.len();
        pointer::push(&mut self.at, key);
        self.depth += 1;
        let decoded = decode(self);
        self.depth -= 1;
        self.at.truncate(length);
        decoded
    }

    fn matched(&mut self, ty: &'c Type) {
        self.verdict.matched.push(&ty.pointer);
    }

    pub(super) fn mismatch(&mut self, ty: &'c Type, why: Why<'c>) {
        let at = self.at.clone();
        self.verdict.mismatches.push(Mismatch { at, ty, why });
    }
}

/// How many objects and arrays are in each other.
pub(super) fn levels(value: &Value<'_>) -> usize {
    match value {
        Value::TooDeep(levels) => *levels,
        Value::Array(elements) => 1 + elements.iter().map(levels).max().unwrap_or_default(),
        Value::Object(members) => {
            let members = members.iter().map(|(_, member)| levels(member));
            1 + members.max().unwrap_or_default()
        }
        Value::Unclosed(inner) | Value::Mended(inner, _) | Value::OddKey(inner, _) => levels(inner),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

impl Checked {
    /// Whether decoding has something to put in the place of what is missing.
    fn has_default(&self, ty: &Type) -> bool {
        matches!(
            self.resolve(ty).shape,
            Shape::Array(_) | Shape::Map(_) | Shape::FreeForm | Shape::Nullable(_) | Shape::Null
        )
    }
}

impl Value<'_> {
    pub(super) fn kind(&self) -> JsonType {
        match self {
            Self::Null => JsonType::Null,
            Self::Boolean(_) => JsonType::Boolean,
            Self::Number(_) => JsonType::Number,
            Self::String(_) => JsonType::String,
            Self::Array(_) => JsonType::Array,
            Self::Object(_) | Self::TooDeep(_) => JsonType::Object,
            Self::Unclosed(inner) | Self::Mended(inner, _) | Self::OddKey(inner, _) => inner.kind(),
        }
    }
}
