//! Which schema describes the events.

pub(crate) mod candidates;
pub(crate) mod done;
pub(crate) mod streams;
