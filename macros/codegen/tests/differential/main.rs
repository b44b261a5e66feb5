//! The diff, held to what it is about: random documents, and random edits of them.
//!
//! - `source`: both documents are expanded, and all public items of both expansions compared. What
//!   old code could name and is gone, or has another type, must be reported as breaking.
//! - `streams`: random messages that one document describes are read by both. What is read otherwise
//!   must be reported as breaking forward or backward.
//!
//! Both look at some pairs, the same ones each time. `DIFFERENTIAL_PAIRS` says how many
//! instead, and `DIFFERENTIAL_SEED` which.

mod breaks;
mod document;
mod edit;
mod json;
mod messages;
mod options;
mod pairs;
mod report;
mod source;
mod streams;
mod surface;
