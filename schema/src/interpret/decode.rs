//! Whether data decodes as a type, and if not, why.
//!
//! The rules are those of the generated code, which reads with `serde_json`: what no property is
//! declared for is passed over unread, so a number or a depth that cannot be held is no fault
//! there, nor in what is kept as its text: undeclared variants, and unions that nothing tells apart.

use super::data::{Data, MAX_DEPTH, Text, Value};
use super::mismatch::{Mismatch, Why};
use super::{Interpreter, Tags};
use crate::checked::Checked;
use crate::json::Number;
use crate::pointer;
use crate::schema::JsonType;
use crate::shape::{Kinds, Object, Shape, Tagged, Type};

/// What is kept as its text nests no deeper.
const MAX_KEPT: usize = 128;

/// What came of decoding a value.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Verdict<'c> {
    /// Why it does not decode; empty if it does.
    pub mismatches: Vec<Mismatch<'c>>,
    /// The places of the subschemas that some value in it decoded as, containers left out.
    pub matched: Vec<&'c str>,
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
        let mut decoder = Decoder {
            document: self.document,
            tags: &self.tags,
            at: String::new(),
            depth: 0,
            verdict: Verdict::default(),
        };
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
}

struct Decoder<'i, 'c> {
    document: &'c Checked,
    tags: &'i Tags,
    /// Where in the data, as a JSON Pointer.
    at: String,
    /// How many objects and arrays are open, from the text of the last union on.
    depth: usize,
    verdict: Verdict<'c>,
}

