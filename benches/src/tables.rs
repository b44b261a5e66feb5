//! What is printed, a Markdown table each.

pub mod compile_time;
pub mod decode;
pub mod fold;
pub mod framings;
pub mod http;
pub mod instructions;
pub mod pass_on;
pub mod relay;
pub mod writing;

mod cost;
mod program;
