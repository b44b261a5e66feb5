//! Streams to test with: events, delays and faults, played from memory or by a server.
//!
//! What does my code do when the API is overloaded after two events?
//!
//! ```
//! # use stream_events::*;
//! # struct Feed;
//! # impl StreamEvents for Feed {
//! #     type Event = String;
//! #     type Failure = String;
//! #     const PROTOCOL: Protocol = Protocol::new("feed");
//! #     fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, DecodeError> {
//! #         let data = message.data().to_owned();
//! #         Ok(match message.event_type() {
//! #             "error" => Dispatch::Fail(data),
//! #             _ => Dispatch::Yield(data),
//! #         })
//! #     }
//! #     fn failure(body: &str) -> Option<String> { Some(body.to_owned()) }
//! # }
//! use stream_events::testing::Fixture;
//!
//! # async fn my_code(mut events: AsyncStream<Feed>) -> Result<usize, Error<String>> {
//! #     let mut seen = 0;
//! #     while let Some(event) = events.next().await { event?; seen += 1; }
//! #     Ok(seen)
//! # }
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let events = Fixture::new().event("a", "1").event("a", "2").event("error", "overloaded");
//! let outcome = my_code(events.into_stream()).await;
//! assert!(outcome.is_err());
//! # });
//! ```
//!
//! What comes before the stream (a status, retries, headers) needs a server, on loopback:
//!
//! ```
//! use stream_events::testing::{Fixture, Server};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let overloaded = Fixture::response(529, "application/json", r#"{"error":"overloaded"}"#);
//! let server = Server::start([overloaded, Fixture::new().event("a", "1")]).await?;
//! // my_code(server.url()).await ...
//! assert_eq!(server.requests().len(), 0);
//! # std::io::Result::Ok(())
//! # }).unwrap();
//! ```

mod connection;
mod fixture;
mod player;
mod request;
mod server;

pub use fixture::Fixture;
pub(crate) use player::Player;
pub use request::Received;
pub use server::Server;
