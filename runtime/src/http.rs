//! Streams over HTTP, with reqwest.

mod advice;
mod backoff;
mod content;
mod error_body;
mod fault;
mod open;
mod query;
mod reading;
mod reconnect;
mod request;
mod resend;
mod response;
mod retry;
mod send;
mod timeouts;

pub(crate) use fault::fault_of_source;
pub use reconnect::ReconnectPolicy;
pub use request::{RequestExt, StreamRequest};
pub use response::{ResponseExt, StreamResponse};
pub use retry::RetryPolicy;
pub(crate) use timeouts::Watch;
