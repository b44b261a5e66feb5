//! Server-sent events (WHATWG HTML, section 9.2).

mod line;
mod reading;
#[cfg(test)]
mod tests;

pub(super) use line::{Field, Line};
