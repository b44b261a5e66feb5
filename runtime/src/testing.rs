//! Streams to test with: events, delays and faults, played from memory or by a server.
//!
//! What does my code do when the API is overloaded after two events?
//!
//! ```
//! # use stream_events::{AsyncStream, StreamEvents};
//! # #[derive(Debug, serde::Deserialize)]
//! # struct Problem {}
//! # #[derive(StreamEvents)]
//! # #[stream_events(fail("error" = Problem), errors(type("/type"), type_status("overloaded" = 529)))]
//! # enum Feed {
//! #     #[event("text", content = "text")]
//! #     Text(String),
//! #     #[event(unknown)]
//! #     Unknown(stream_events::UnknownEvent),
//! # }
//! /// The text so far, and whether to try again.
//! async fn my_code(mut events: AsyncStream<Feed>) -> (String, bool) {
//!     let mut text = String::new();
//!     while let Some(event) = events.next().await {
//!         match event {
//!             Ok(Feed::Text(more)) => text += &more,
//!             Ok(_) => {}
//!             Err(error) => return (text, error.is_retryable()),
//!         }
//!     }
//!     (text, false)
//! }
//! # const OVERLOADED: &str = r#"{"type":"overloaded"}"#;
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! use stream_events::testing::Fixture;
//!
//! let events = Fixture::new().event("text", "a").event("text", "b").event("error", OVERLOADED);
//! let outcome = my_code(events.into_stream()).await;
//! assert_eq!(outcome, ("ab".to_owned(), true));
//! # });
//! ```
//!
//! What comes before the stream (a status, retries, headers) needs a server, on loopback. It plays
//! the same fixtures, and the requests it got can be looked at.
//!
//! ```
//! # #[cfg(feature = "http")]
//! # mod example {
//! # use stream_events::{Error, RequestExt, StreamEvents};
//! # #[derive(Debug, StreamEvents)]
//! # enum Feed {
//! #     #[event("text", content = "text")]
//! #     Text(String),
//! #     #[event(unknown)]
//! #     Unknown(stream_events::UnknownEvent),
//! # }
//! # type Failure = <Feed as StreamEvents>::Failure;
//! /// How many events came.
//! async fn my_code(url: String) -> Result<usize, Error<Failure>> {
//!     let request = reqwest::Client::new().get(url);
//!     let mut events = request.stream_events::<Feed>().await?;
//!     let mut seen = 0;
//!     while let Some(event) = events.next().await {
//!         event?;
//!         seen += 1;
//!     }
//!     Ok(seen)
//! }
//! # pub async fn run() -> std::io::Result<()> {
//! use stream_events::testing::{Fixture, Server};
//!
//! let overloaded = Fixture::response(529, "text/plain", "later").header("retry-after-ms", "1");
//! let server = Server::start([overloaded, Fixture::new().event("text", "a")]).await?;
//! assert_eq!(my_code(server.url()).await.unwrap(), 1);
//! assert_eq!(server.requests().len(), 2);
//! # Ok(())
//! # }
//! # }
//! # #[cfg(feature = "http")]
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
//! #     .block_on(example::run()).unwrap();
//! ```

mod connection;
mod fixture;
mod player;
mod recorded;
mod request;
mod server;

pub use fixture::Fixture;
use player::Player;
pub use request::Request;
pub use server::Server;
