//! Printing: results to standard output, everything else to standard error.

mod color;
mod json;
mod render;
mod style;
mod table;
mod words;

pub(crate) use color::Color;
pub(crate) use json::json;
pub(crate) use render::{failure, say};
pub(crate) use style::{BAD, BOLD, CODE, FAINT, GOOD, styled};
pub(crate) use table::{Table, WIDTH};
pub(crate) use words::{count, variant};
