//! The bytes of a response, whichever client got it.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::Body;
use pin_project_lite::pin_project;
use sync_wrapper::SyncWrapper;

use super::redirect;
use crate::error::BoxError;

/// Boxed, because the bodies of clients are of many types; `Sync`, because streams are to be.
pub(super) type HttpBytes = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send + Sync>>;

pub(super) type Response = http::Response<HttpBytes>;

/// A response of reqwest's.
pub(super) fn of_reqwest(response: reqwest::Response) -> Response {
    let redirect = redirect::left(&response);
    let mut response = of_http(response.into());
    if let Some(redirect) = redirect {
        response.extensions_mut().insert(redirect);
    }
    response
}

/// A response of any client.
pub(super) fn of_http<B>(response: http::Response<B>) -> Response
where
    B: Body + Send + 'static,
    B::Error: Into<BoxError>,
{
    response.map(|body| -> HttpBytes {
        Box::pin(DataFrames {
            body: SyncWrapper::new(body),
        })
    })
}

pin_project! {
    /// The data of a body. Trailers say nothing about a stream of events.
    ///
    /// No two threads read a body at once, so it may be shared, though it is not `Sync` itself.
    struct DataFrames<B> {
        #[pin]
        body: SyncWrapper<B>,
    }
}

impl<B> Stream for DataFrames<B>
where
    B: Body,
    B::Error: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut body = self.project().body.get_pin_mut();
        loop {
            let Some(frame) = ready!(body.as_mut().poll_frame(cx)) else {
                return Poll::Ready(None);
            };
            match frame.map(http_body::Frame::into_data) {
                Ok(Ok(mut data)) => {
                    let bytes = data.copy_to_bytes(data.remaining());
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Ok(Err(_trailers)) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
        }
    }
}
