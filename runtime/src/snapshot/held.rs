//! The value, as long as it grows.

use std::sync::Arc;

/// A value that may be shared with readers. Nobody pays for that who does not ask for it.
#[derive(Debug, Clone)]
pub(super) enum Held<V> {
    Nothing,
    Owned(V),
    Shared(Arc<V>),
}

impl<V> Held<V> {
    pub(super) fn get(&self) -> Option<&V> {
        match self {
            Self::Nothing => None,
            Self::Owned(value) => Some(value),
            Self::Shared(value) => Some(value),
        }
    }

    pub(super) fn is_there(&self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

impl<V: Clone> Held<V> {
    /// The value, to be changed. If a reader holds it, this is a copy from now on.
    #[inline]
    pub(super) fn get_mut(&mut self) -> Option<&mut V> {
        match self {
            Self::Nothing => None,
            Self::Owned(value) => Some(value),
            Self::Shared(value) => Some(Arc::make_mut(value)),
        }
    }

    pub(super) fn share(&mut self) -> Option<Arc<V>> {
        let value = match std::mem::replace(self, Self::Nothing) {
            Self::Nothing => return None,
            Self::Owned(value) => Arc::new(value),
            Self::Shared(value) => value,
        };
        *self = Self::Shared(Arc::clone(&value));
        Some(value)
    }

    pub(super) fn into_value(self) -> Option<V> {
        match self {
            Self::Nothing => None,
            Self::Owned(value) => Some(value),
            Self::Shared(value) => Some(Arc::unwrap_or_clone(value)),
        }
    }
}

impl<V> From<Option<V>> for Held<V> {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Nothing, Self::Owned)
    }
}
