//! What is printed, a Markdown table each.

pub mod decode;
pub mod http;
pub mod instructions;

mod cost;
mod program;
