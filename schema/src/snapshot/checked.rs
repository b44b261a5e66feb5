//! What the rules of a document mean once they are checked: the input of whatever folds.
//!
//! A [`Fold`] has no mistakes left in it: each path leads through types that have the fields and
//! variants it names, each source fits its place, and what an event may leave out says so. Whoever
//! follows it meets only what the data decides: a source that is null, a variant that does not
//! hold, an index that is not there.
//!
//! # How a rule is followed
//!
//! 1. Its [`Source`] is read from the event. It gives *a value*, *nothing* (absent or null) or *no
//!    match*: a variant on its way does not hold. No match ends the rule. So does nothing, except
//!    where [`Set::nulls`] says that null is written and where [`Start`] makes an error of it.
//! 2. Its [`Place`] is found in the value. Where a step is a field of what is null, an object is
//!    made there; where it is an element, a list. The checks have seen to it that such an object
//!    requires no fields. Only a rule that acts makes anything.
//! 3. The operation is done.
//!
//! Rules with `ignore` only name variants, and are not here.

mod change;
mod operation;
mod place;
mod source;

pub use change::{Change, ChangeField, Delta, FieldKind};
pub use operation::{
    Append, AppendJson, Close, Insert, Insertion, Operation, Rule, Scope, Set, Start,
};
pub use place::{Place, PlaceStep};
pub use source::{Form, Source, SourceStep};

use indexmap::IndexMap;

use crate::json::Json;
use crate::shape::Type;
use crate::snapshot::Restart;

/// How the events of a document add up.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    /// The type of the value.
    pub ty: Type,
    /// What a second `start` means.
    pub restart: Restart,
    /// The value before the first event; it fits [`ty`](Self::ty). There is no `start` then.
    pub initial: Option<Json>,
    /// The rules of each event that has `apply`, by its name. An event that is not here changes
    /// nothing.
    pub events: IndexMap<String, Vec<Rule>>,
    /// What rules tell, by the name in `emit`.
    pub changes: IndexMap<String, Change>,
    /// Where the types stand whose values come as JSON text (`append_json`), as the
    /// [`pointer`](Type::pointer) of the property's or the element's own type, references not
    /// followed.
    pub json_texts: Vec<String>,
}

impl Fold {
    /// Whether the values of this type, as a property or an element has it, come as JSON text.
    #[must_use]
    pub fn is_json_text(&self, ty: &Type) -> bool {
        self.json_texts.contains(&ty.pointer)
    }
}
