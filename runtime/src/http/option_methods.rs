//! The options as methods, which requests and [`StreamOptions`](super::StreamOptions) share.

/// The options of a request, as methods that set them in `$options`.
macro_rules! request_options {
    ($self:ident $(. $options:ident)?) => {
        /// How often the request may be sent again; 2 by default, 0 for never.
        pub fn max_retries(mut $self, retries: u32) -> Self {
            let retry = &mut $self$(.$options)?.retry;
            *retry = retry.clone().max_retries(retries);
            $self
        }

        /// How often the request may be sent again, and after what waits.
        pub fn retry(mut $self, policy: $crate::RetryPolicy) -> Self {
            $self$(.$options)?.retry = policy;
            $self
        }

        /// Waits for the first item of the stream before it is given, and lets the retries go on
        /// until then.
        ///
        /// Without this, a request is not sent again once the response headers came. With it, a
        /// stream that fails before its first item is given up and its request sent again, if the
        /// error [is retryable](crate::Error::is_retryable): a cut, a timeout, an end that is not
        /// the declared one, or a failure event that stands for a retryable status, such as
        /// `overloaded_error`. Nothing was delivered, so nothing is delivered twice; but the server
        /// may have begun to work, and to count, twice.
        ///
        /// The number of retries and the waits between them are those of [`retry`](Self::retry),
        /// together with the retries before the headers. The error of the last attempt is that of
        /// the request.
        ///
        /// An item is an event or an error that does not end the stream. Events that are skipped,
        /// such as pings, are none.
        pub fn retry_until_first_event(mut $self) -> Self {
            $self$(.$options)?.until_first_event = true;
            $self
        }

        /// Asks for the rest of a stream that was interrupted, as browsers do.
        ///
        /// For requests that are idempotent, to a server that keeps to the standard (WHATWG HTML,
        /// section 9.2): the request is sent again with the [last event
        /// ID](crate::AsyncStream::last_event_id) in a `Last-Event-ID` header, and the server is
        /// expected to go on after that event. To a server that takes no notice it is a new
        /// request, whose events are delivered as well: nothing is done about events that the
        /// server sends twice. It is not for a request that makes an LLM write an answer.
        ///
        /// If the API declares a `resume`, its parameter is set in the URL besides, to the
        /// [cursor](crate::AsyncStream::cursor) of the last message that had one, in place of the
        /// value it had. What the server sends again is then left out: messages whose cursor
        /// equals the one in the request (strings) or does not exceed it (integers). A last event
        /// ID also holds for the messages that follow, so where it is the cursor, nothing is left
        /// out. The same goes for the response to a first request that has the parameter.
        ///
        /// A stream is interrupted by a connection that fails, by the timeouts of this request, and
        /// by an end that is not the declared one. It is over, and not interrupted:
        ///
        /// - after the end that the API declares, or any end in good order after an event that
        ///   makes it complete;
        /// - after a failure that the API reports in the stream, retryable or not: it is the
        ///   server's last word on this stream;
        /// - after an event that is too large, or not declared where that is an error: it would
        ///   come again;
        /// - after reqwest's own timeouts, which somebody set to bound the whole.
        ///
        /// If the API declares no end, every end is an interruption, and a server that goes on each
        /// time is asked without end, as browsers do. One that does not is given up:
        /// [`ReconnectPolicy`](crate::ReconnectPolicy) says what going on is, and has all waits.
        ///
        /// The server ends it for good by answering a reconnect with 204: that is the end of the
        /// stream, and a truncation if the declared end has not come. A reconnect that fails in a
        /// way that may pass (no connection, or a status such as 503) is tried again after the wait
        /// that `Retry-After` asks for, unless that is longer than the policy allows. Any other answer is the error that ends the stream. If the
        /// policy allows no further reconnect, the stream ends with an error: of the last cut, or, after an
        /// end in good order, a truncation.
        ///
        /// A client of [`client_builder`](crate::http::client_builder) follows no redirect, so no
        /// reconnect takes a key in a URL or a header to another origin. With another client that is
        /// its policy's to prevent.
        ///
        /// The header is left out when the id is empty, longer than 4 KiB, or has control
        /// characters; the stream then starts over. Any other id is sent as its UTF-8 bytes. If the
        /// caller sends a `Last-Event-ID` with the first request, the stream begins with that id.
        ///
        /// The request is sent again when the stream is polled, which then must be inside of a
        /// tokio runtime. [`AsyncStream::response`](crate::AsyncStream::response) is that of the
        /// last connection. A body that cannot be cloned cannot be sent again, and the error says
        /// so.
        pub fn reconnect(mut $self, policy: impl Into<Option<$crate::ReconnectPolicy>>) -> Self {
            $self$(.$options)?.reconnect = policy.into();
            $self
        }

        /// Tells the server in a header of this name how often the request was sent before: 0, 1,
        /// 2.
        ///
        /// A header of that name that the request already has is left alone. A name that no header
        /// can have makes the request invalid.
        pub fn retry_count_header(mut $self, name: impl Into<String>) -> Self {
            $self$(.$options)?.retry_count_header = Some(name.into());
            $self
        }

        /// How long to wait for the response headers, connecting included, each time the request is
        /// sent; 10 minutes by default, `None` for no limit.
        pub fn headers_timeout(
            mut $self,
            limit: impl Into<Option<std::time::Duration>>,
        ) -> Self {
            $self$(.$options)?.headers_timeout = limit.into();
            $self
        }
    };
}

