//! Streams over HTTP.

mod backoff;
mod body;
mod check;
mod client;
mod connection;
mod content;
mod deadlines;
mod error_body;
mod first_bytes;
mod function_sender;
mod open;
mod option_methods;
mod options;
mod query;
mod reconnect;
mod recorded;
mod redirect;
mod refusal;
mod request;
mod request_ext;
mod reqwest_sender;
mod response;
mod retry;
mod retry_headers;
mod send;

pub use client::client_builder;
pub use options::StreamOptions;
pub use reconnect::ReconnectPolicy;
pub use request::StreamRequest;
pub use request_ext::RequestExt;
pub use response::{ResponseExt, StreamResponse};
pub use retry::RetryPolicy;
pub use send::{Attempt, Resume};
