//! What of an event does not fit, and counts as null.

use super::places::Part;
use crate::Mismatch;
use crate::json::nulls::MAX_TOLD;

/// The places of an event that were read as null.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nulled<'a>(&'a [Mismatch]);

impl<'a> Nulled<'a> {
    pub(super) fn new(nulls: &'a [Mismatch]) -> Self {
        Self(nulls)
    }

    pub(super) fn event_type(self) -> &'a str {
        self.0.first().map_or("", Mismatch::event_type)
    }

    /// Whether a place, or one that it is in, is among them.
    #[inline]
    pub(super) fn covers(self, place: &[Part]) -> bool {
        !self.0.is_empty() && self.covers_path(&Self::path(place))
    }

    #[cold]
    fn covers_path(self, path: &str) -> bool {
        // There may be more of them than are told.
        let is_unknown = self.0.len() >= MAX_TOLD;
        is_unknown
            || self.0.iter().any(|null| {
                let rest = path.strip_prefix(null.path());
                rest.is_some_and(|rest| {
                    null.path().is_empty() || rest.is_empty() || rest.starts_with(['.', '['])
                })
            })
    }

    /// A place as [`Mismatch::path`] tells it.
    pub(super) fn path(place: &[Part]) -> String {
        let mut path = String::new();
        for part in place {
            match part {
                Part::Field(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                }
                Part::Element(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::Nulled;
    use super::Part::{Element, Field};
    use crate::Mismatch;

    #[test]
    fn a_place_is_covered_by_what_it_is_in() {
        let nulls = |path: &str| [Mismatch::new("event", path, "does not fit", "1")];
        let place = [Field("choices"), Element(1), Field("index")];
        for (path, covers) in [
            ("choices[1].index", true),
            ("choices[1]", true),
            ("choices", true),
            ("", true),
            ("choices[1].ind", false),
            ("choices[1].index.deep", false),
            ("choices[10]", false),
            ("choices[0].index", false),
            ("choice", false),
        ] {
            assert_eq!(Nulled::new(&nulls(path)).covers(&place), covers, "{path}");
        }
        assert!(!Nulled::new(&[]).covers(&place));
        // Of so many, not all are told.
        let many = vec![Mismatch::new("event", "other", "", ""); 65_536];
        assert!(Nulled::new(&many).covers(&place));
        assert!(!Nulled::new(&many[1..]).covers(&place));
    }
}
