//! A stream from a request.

use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use super::StreamOptions;
use super::connection::Exchange;
use super::function_sender::{FunctionSender, SendFunction, point_after, send_function};
use super::open::open;
use super::option_methods::{request_options, response_options};
use super::recorded::Recordings;
use super::reqwest_sender::{BeforeSend, ReqwestSender};
use super::send::{Attempt, Sender};
use crate::error::BoxError;
use crate::stream::{ResumePoint, StreamMessage};
use crate::trace::Trace;
use crate::{AsyncStream, Error, ErrorKind, MessageStream, ResponseInfo, StreamEvents};

/// A request for a stream; [`send`](Self::send) or `.await` sends it and checks the response.
///
/// It is sent with the caller's `Accept` where that allows what the API's streams are, else with what the
/// document says: its `accept`, its `media_types`, or the
/// [media types of the framing](crate::Framing::media_types), such as `text/event-stream`.
///
/// # What is sent again
///
/// By default a request that failed before the response headers came is sent again up to two times:
/// [`RetryPolicy`](crate::RetryPolicy) has the rules, [`max_retries(0)`](Self::max_retries) turns it off, and
/// [`Error::retries`] counts. A body that cannot be cloned, such as a stream, is not sent again, and
/// the error says so.
///
/// After the headers nothing is sent again, unless one of these asks for it:
/// [`retry_until_first_event`](Self::retry_until_first_event), which is safe for whoever reads the
/// stream, and [`reconnect`](Self::reconnect), for streams that the server can resume.
///
/// Apart from that, reqwest's client sends a request again by itself when it knows that the server
/// did not take it up: after a reused connection turned out to be closed, and after a refusal by
/// HTTP/2 (`REFUSED_STREAM`, `GOAWAY`). That is `reqwest::ClientBuilder::retry`'s business. Redirects
/// are its client's too: that of [`client_builder`](crate::http::client_builder) follows none, while
/// reqwest's default turns a POST into a GET, or sends its body once more each time.
///
/// # What may take how long
///
/// | wait | default | set by |
/// |---|---|---|
/// | for a connection | the system's; 10 s with [`client_builder`](crate::http::client_builder) | `connect_timeout` of reqwest's client |
/// | for the response headers, each time the request is sent | 10 minutes | [`headers_timeout`](Self::headers_timeout) |
/// | for the first event | no limit | [`first_event_timeout`](Self::first_event_timeout) |
/// | for any byte | 10 minutes | [`idle_timeout`](Self::idle_timeout) |
/// | for the next event | no limit | [`event_idle_timeout`](Self::event_idle_timeout) |
///
/// reqwest's own `timeout` limits the whole exchange, the stream too, and its `read_timeout` counts
/// the time in which nobody reads; a stream is better off without both.
///
/// # What `tracing` is told
///
/// With the feature `tracing`, a stream has a span `stream_events` (`INFO`; the target of all is
/// `stream_events` too) with the fields `api`,
/// `method`, `host`, `status` and `request_id`, and these events in it:
///
/// | event | level | fields |
/// |---|---|---|
/// | the request is sent again | `WARN` | `retry`, `wait`, and `status` or `error` |
/// | a timeout | `WARN` | `waited_for`, `limit` |
/// | the stream is asked for again | `WARN` | `attempt`, `wait`, and `error`, if it was one |
/// | no stream came | `WARN` | `error`, `retries` |
/// | the response is no longer recorded | `WARN` | `error` |
/// | an unknown event | `DEBUG` | `event_type` (and `data`) |
/// | an event that does not fit its type | `WARN` | `event_type`, `path` (and `reason`, `data`) |
/// | the stream ended | `DEBUG` | what [`StreamStats`](crate::StreamStats) counts |
/// | the stream failed | `WARN` | the same, and `error` |
///
/// An `error` is the kind of one, in a word or two. No URL, header or body, no data and no message
/// of the server's is among them; but `trace_data(true)` asks for what is in brackets. A stream that
/// is dropped before its end tells only that: its span closes.
///
/// # Errors
///
/// When the request could not be sent, when the response is no success, when it has no content, or
/// none that can be read as an event stream.
///
#[doc = include_str!("../../docs/ends.md")]
///
/// # Cancel safety
///
/// The future can be dropped at any time: nothing of it is left but what [dropping](#what-dropping-does)
/// says.
///
/// # Panics
///
/// Outside of a tokio runtime with time and I/O, as reqwest does.
#[must_use = "nothing is sent unless awaited"]
pub struct StreamRequest<S> {
    request: Request,
    options: StreamOptions,
    resume_after: Option<String>,
    before_send: Option<BeforeSend>,
    pub(super) record: Option<PathBuf>,
    events: PhantomData<fn() -> S>,
}

