//! What a source may yield.

use std::borrow::Cow;

use bytes::{Bytes, BytesMut};

use crate::Message;
use crate::error::BoxError;

/// An item of a stream that something can be read from: what can be made a `T`, or a `Result` of it.
///
/// [`AsyncStream::from_bytes`](crate::AsyncStream::from_bytes) wants `Bytes`, which can be made of a
/// `Vec<u8>`, a `String` or a `&'static str` too, and [`MessageEvents::new`](crate::MessageEvents::new) a
/// `Message<'static>`.
#[diagnostic::on_unimplemented(
    message = "a stream of events cannot be read from items of type `{Self}`",
    label = "not `{T}`, nor a `Result` of it",
    note = "map the source's items with `Bytes::from`, or `Bytes::copy_from_slice` for borrowed ones"
)]
pub trait SourceItem<T> {
    /// The value, or why there is none.
    ///
    /// # Errors
    ///
    /// When the source failed.
    fn into_result(self) -> Result<T, BoxError>;
}

impl<T, U: SourceItem<T>, E: Into<BoxError>> SourceItem<T> for Result<U, E> {
    #[inline]
    fn into_result(self) -> Result<T, BoxError> {
        self.map_err(Into::into)?.into_result()
    }
}

impl SourceItem<Self> for Message<'static> {
    #[inline]
    fn into_result(self) -> Result<Self, BoxError> {
        Ok(self)
    }
}

/// Implements it for what `Bytes` can be made of.
macro_rules! bytes {
    ($($ty:ty: $item:ident => $bytes:expr;)*) => {
        $(impl SourceItem<Bytes> for $ty {
            #[inline]
            fn into_result(self) -> Result<Bytes, BoxError> {
                let $item = self;
                Ok($bytes)
            }
        })*
    };
}

bytes! {
    Bytes: it => it;
    BytesMut: it => it.freeze();
    Vec<u8>: it => it.into();
    Box<[u8]>: it => it.into();
    String: it => it.into();
    Box<str>: it => String::from(it).into();
    &'static [u8]: it => it.into();
    &'static str: it => it.into();
    Cow<'static, [u8]>: it => it.into_owned().into();
    Cow<'static, str>: it => it.into_owned().into();
}
