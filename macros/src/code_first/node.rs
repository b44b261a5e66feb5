//! A document's JSON, each part of which knows where in the source it was written.

use proc_macro2::Span;
use stream_events_schema::Json;

/// A value.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) value: Value,
}

#[derive(Clone)]
pub(super) enum Value {
    Text(String),
    /// `true`, `false` or a number, as it is written.
    Plain(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// A key with its value.
#[derive(Clone)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) node: Node,
}

impl Node {
    pub(super) fn text(text: impl Into<String>, span: Span) -> Self {
        let value = Value::Text(text.into());
        Self { span, value }
    }

    pub(super) fn plain(text: impl Into<String>, span: Span) -> Self {
        let value = Value::Plain(text.into());
        Self { span, value }
    }

    /// `true`.
    pub(super) fn yes(span: Span) -> Self {
        Self::plain("true", span)
    }

    pub(super) fn list(nodes: Vec<Self>, span: Span) -> Self {
        let value = Value::List(nodes);
        Self { span, value }
    }

    pub(super) fn object(members: Vec<Member>, span: Span) -> Self {
        let value = Value::Object(members);
        Self { span, value }
    }

    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Member {
    pub(super) fn new(key: impl Into<String>, span: Span, node: Node) -> Self {
        Self {
            key: key.into(),
            span,
            node,
        }
    }
}

/// The JSON text of a value, and where in the source its parts stand.
#[derive(Default)]
pub(super) struct Text {
    pub(super) json: String,
    /// Keys and values, by where they begin in the text.
    places: Vec<(usize, Span)>,
}

impl Text {
    pub(super) fn new(node: &Node) -> Self {
        let mut text = Self::default();
        text.node(node);
        text
    }

    /// Where the key or the value stands that begins here in the text, or what it is in.
    pub(super) fn span(&self, start: usize) -> Span {
        let after = self.places.partition_point(|(place, _)| *place <= start);
        let before = self.places[..after].last();
        before.map_or_else(Span::call_site, |(_, span)| *span)
    }

    fn node(&mut self, node: &Node) {
        self.places.push((self.json.len(), node.span));
        match &node.value {
            Value::Text(text) => self.text(text),
            Value::Plain(text) => self.json.push_str(text),
            Value::List(nodes) => {
                self.json.push('[');
                for (index, node) in nodes.iter().enumerate() {
                    self.json.push_str(if index == 0 { "" } else { ", " });
                    self.node(node);
                }
                self.json.push(']');
            }
            Value::Object(members) => {
                self.json.push('{');
                for (index, member) in members.iter().enumerate() {
                    self.json.push_str(if index == 0 { " " } else { ", " });
                    self.places.push((self.json.len(), member.span));
                    self.text(&member.key);
                    self.json.push_str(": ");
                    self.node(&member.node);
                }
                self.json.push_str(" }");
            }
        }
    }

    fn text(&mut self, text: &str) {
        let text = Json::String(text.to_owned()).to_string();
        self.json.push_str(&text);
    }
}
