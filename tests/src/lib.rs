//! What the suites share.

#![forbid(unsafe_code)]

pub mod decoding;
pub mod fault_server;
pub mod feed;
pub mod framings;
pub mod reference;
pub mod stored;
pub mod strict;
