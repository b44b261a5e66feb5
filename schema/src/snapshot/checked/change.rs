//! What rules tell.

use crate::shape::Type;

/// What the rules with one name in `emit` tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// One for each element on the way to the place, scopes included, in their order.
    pub fields: Vec<ChangeField>,
    /// The piece, for `append` and `append_json`.
    pub delta: Option<Delta>,
    /// The type of the place; may be nullable where rules write null. What is told is the place as
    /// it is after the whole event.
    pub value: Type,
    /// Whether the place comes as JSON text.
    pub json_text: bool,
    /// Whether the place may be null or absent when it is told of.
    pub nullable: bool,
}

/// What tells which element is meant: the index or the key on the wire, after the default; behind
/// `/-` the position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeField {
    /// What it is called, such as `index`, `item_id` or `tool_calls_index`.
    pub name: String,
    /// What it is.
    pub kind: FieldKind,
}

/// What a [`ChangeField`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// An index of a list.
    Index,
    /// A key that is an integer.
    Integer,
    /// A key that is a string.
    String,
}

/// A piece that was appended.
#[derive(Debug, Clone, PartialEq)]
pub enum Delta {
    /// Text.
    Text,
    /// Elements of this type.
    List(Type),
}
