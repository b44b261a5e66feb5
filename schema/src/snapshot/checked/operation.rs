//! Rules and what they do.

use crate::snapshot::checked::{Place, Source};

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Where it stands in the document, as a JSON Pointer: what an error of the fold names.
    pub pointer: String,
    /// What it does.
    pub operation: Operation,
    /// What it tells: a name in [`changes`](super::Fold::changes).
    pub emit: Option<String>,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// `start`.
    Start(Start),
    /// `set`.
    Set(Box<Set>),
    /// `append`.
    Append(Append),
    /// `append_json`.
    AppendJson(AppendJson),
    /// `insert`.
    Insert(Insert),
    /// `close`.
    Close(Close),
    /// `apply`.
    Scope(Box<Scope>),
}

/// The value begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// With what.
    pub source: Source,
}

/// A place is overwritten.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// By what.
    pub source: Source,
    /// Where.
    pub to: Place,
    /// Null and nothing are written, too; the place takes null.
    pub nulls: bool,
    /// Only while the place holds null, `""`, 0, `[]` or `{}`.
    pub once: bool,
    /// Of the object that is replaced, these properties stay where the new value has them absent,
    /// null, `""`, `[]` or `{}`.
    pub keep: Vec<String>,
    /// An element that is not there is inserted like this. The last step of `to` is an
    /// [index](super::PlaceStep::Index) or a [key](super::PlaceStep::Key) then.
    pub or_insert: Option<Insertion>,
}

/// How an element comes into a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Insertion {
    /// Whether indices may skip numbers: the element is put in its order, and later steps find
    /// elements by the indices on the wire.
    pub sparse: bool,
}

/// A string or a list grows. A null place counts as empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Append {
    /// By what.
    pub source: Source,
    /// Where: a string or a list, null left aside.
    pub to: Place,
}

/// A piece of JSON text for a place in [`json_texts`](super::Fold::json_texts).
#[derive(Debug, Clone, PartialEq)]
pub struct AppendJson {
    /// The piece: a string.
    pub source: Source,
    /// Where.
    pub to: Place,
}

/// A new element. One that is there already is an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Insert {
    /// The element.
    pub source: Source,
    /// Where: the last step is an element or behind the last one.
    pub to: Place,
    /// How.
    pub insertion: Insertion,
    /// Whether some rule of the document closes such an element, so that it is open until then.
    pub opens: bool,
}

/// A place and what is below it is complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Close {
    /// Where.
    pub place: Place,
}

/// Rules for a part of the event and a place of the value.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// What it goes by, instead of the event.
    pub each: Option<Source>,
    /// Whether [`each`](Self::each) is a list: the rules are followed once an element.
    pub list: bool,
    /// Where the places of the rules begin.
    pub within: Place,
    /// What is made there if nothing is there.
    pub new: Option<Source>,
    /// How an element is inserted, where `new` makes one.
    pub insertion: Insertion,
    /// Whether some rule of the document closes such a place, so that what is made is open until
    /// then.
    pub opens: bool,
    /// The rules.
    pub rules: Vec<Rule>,
}
