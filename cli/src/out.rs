//! Printing: results to standard output, everything else to standard error.

mod color;
mod format;
mod github;
mod lines;
mod print;
mod safe;
mod said;
mod style;
mod table;
mod words;

pub(crate) use color::Color;
pub(crate) use format::{FormatArguments, MessageFormat};
pub(crate) use github::{Annotation, Level, print_annotations};
pub(crate) use lines::{Lines, first_sentence, one_line, sentence};
pub(crate) use print::{columns, is_watched, print, print_file, print_json, print_json_line};
pub(crate) use said::{diagnostics, error, failure, note, say, say_over};
pub(crate) use style::{BAD, BOLD, CODE, FAINT, GOOD, WARN, styled};
pub(crate) use table::Table;
pub(crate) use words::{count, failed, quoted, variant};
