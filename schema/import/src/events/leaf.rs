//! What a stream sends, before it is an event.

use crate::convert::expand::Conjunct;
use crate::read::part::Part;

/// One of the things a stream sends.
#[derive(Debug, Clone)]
pub(crate) struct Leaf<'a> {
    /// Everything it is at once.
    pub(crate) conjuncts: Vec<Conjunct<'a>>,
    /// The same for looking up properties.
    pub(crate) parts: Vec<Part<'a>>,
    /// The schema it is, if it is exactly that.
    pub(crate) exactly: Option<Part<'a>>,
    /// The schema that names it.
    pub(crate) at: String,
    pub(crate) name: Option<String>,
    /// Whether an extension says that it ends the stream.
    pub(crate) ends: bool,
}

/// An event in the making.
pub(crate) struct Item<'a> {
    pub(crate) leaf: Leaf<'a>,
    pub(crate) names: Vec<String>,
    /// Whether the message has no event field, which makes it a `message`.
    pub(crate) unnamed: bool,
    /// Whether it ends the stream.
    pub(crate) ends: bool,
    pub(crate) data: Data<'a>,
    /// Of an envelope; the payload's own stands at its type.
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
}

/// What is in a message.
#[derive(Debug, Clone)]
pub(crate) enum Data<'a> {
    /// JSON that is all of these.
    Json(Vec<Part<'a>>),
    /// JSON that is the leaf itself.
    Leaf,
    /// Text; with what is said about it.
    Text(Vec<Part<'a>>),
    None,
}

/// All that a stream sends.
pub(crate) struct Items<'a> {
    pub(crate) items: Vec<Item<'a>>,
    /// Tags that unions on the way to them declare.
    pub(crate) tags: Vec<String>,
    /// Whether the event field names any.
    pub(crate) by_event: bool,
    /// A property of the data that has the same names.
    pub(crate) tag: Option<String>,
    /// Where it is said that the event field may be any text.
    pub(crate) any_name: Option<String>,
}
