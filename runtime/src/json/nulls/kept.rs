//! Texts that are kept as they came, though the text around them was written anew.
//!
//! Some cannot stand in a text that is read: JSON that is not clean, or a variant whose tag would have it
//! read as what it does not fit. In their place stands an object with their number.

use std::cell::RefCell;

/// How the object begins that stands in the place of a text.
pub(super) const MARK: &str = r#"{"\u0000kept":"#;

/// What stands in the place of which an object was written.
#[derive(Debug, Clone)]
pub(in crate::json) enum Kept {
    /// A text as it came.
    Raw(String),
    /// A variant of a union that is kept as if the union did not have it.
    Unknown {
        /// The value of the union's tag.
        tag: String,
        /// The whole object as it came.
        json: String,
    },
    /// A variant whose own text stands elsewhere.
    Variant {
        /// The value of the union's tag.
        tag: String,
        /// The object that stands in the place of its text.
        json: String,
    },
}

thread_local! {
    /// Of the payload that is being read. It is empty while any other text is read, so that no server can
    /// name one.
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// Reads something in which these are named by their numbers.
pub(super) fn with<T>(kept: Vec<Kept>, read: impl FnOnce() -> T) -> T {
    /// Puts back what was there, whatever happens.
    struct Before(Vec<Kept>);

    impl Drop for Before {
        fn drop(&mut self) {
            let before = std::mem::take(&mut self.0);
            KEPT.with_borrow_mut(|kept| *kept = before);
        }
    }

    let _before = Before(KEPT.with_borrow_mut(|it| std::mem::replace(it, kept)));
    read()
}

/// What stands in the place of a text.
pub(super) fn mark(number: usize) -> String {
    format!("{MARK}{number}}}")
}

/// What is kept in the place of which this text stands.
#[inline]
pub(in crate::json) fn kept_at(json: &str) -> Option<Kept> {
    json.starts_with(MARK).then(|| named(json))?
}

#[cold]
fn named(json: &str) -> Option<Kept> {
    let number = json[MARK.len()..].strip_suffix('}')?;
    let number: usize = number.parse().ok()?;
    KEPT.with_borrow(|kept| kept.get(number).cloned())
}
