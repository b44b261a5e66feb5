//! A page for each kind of thing that `import` reports: what it was made from, and what is said.

use super::pages::pages;

pages! {
    "findings"
    "conflict"
    "dropped"
    "converted"
    "relaxed"
    "assumed"
    "kept"
    "removed"
    "replaced"
    "suggestion"
}