pub(super) enum Request {
    Reqwest(Box<reqwest::RequestBuilder>),
    Function(SendFunction),
}

impl<S> StreamRequest<S> {
    pub(super) fn new(request: Request) -> Self {
        Self {
            request,
            options: StreamOptions::new(),
            resume_after: None,
            before_send: None,
            record: None,
            events: PhantomData,
        }
    }

    /// A request that a function sends, by any HTTP client.
    ///
    /// It is called each time that the request is to be sent: the first time, at each retry and at
    /// each reconnect. The [`Attempt`] says which, and what the rest of a stream is asked for by. An
    /// error is that of a connection that failed before a response came
    /// ([`ErrorKind::Send`](crate::ErrorKind::Send)), so it is retried. What it sends must allow
    /// event streams in `Accept`.
    ///
    /// ```
    /// use stream_events::{Error, StreamEvents, StreamRequest};
    ///
    /// async fn my_client(_: http::Request<()>) -> std::io::Result<http::Response<String>> {
    ///     Ok(http::Response::new(String::new()))
    /// }
    ///
    /// # async fn read<Feed: StreamEvents>() -> Result<(), Error<Feed::Failure>> {
    /// let request = StreamRequest::<Feed>::sent_by(|attempt| {
    ///     let mut request = http::Request::new(());
    ///     *request.uri_mut() = http::Uri::from_static("https://example.com/feed");
    ///     let headers = request.headers_mut();
    ///     headers.insert("accept", http::HeaderValue::from_static("text/event-stream"));
    ///     if let Some(id) = attempt.resume.and_then(|resume| resume.last_event_id) {
    ///         headers.insert("last-event-id", id);
    ///     }
    ///     my_client(request)
    /// });
    /// let events = request.send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn sent_by<R, B, E>(send: impl Fn(Attempt) -> R + Send + Sync + 'static) -> Self
    where
        R: Future<Output = Result<http::Response<B>, E>> + Send + 'static,
        B: http_body::Body + Send + 'static,
        B::Error: Into<BoxError>,
        E: Into<BoxError>,
    {
        Self::new(Request::Function(send_function(send)))
    }

    /// Takes all options at once, in place of those that were set.
    pub fn options(mut self, options: &StreamOptions) -> Self {
        self.options = options.clone();
        self
    }

    /// Asks for what comes after this cursor: for the rest of a stream that stopped, by what
    /// [`AsyncStream::cursor`] said of it.
    ///
    /// For APIs that declare a `resume`: its parameter is set in the URL, in place of the value it
    /// had, and what the server sends again is left out, as with [`reconnect`](Self::reconnect).
    /// For other APIs the request is invalid. `None` and an empty cursor ask for the whole stream.
    #[expect(
        single_use_lifetimes,
        reason = "an `impl` has no lifetime without a name"
    )]
    pub fn resume_after<'a>(mut self, cursor: impl Into<Option<&'a str>>) -> Self {
        self.resume_after = cursor.into().map(str::to_owned);
        self
    }

    /// Changes the request each time before it is sent: the first time, at each retry and at each
    /// reconnect. For what must be fresh, such as tokens and signatures.
    ///
    /// It is given the request with all its headers, and gives it back. An error is the error of
    /// the stream, as [`ErrorKind::InvalidRequest`](crate::ErrorKind::InvalidRequest): nothing was
    /// sent.
    ///
    /// ```no_run
    /// use stream_events::{Error, RequestExt, StreamEvents};
    ///
    /// # use reqwest::header::HeaderValue;
    /// # async fn fresh_token() -> Result<HeaderValue, std::io::Error> {
    /// #     Ok(HeaderValue::from_static("Bearer fresh"))
    /// # }
    /// # async fn read<Feed: StreamEvents>(
    /// #     client: reqwest::Client,
    /// # ) -> Result<(), Error<Feed::Failure>> {
    /// let events = client
    ///     .get("https://example.com/feed")
    ///     .stream_events::<Feed>()
    ///     .before_send(|mut request| async move {
    ///         let token = fresh_token().await?;
    ///         request.headers_mut().insert("authorization", token);
    ///         Ok::<_, std::io::Error>(request)
    ///     })
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn before_send<P, E>(
        mut self,
        prepare: impl Fn(reqwest::Request) -> P + Send + Sync + 'static,
    ) -> Self
    where
        P: Future<Output = Result<reqwest::Request, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.before_send = Some(Arc::new(move |request| {
            let prepared = prepare(request);
            Box::pin(async move { prepared.await.map_err(Into::into) })
        }));
        self
    }

    request_options!(self.options);
    response_options!(self.options);
}

