//! Documents whose events add up to something.

/// A list whose elements come with indices.
pub(super) const SHELF: &str = include_str!("../../folds/shelf.json");

/// Rows with and without holes.
pub(super) const DENSE: &str = include_str!("../../folds/dense.json");

/// A letter with a form in it that comes as JSON text.
pub(super) const LETTER: &str = include_str!("../../folds/letter.json");

/// Chats whose messages are found by their ids, and whose parts stay open until they are closed.
pub(super) const CHATS: &str = include_str!("../../folds/chats.json");

/// Places that are of one variant of a union.
pub(super) const MIXED: &str = include_str!("../../folds/mixed.json");

/// A parcel of which much may be null.
pub(super) const PARCEL: &str = include_str!("../../folds/parcel.json");
