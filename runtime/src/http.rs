//! Streams over HTTP, with reqwest.

mod fault;
mod timeouts;

pub(crate) use fault::fault_of_source;
pub(crate) use timeouts::{Limits, Watch};
