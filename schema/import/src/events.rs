//! The schema of a stream to events, and how they are told apart.

pub(crate) mod declare;
pub(crate) mod envelope;
pub(crate) mod flatten;
pub(crate) mod leaf;
pub(crate) mod name;
pub(crate) mod sentinels;
