//! A client that is set up for streams.

use std::time::Duration;

/// How long a connection may take, TLS included.
const CONNECT: Duration = Duration::from_secs(10);

/// How often a silent connection is asked whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How many times in vain, by TCP.
const KEEP_ALIVE_RETRIES: u32 = 3;

/// How often a silent HTTP/2 connection is asked, and how long its answer may take.
#[cfg(feature = "http2")]
const PING: Duration = Duration::from_secs(30);
#[cfg(feature = "http2")]
const PONG: Duration = Duration::from_secs(20);

/// A builder of reqwest's clients, set up for streams of events.
///
/// Nothing of this is needed: requests of any client can be streamed. It is what a client for streams
/// is better off with, and each item can be set otherwise on the builder.
///
/// | set | why |
/// |---|---|
/// | no redirect is followed | reqwest's default makes a GET of a POST after a 301, 302 or 303; sends the body up to eleven times after a 307 or 308; and takes headers such as `x-api-key` along to another origin. That counts for every reconnect too. A redirect is an error that names where it leads ([`Error::redirect`](crate::Error::redirect)): use that URL. |
/// | no `Referer` | it would show the URL, and a key in its query, to the server that a redirect leads to, if redirects are turned on |
/// | connections within 10 s | there is no limit by default but the system's, which is minutes |
/// | TCP keep-alive after 15 s of silence, then every 15 s, 3 times | a peer that is gone without a word is noticed, and what forgets silent connections on the way (NAT, load balancers) is kept awake |
/// | HTTP/2 pings after 30 s of silence while a stream is open, answered within 20 s | the same, end to end through proxies, with the feature `http2` |
///
/// And not set, because a stream may last as long as it likes and be silent in between:
///
/// | not set | instead |
/// |---|---|
/// | `timeout` | it bounds the whole stream; see [`headers_timeout`](crate::StreamRequest::headers_timeout) and [`first_event_timeout`](crate::StreamRequest::first_event_timeout) |
/// | `read_timeout` | it counts the time in which nobody reads; see [`idle_timeout`](crate::StreamRequest::idle_timeout) |
/// | `retry` | reqwest sends a request again that the server has certainly not taken up, and no other; the rest is [`RetryPolicy`](crate::RetryPolicy)'s |
///
/// For a feed that is known to redirect, and whose request carries no secret:
///
/// ```
/// use reqwest::redirect::Policy;
/// use stream_events::http::client_builder;
///
/// # fn build() -> reqwest::Result<reqwest::Client> {
/// let client = client_builder().redirect(Policy::limited(3)).build()?;
/// # Ok(client)
/// # }
/// # build().unwrap();
/// ```
#[must_use = "a builder builds nothing by itself"]
pub fn client_builder() -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT)
        .tcp_keepalive(KEEP_ALIVE)
        .tcp_keepalive_interval(KEEP_ALIVE)
        .tcp_keepalive_retries(KEEP_ALIVE_RETRIES);
    #[cfg(feature = "http2")]
    let builder = builder
        .http2_keep_alive_interval(PING)
        .http2_keep_alive_timeout(PONG)
        .http2_keep_alive_while_idle(false);
    builder
}
