//! JSON that comes as text.

use crate::interpret::fold::node::Node;
use crate::interpret::fold::scan::{Extent, scan};
use crate::json::Json;
use crate::shape::Type;

/// A place whose JSON comes in pieces.
#[derive(Debug, Clone)]
pub(super) struct JsonText {
    /// The value that it started with.
    start: Node,
    /// Where its type stands in the document.
    place: String,
    text: String,
    state: State,
}

#[derive(Debug, Clone)]
enum State {
    Open,
    Closed(Node),
    Cut,
    Invalid,
}

impl JsonText {
    pub(super) fn new(start: Node, ty: &Type) -> Self {
        Self {
            start,
            place: ty.pointer.clone(),
            text: String::new(),
            state: State::Open,
        }
    }

    /// Adds a piece. One with something in it opens the text again.
    pub(super) fn push(&mut self, piece: &str) {
        if !piece.is_empty() {
            self.text.push_str(piece);
            self.state = State::Open;
        }
    }

    /// Says that it is complete; `read` gives the value of a text that is JSON, if it fits the type
    /// that stands at a place of the document.
    pub(super) fn close(&mut self, read: impl FnOnce(&str, &str) -> Option<Node>) {
        self.state = if self.text.is_empty() {
            State::Closed(self.start.clone())
        } else {
            match scan(&self.text) {
                Extent::Whole => {
                    read(&self.text, &self.place).map_or(State::Invalid, State::Closed)
                }
                Extent::Cut => State::Cut,
                Extent::Broken => State::Invalid,
            }
        };
    }

    /// Whether nothing came.
    pub(super) fn is_empty(&self) -> bool {
        match &self.state {
            State::Closed(value) => value.is_empty(),
            _ => self.text.is_empty() && self.start.is_empty(),
        }
    }

    /// The value once it is closed; before, the text, or the value that it started with.
    pub(super) fn shown(&self) -> Json {
        match &self.state {
            State::Closed(value) => value.shown(),
            _ if self.text.is_empty() => self.start.shown(),
            _ => Json::String(self.text.clone()),
        }
    }
}