impl<S: StreamEvents> StreamRequest<S> {
    /// Sends the request and checks its response; the same as `.await`.
    ///
    /// # Errors
    ///
    /// Those of the request, as [the type](Self) says.
    pub async fn send(self) -> Result<AsyncStream<S>, Error<S::Failure>> {
        self.open(|_| true).await
    }

    /// Sends the request, and gives all messages of the stream, before they are given a type.
    ///
    /// With [`retry_until_first_event`](Self::retry_until_first_event), what is skipped before the
    /// first item is held back until that came, or until there is 1 MiB of it.
    ///
    /// # Errors
    ///
    /// Those of the request, as [the type](Self) says.
    pub async fn messages(self) -> Result<MessageStream<S>, Error<S::Failure>> {
        let mut held = VecDeque::new();
        let mut bytes = 0;
        let events = self
            .open(|passed| {
                match passed {
                    None => {
                        bytes = 0;
                        held.clear();
                    }
                    Some(message) => {
                        bytes += message.message.data().len();
                        held.push_back(message);
                    }
                }
                bytes < MAX_HELD
            })
            .await?;
        Ok(events.into_messages_after(held))
    }

    /// What sends the request, and what the stream begins after.
    fn prepare(self) -> Result<(Exchange<S>, ResumePoint), Error<S::Failure>> {
        let Self {
            request,
            options,
            resume_after,
            before_send,
            record,
            ..
        } = self;
        let after = resume_after.as_deref();
        let invalid = |kind| Error::new(kind, &ResponseInfo::default());
        let recordings = record.map(Recordings::create::<S>).transpose();
        let recordings = recordings.map_err(|error| invalid(ErrorKind::Recording(error)))?;
        let (sender, point, trace): (Box<dyn Sender<S::Failure>>, _, _) = match request {
            Request::Reqwest(request) => {
                let before_send = match &recordings {
                    Some(recordings) => Some(recordings.before_send(before_send)),
                    None => before_send,
                };
                let sender = ReqwestSender::new::<S>(*request, &options, after, before_send);
                let sender = sender.map_err(invalid)?;
                let point = sender.resume_point::<S>(&options);
                let trace = sender.trace::<S>();
                (Box::new(sender), point, trace)
            }
            Request::Function(_) if before_send.is_some() => {
                let why = "`before_send` is for requests of reqwest's; a function sends this one";
                return Err(invalid(ErrorKind::InvalidRequest(
                    BoxError::from(why).into(),
                )));
            }
            Request::Function(send) => {
                let point = point_after::<S>(after).map_err(invalid)?;
                let sender = FunctionSender::new(send, &point);
                (
                    Box::new(sender),
                    point,
                    Trace::new(S::PROTOCOL.name, None, None),
                )
            }
        };
        if let Some(recordings) = &recordings {
            recordings.set_trace(trace.clone());
        }
        let exchange = Exchange {
            sender,
            options,
            trace,
            recordings,
        };
        Ok((exchange, point))
    }

    async fn open(
        self,
        passed: impl FnMut(Option<StreamMessage>) -> bool,
    ) -> Result<AsyncStream<S>, Error<S::Failure>> {
        let (exchange, point) = self.prepare()?;
        let trace = exchange.trace.clone();
        let opened = open(exchange, point, passed).await;
        opened.inspect_err(|error| trace.refused(error))
    }
}

/// The most bytes of data that are held back.
const MAX_HELD: usize = 1024 * 1024;

impl<S: StreamEvents> IntoFuture for StreamRequest<S> {
    type Output = Result<AsyncStream<S>, Error<S::Failure>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// Shows nothing of the request: its URL, headers and body may hold credentials.
impl<S> fmt::Debug for StreamRequest<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamRequest")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
