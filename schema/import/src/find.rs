//! Which schema describes the events.

pub(crate) mod asked;
pub(crate) mod body;
pub(crate) mod candidates;
pub(crate) mod done;
pub(crate) mod name;
pub(crate) mod streams;
pub(crate) mod undescribed;
pub(crate) mod union;
