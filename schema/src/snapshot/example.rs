//! Recorded streams and what they add up to.

use crate::keywords::keywords;

keywords! {
    /// A recorded stream, and the value that its events add up to.
    #[derive(Eq, Default)]
    pub struct Example as "Example" {
        /// The file with the body as it came, beside the document.
        "recording" (required) recording: String where "minLength" = 1,
        /// The file with the value as JSON, beside the document.
        "final" (required) value: String where "minLength" = 1,
    }
}
