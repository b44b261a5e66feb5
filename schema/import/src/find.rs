//! Which schema describes the events.

pub(crate) mod body;
pub(crate) mod candidates;
pub(crate) mod done;
pub(crate) mod streams;
pub(crate) mod undescribed;
pub(crate) mod union;
