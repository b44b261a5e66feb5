//! Streams over HTTP.

mod backoff;
mod body;
mod check;
mod connection;
mod content;
mod deadlines;
mod error_body;
mod function_sender;
mod option_methods;
mod options;
mod query;
mod reconnect;
mod request;
mod reqwest_sender;
mod response;
mod retry;
mod retry_headers;
mod send;

pub use options::StreamOptions;
pub use reconnect::ReconnectPolicy;
pub use request::{RequestExt, StreamRequest};
pub use response::{ResponseExt, StreamResponse};
pub use retry::RetryPolicy;
pub use send::{Attempt, Resume};
