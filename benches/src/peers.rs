//! The crates people use now, each with the usual enum behind it.

pub(crate) mod eventsource_client;
pub(crate) mod eventsource_stream;
pub(crate) mod sse_core;
pub(crate) mod sse_stream;
pub(crate) mod sseer;
