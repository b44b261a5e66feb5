//! What is printed, a Markdown table each.

pub mod compile_time;
pub mod decode;
pub mod http;
pub mod instructions;

mod cost;
mod program;