impl<'c> Decoder<'_, 'c> {
    fn value(&mut self, ty: &'c Type, value: &Value<'_>) {
        let ty = self.document.resolve(ty);
        match (&ty.shape, value) {
            (_, Value::TooDeep(levels)) if self.depth + levels > MAX_DEPTH => {
                self.mismatch(ty, Why::TooDeep);
            }
            (Shape::Raw, _) => {
                if self.kept(ty, value) {
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
            | (Shape::String | Shape::Const(_) | Shape::Enum(_), Value::String(Some(_))) => {
                self.matched(ty);
            }
            (Shape::Nullable(inner), _) => self.value(inner, value),
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
                        Some(key) => self.inside(key, |it| it.value(values, member)),
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
        match number {
            Number::Float(_) => self.mismatch(ty, Why::NotWhole),
            Number::Integer(number) if number < 0 && unsigned => {
                self.mismatch(ty, Why::IntegerRange);
            }
            Number::Unsigned(_) if !unsigned => self.mismatch(ty, Why::IntegerRange),
            Number::Integer(_) | Number::Unsigned(_) => self.matched(ty),
        }
    }

    fn object(&mut self, ty: &'c Type, object: &'c Object, members: &[(Text<'_>, Value<'_>)]) {
        let tags = self.tags.of_object(&ty.pointer);
        let is_tag = |key: &str| tags.iter().any(|tag| tag.key == key);
        let mut came = vec![Vec::new(); object.properties.len()];
        let mut others = Vec::new();
        for (key, member) in members {
            match key {
                None => self.mismatch(ty, Why::IllFormed),
                Some(key) if is_tag(key) => {}
                Some(key) => match object.properties.iter().position(|it| it.key == *key) {
                    Some(index) => came[index].push(member),
                    None => others.push((key, member)),
                },
            }
        }
        for (property, members) in object.properties.iter().zip(came) {
            let (required, is_missing) = (property.required, members.is_empty());
            let has_default = is_tag(&property.key) || self.document.has_default(&property.ty);
            if required && is_missing && !has_default {
                self.mismatch(ty, Why::Missing { property });
            }
            // What is not required may be null too.
            let members = members.into_iter();
            for member in members.filter(|it| required || !matches!(it, Value::Null)) {
                self.inside(&property.key, |it| it.value(&property.ty, member));
            }
        }
        if let Some(additional) = &object.additional {
            for (key, member) in others {
                self.inside(key, |it| it.value(additional, member));
            }
        }
    }

    fn tagged(&mut self, ty: &'c Type, union: &'c Tagged, members: &[(Text<'_>, Value<'_>)]) {
        // The text of the whole object is taken before anything in it is read.
        let levels = members.iter().map(|(_, member)| levels(member));
        if levels.max().unwrap_or_default() >= MAX_KEPT {
            return self.mismatch(ty, Why::TooDeep);
        }
        let depth = std::mem::take(&mut self.depth);
        self.variant(ty, union, members);
        self.depth = depth;
    }

    /// The object as what its tag says.
    fn variant(&mut self, ty: &'c Type, union: &'c Tagged, members: &[(Text<'_>, Value<'_>)]) {
        let Some(tag) = self.tag(ty, union, members) else {
            return;
        };
        let branch = match tag {
            Some(tag) => union.branches.iter().find(|it| it.has(tag)),
            None => union.default.and_then(|index| union.branches.get(index)),
        };
        match branch {
            Some(branch) => {
                let ty = self.document.resolve(&branch.ty);
                match &ty.shape {
                    Shape::Object(object) => self.object(ty, object, members),
                    Shape::Tagged(inner) => self.tagged(ty, inner, members),
                    _ => self.members(ty, members),
                }
            }
            None if tag.is_some() => {}
            None => {
                let key = union.tag.as_str();
                self.mismatch(ty, Why::NoTag { key });
            }
        }
    }

    /// The tag, if there is one; `None` if it cannot be told.
    fn tag<'d>(
        &mut self,
        ty: &'c Type,
        union: &'c Tagged,
        members: &'d [(Text<'_>, Value<'_>)],
    ) -> Option<Option<&'d str>> {
        for (key, member) in members {
            match (key, member) {
                (None, _) => {
                    self.mismatch(ty, Why::IllFormed);
                    return None;
                }
                (Some(key), _) if *key != union.tag => {}
                // Then it tells nothing.
                (Some(_), Value::Null) => {}
                (Some(_), Value::String(Some(text))) => return Some(Some(text)),
                (Some(key), Value::String(None)) => {
                    self.inside(key, |it| it.mismatch(ty, Why::IllFormed));
                    return None;
                }
                (Some(key), other) => {
                    let found = other.kind();
                    self.inside(key, |it| it.mismatch(ty, Why::TagKind { found }));
                    return None;
                }
            }
        }
        Some(None)
    }

    fn kinds(&mut self, ty: &'c Type, kinds: &'c Kinds, value: &Value<'_>) {
        let branch = match value {
            Value::Boolean(_) => &kinds.boolean,
            Value::Number(_) => &kinds.number,
            Value::String(_) => &kinds.string,
            Value::Array(_) => &kinds.array,
            Value::Object(_) => &kinds.object,
            Value::Null | Value::TooDeep(_) | Value::Unclosed(_) => &None,
        };
        match branch {
            Some(branch) => self.value(branch, value),
            None => self.mismatch(
                ty,
                Why::Kind {
                    found: value.kind(),
                },
            ),
        }
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
            Value::Number(None) => self.mismatch(ty, Why::NumberRange),
            Value::String(None) => self.mismatch(ty, Why::IllFormed),
            Value::TooDeep(levels) if self.depth + levels > MAX_DEPTH => {
                self.mismatch(ty, Why::TooDeep);
            }
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

    fn members(&mut self, ty: &'c Type, members: &[(Text<'_>, Value<'_>)]) {
        for (key, member) in members {
            match key {
                Some(key) => drop(self.inside(key, |it| it.anything(ty, member))),
                None => self.mismatch(ty, Why::IllFormed),
            }
        }
    }

    fn inside<T>(&mut self, key: &str, decode: impl FnOnce(&mut Self) -> T) -> T {
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

    fn mismatch(&mut self, ty: &'c Type, why: Why<'c>) {
        let at = self.at.clone();
        self.verdict.mismatches.push(Mismatch { at, ty, why });
    }
}

/// How many objects and arrays are in each other.
fn levels(value: &Value<'_>) -> usize {
    match value {
        Value::TooDeep(levels) => *levels,
        Value::Array(elements) => 1 + elements.iter().map(levels).max().unwrap_or_default(),
        Value::Object(members) => {
            let members = members.iter().map(|(_, member)| levels(member));
            1 + members.max().unwrap_or_default()
        }
        Value::Unclosed(inner) => levels(inner),
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
    fn kind(&self) -> JsonType {
        match self {
            Self::Null => JsonType::Null,
            Self::Boolean(_) => JsonType::Boolean,
            Self::Number(_) => JsonType::Number,
            Self::String(_) => JsonType::String,
            Self::Array(_) => JsonType::Array,
            Self::Object(_) | Self::TooDeep(_) => JsonType::Object,
            Self::Unclosed(inner) => inner.kind(),
        }
    }
}
