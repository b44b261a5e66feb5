//! What is printed, a Markdown table each.

pub mod decode;

mod cost;
mod program;
