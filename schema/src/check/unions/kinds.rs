//! The kinds of value a node can be.

use crate::check::lower::node::{Form, Link};
use crate::schema::JsonType;

/// The kinds of value a branch can be, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KindSet(u8);

impl KindSet {
    pub(crate) const EMPTY: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(1 << 1);
    pub(crate) const NUMBER: Self = Self(1 << 2);
    pub(crate) const STRING: Self = Self(1 << 3);
    pub(crate) const ARRAY: Self = Self(1 << 4);
    pub(crate) const OBJECT: Self = Self(1 << 5);
    pub(crate) const ANY: Self = Self(1 << 6);
    /// Of what has been reported.
    pub(crate) const BROKEN: Self = Self(1 << 7);

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) fn is_mixed(self) -> bool {
        self.0.count_ones() > 1
    }
}

/// The kinds a node can be of that is put together; those of the definitions it refers to are known.
pub(super) fn kinds(node: &Link<'_>, definitions: &[KindSet]) -> KindSet {
    match &node.form {
        Form::Ref(id) => definitions[*id],
        Form::Union(union) => {
            let kinds = union.branches.iter().map(|it| kinds(it, definitions));
            kinds.fold(KindSet::EMPTY, KindSet::or)
        }
        // A union puts its branches together first.
        Form::AllOf(_) | Form::Broken | Form::Conflict(_) => KindSet::BROKEN,
        Form::Any => KindSet::ANY,
        Form::Scalar(kind) => match kind.json_type {
            JsonType::Null => KindSet::NULL,
            JsonType::Boolean => KindSet::BOOLEAN,
            JsonType::Integer | JsonType::Number => KindSet::NUMBER,
            JsonType::String => KindSet::STRING,
            JsonType::Array => KindSet::ARRAY,
            JsonType::Object => KindSet::OBJECT,
        },
        Form::Array(_) => KindSet::ARRAY,
        Form::Object(_) | Form::Free { .. } | Form::Map(_) => KindSet::OBJECT,
    }
}
