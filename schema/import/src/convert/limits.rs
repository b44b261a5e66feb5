//! How far schemas may be put together.

use std::collections::HashMap;

/// How deep schemas may be put together before it is taken for a circle. A document may be nested 128
/// deep, and each of these can take four.
const MAX_DEPTH: usize = 30;

/// How many schemas one may be put together of. A few that refer to each other twice could stand
/// for any number.
const MAX_PARTS: usize = 2_000;

/// Where a conversion is, so that it comes to an end.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    depth: usize,
    /// How many were put together since nothing was.
    parts: usize,
    /// The places of what is being converted, inside each other.
    pub(crate) inside: Vec<Vec<String>>,
    /// Keys in `$defs` of what contains itself, by its places.
    pub(crate) circles: HashMap<Vec<String>, String>,
}

impl Limits {
    /// Goes one schema deeper; `false` if that is too deep.
    pub(crate) fn enter(&mut self) -> bool {
        if self.depth == 0 {
            self.parts = 0;
        }
        self.parts += 1;
        let enters = self.depth < MAX_DEPTH && self.parts <= MAX_PARTS;
        self.depth += usize::from(enters);
        enters
    }

    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }
}
