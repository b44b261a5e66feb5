//! The value as it grows.

use indexmap::IndexMap;

use crate::interpret::data::Value;
use crate::interpret::fold::text::JsonText;
use crate::json::{Json, Number};
use crate::pointer;

/// A part of the value, or of an event.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Null,
    Boolean(bool),
    Number(Number),
    String(String),
    List(List),
    Object(IndexMap<String, Slot>),
    /// JSON that comes as text.
    Text(Box<JsonText>),
    /// A variant that did not fit, and counts as one that the union with this tag does not have.
    Kept {
        node: Box<Self>,
        tag: String,
    },
}

/// A node in its place.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) node: Node,
    /// Whether it was begun, and is to be closed.
    pub(super) open: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct List {
    pub(super) elements: Vec<Slot>,
    /// The indices of the elements on the wire, ascending; their positions if there are none.
    wire: Option<Vec<u64>>,
}

/// A step to a part of a node.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Field(String),
    Element(usize),
}

impl Slot {
    pub(super) fn new(node: Node) -> Self {
        Self { node, open: false }
    }

    pub(super) fn part(&self, part: &Part) -> Option<&Self> {
        match (&self.node, part) {
            (Node::Object(members), Part::Field(key)) => members.get(key),
            (Node::List(list), Part::Element(at)) => list.elements.get(*at),
            _ => None,
        }
    }

    pub(super) fn at(&self, parts: &[Part]) -> Option<&Self> {
        parts.iter().try_fold(self, Self::part)
    }

    pub(super) fn at_mut(&mut self, parts: &[Part]) -> Option<&mut Self> {
        parts
            .iter()
            .try_fold(self, |slot, part| match (&mut slot.node, part) {
                (Node::Object(members), Part::Field(key)) => members.get_mut(key),
                (Node::List(list), Part::Element(at)) => list.elements.get_mut(*at),
                _ => None,
            })
    }

    /// What is there; where there is nothing, objects and lists are made on the way.
    pub(super) fn made_at(&mut self, parts: &[Part]) -> Option<&mut Self> {
        let mut slot = self;
        for part in parts {
            if matches!(slot.node, Node::Null) {
                slot.node = match part {
                    Part::Field(_) => Node::Object(IndexMap::new()),
                    Part::Element(_) => Node::List(List::default()),
                };
            }
            slot = match (&mut slot.node, part) {
                (Node::Object(members), Part::Field(key)) => members
                    .entry(key.clone())
                    .or_insert_with(|| Self::new(Node::Null)),
                (Node::List(list), Part::Element(at)) => list.elements.get_mut(*at)?,
                _ => return None,
            };
        }
        Some(slot)
    }

    /// Adds the places that are open.
    pub(super) fn open_places(&self, at: &str, into: &mut Vec<String>) {
        if self.open {
            into.push(at.to_owned());
        }
        match &self.node {
            Node::List(list) => {
                for (index, slot) in list.elements.iter().enumerate() {
                    slot.open_places(&format!("{at}/{index}"), into);
                }
            }
            Node::Object(members) => {
                for (key, slot) in members {
                    slot.open_places(&pointer::child(at, key), into);
                }
            }
            _ => {}
        }
    }

    /// Closes it and what is below it, JSON texts by `parse`.
    pub(super) fn close(&mut self, parse: &mut impl FnMut(&mut JsonText)) {
        self.open = false;
        match &mut self.node {
            Node::Text(text) => parse(text),
            Node::List(list) => list.elements.iter_mut().for_each(|it| it.close(parse)),
            Node::Object(members) => members.values_mut().for_each(|it| it.close(parse)),
            _ => {}
        }
    }
}

impl List {
    pub(super) fn new(elements: impl IntoIterator<Item = Node>) -> Self {
        Self {
            elements: elements.into_iter().map(Slot::new).collect(),
            wire: None,
        }
    }

    /// The position of the element with this index on the wire, or where it would come.
    pub(super) fn position(&self, index: u64) -> Result<usize, usize> {
        match &self.wire {
            Some(wire) => wire.binary_search(&index),
            None => {
                let len = self.elements.len();
                let at = usize::try_from(index).unwrap_or(usize::MAX);
                if at < len { Ok(at) } else { Err(len) }
            }
        }
    }

