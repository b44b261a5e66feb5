//! How far schemas may be put together.

use std::collections::HashMap;

/// How many segments the place of a schema may have: a document is nested 127 deep at most, and a
/// schema takes up to three itself.
const MAX_SEGMENTS: usize = 123;

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
    /// Goes one schema deeper, to a place in the document; or says why not.
    pub(crate) fn enter(&mut self, to: &str) -> Result<(), &'static str> {
        if self.depth == 0 {
            self.parts = 0;
        }
        self.parts += 1;
        if to.matches('/').count() > MAX_SEGMENTS {
            return Err("deeper than a document may be nested: any value is allowed instead");
        }
        if self.parts > MAX_PARTS {
            return Err("put together of too many schemas: any value is allowed instead");
        }
        self.depth += 1;
        Ok(())
    }

    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }
}