/// The options of reading a response, as methods that set them in `$options`.
macro_rules! response_options {
    ($self:ident $(. $options:ident)?) => {
        /// How long to wait for the first event; `None`, the default, for as long as
        /// [`event_idle_timeout`](Self::event_idle_timeout) allows.
        ///
        /// Counted from the first wait for it, after the response headers. Pings and comments are
        /// no events.
        pub fn first_event_timeout(
            mut $self,
            limit: impl Into<Option<std::time::Duration>>,
        ) -> Self {
            $self$(.$options)?.limits.first_event = limit.into();
            $self
        }

        /// How long the stream may be silent; 10 minutes by default, `None` for no limit.
        ///
        /// Any byte ends a silence, a ping too. Only the time in which the stream is waited for
        /// counts: a reader that takes its time causes no timeout.
        pub fn idle_timeout(
            mut $self,
            limit: impl Into<Option<std::time::Duration>>,
        ) -> Self {
            $self$(.$options)?.limits.bytes = limit.into();
            $self
        }

        /// How long the stream may go on without an event; `None`, the default, for no limit.
        ///
        /// It catches a server that hangs and pings on. Events that are skipped do not count, nor
        /// does the time in which nobody waits for the stream.
        pub fn event_idle_timeout(
            mut $self,
            limit: impl Into<Option<std::time::Duration>>,
        ) -> Self {
            $self$(.$options)?.limits.event = limit.into();
            $self
        }

        /// The most bytes that one event may have; see
        /// [`AsyncStream::max_event_bytes`](crate::AsyncStream::max_event_bytes).
        pub fn max_event_bytes(mut $self, limit: usize) -> Self {
            $self$(.$options)?.max_event_bytes = Some(limit);
            $self
        }

        /// Whether a last event is dispatched without the blank line that ends it; see
        /// [`AsyncStream::dispatch_unterminated`](crate::AsyncStream::dispatch_unterminated).
        pub fn dispatch_unterminated(mut $self, dispatch: bool) -> Self {
            $self$(.$options)?.dispatch_unterminated = Some(dispatch);
            $self
        }

        /// Reads the response whatever its `Content-Type` says.
        ///
        /// Without this, the declared type decides: it is to be one of the document's `media_types`, or else
        /// of the [framing's](crate::Framing::media_types). If it is none of them, or if there is none, the
        /// first bytes of what should be server-sent events are looked at: a body that begins with a field
        /// of the standard, or with a comment, is read as a stream. Any other body, such as HTML or JSON, is
        /// an error, which has the API's failure if one is found in the body. (Browsers refuse them all:
        /// WHATWG HTML, section 9.2.3.)
        pub fn any_content_type(mut $self) -> Self {
            $self$(.$options)?.any_content_type = true;
            $self
        }

        /// The most bytes to read of a body that is no stream, for the error; 64 KiB by default.
        pub fn error_body_limit(mut $self, bytes: usize) -> Self {
            $self$(.$options)?.error_body_limit = bytes;
            $self
        }

        /// The longest time to read a body that is no stream, for the error; 5 seconds by default.
        pub fn error_body_timeout(mut $self, limit: std::time::Duration) -> Self {
            $self$(.$options)?.error_body_timeout = limit;
            $self
        }

        /// Tells `tracing` what was in an event that is unknown or does not fit: its first 200
        /// bytes as `data`, and the `reason` of a mismatch, which may quote it. `false` by default.
        ///
        /// Meant for development. What an API sends is often what its users said.
        #[cfg(feature = "tracing")]
        pub fn trace_data(mut $self, told: bool) -> Self {
            $self$(.$options)?.trace_data = told;
            $self
        }
    };
}

pub(super) use {request_options, response_options};
