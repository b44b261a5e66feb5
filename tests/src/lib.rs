//! What the suites share.

pub mod decoding;
pub mod fault_server;
pub mod feed;
pub mod reference;
pub mod strict;