    /// One more than the last index on the wire.
    pub(super) fn next(&self) -> u64 {
        match &self.wire {
            Some(wire) => wire.last().map_or(0, |last| last.saturating_add(1)),
            None => self.elements.len() as u64,
        }
    }

    /// Makes room for an element with this index on the wire.
    pub(super) fn insert(&mut self, at: usize, index: u64) {
        let in_order = self.wire.is_none() && index == self.elements.len() as u64;
        if !in_order {
            let len = self.elements.len() as u64;
            let wire = self.wire.get_or_insert_with(|| (0..len).collect());
            wire.insert(at, index);
        }
        self.elements.insert(at, Slot::new(Node::Null));
    }

    pub(super) fn extend(&mut self, nodes: impl IntoIterator<Item = Node>) {
        for node in nodes {
            if self.wire.is_some() {
                let next = self.next();
                self.wire.get_or_insert_with(Vec::new).push(next);
            }
            self.elements.push(Slot::new(node));
        }
    }

    /// From here on indices on the wire are positions.
    pub(super) fn forget_wire(&mut self) {
        self.wire = None;
    }
}

impl Node {
    pub(super) fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Null | Value::Number(None) | Value::String(None) | Value::TooDeep(_) => {
                Self::Null
            }
            Value::Boolean(it) => Self::Boolean(*it),
            Value::Number(Some(number)) => Self::Number(*number),
            Value::String(Some(text)) => Self::String(text.clone().into_owned()),
            Value::Array(elements) => Self::List(List::new(elements.iter().map(Self::of))),
            Value::Object(members) => {
                let members = members.iter();
                let members = members
                    .filter_map(|(key, it)| Some((key.as_deref()?.to_owned(), Self::of(it))));
                Self::object(members)
            }
            Value::Unclosed(inner) | Value::Mended(inner, _) | Value::OddKey(inner, _) => {
                Self::of(inner)
            }
        }
    }

    pub(super) fn object(members: impl IntoIterator<Item = (String, Self)>) -> Self {
        let members = members.into_iter();
        Self::Object(members.map(|(key, it)| (key, Slot::new(it))).collect())
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// What a member of an object is.
    pub(super) fn field(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(key).map(|it| &it.node),
            _ => None,
        }
    }

    /// The same for a variant of a union, also for one that is not declared.
    pub(super) fn variant_field(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Kept { node, .. } => node.field(key),
            node => node.field(key),
        }
    }

    /// Null, `""`, `[]` or `{}`.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::String(text) => text.is_empty(),
            Self::List(list) => list.elements.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Text(text) => text.is_empty(),
            Self::Boolean(_) | Self::Number(_) | Self::Kept { .. } => false,
        }
    }

    /// Empty, or zero.
    pub(super) fn says_nothing(&self) -> bool {
        match self {
            Self::Number(number) => number.as_f64() == 0.0,
            other => other.is_empty(),
        }
    }

    /// As it is written.
    pub(super) fn shown(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Boolean(it) => Json::Boolean(*it),
            Self::Number(number) => Json::Number(*number),
            Self::String(text) => Json::String(text.clone()),
            Self::List(list) => {
                Json::Array(list.elements.iter().map(|it| it.node.shown()).collect())
            }
            Self::Object(members) => {
                let members = members.iter();
                Json::Object(
                    members
                        .map(|(key, it)| (key.clone(), it.node.shown()))
                        .collect(),
                )
            }
            Self::Text(text) => text.shown(),
            Self::Kept { node, .. } => node.shown(),
        }
    }
}

impl From<&Json> for Node {
    fn from(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Boolean(it) => Self::Boolean(*it),
            Json::Number(number) => Self::Number(*number),
            Json::String(text) => Self::String(text.clone()),
            Json::Array(elements) => Self::List(List::new(elements.iter().map(Self::from))),
            Json::Object(members) => {
                let members = members.iter();
                Self::object(members.map(|(key, it)| (key.clone(), Self::from(it))))
            }
        }
    }
}

/// A place as a JSON Pointer.
pub(super) fn pointer_of(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Field(key) => pointer::push(&mut text, key),
            Part::Element(at) => pointer::push(&mut text, &at.to_string()),
        }
    }
    text
}
