//! HTTP/2's limit to frames that wait to be read.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::BoxError;
use super::kind::SharedError;

/// A connection that the HTTP/2 library gave up because too many small frames waited for the reader.
///
/// It counts what each frame costs beside its bytes, over all streams of the connection, and ends the
/// connection, and its other streams with it.
#[derive(Debug)]
pub(super) struct FrameLimit(BoxError);

/// What h2 says of it: there is no type to match on that would not tie us to its version. Servers say
/// the same of clients, and are heard as "received".
const DETECTED: &str = "connection error detected";
const TOO_MANY: &str = "too_many_data_frames";

/// The error; if it is that of this limit, as one that says so and what to do.
pub(crate) fn named(error: BoxError) -> SharedError {
    let first: &(dyn Error + 'static) = &*error;
    let is_limit = std::iter::successors(Some(first), |&error| error.source()).any(|error| {
        let said = error.to_string();
        said.contains(DETECTED) && said.contains(TOO_MANY)
    });
    match is_limit {
        true => Arc::new(FrameLimit(error)),
        false => error.into(),
    }
}

/// As one that is this limit.
pub(super) fn find(error: &SharedError) -> Option<&FrameLimit> {
    error.downcast_ref()
}

impl fmt::Display for FrameLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the HTTP/2 connection was given up with all its streams, because too many small frames \
             waited to be read: read without long pauses, for example in a task of its own, or use \
             HTTP/1.1 for this stream",
        )
    }
}

impl Error for FrameLimit {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_told_from_a_servers_word() {
        for (said, is_limit) in [
            (
                r#"connection error detected: calm (b"too_many_data_frames")"#,
                true,
            ),
            (
                r#"connection error received: calm (b"too_many_data_frames")"#,
                false,
            ),
            (
                r#"connection error detected: calm (b"too_many_resets")"#,
                false,
            ),
        ] {
            assert_eq!(find(&named(said.into())).is_some(), is_limit, "{said}");
        }
    }
}
