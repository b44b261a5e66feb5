//! What the suites share.

pub mod decoding;
pub mod reference;
