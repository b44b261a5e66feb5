//! Text that is no part of a message: a server may have written there why it sends no stream.

use super::block::MAX_IGNORED;
use super::decoder::Decoder;
use super::malformed::{DecodeError, Malformed, MalformedError};

impl Decoder {
    /// The beginning of the text that was no part of an event and no comment, since it was forgotten
    /// last, or that came in place of a stream. A reader of the standard ignores it.
    pub(crate) fn ignored_text(&self) -> String {
        String::from_utf8_lossy(&self.block.ignored)
            .trim()
            .to_owned()
    }

    #[inline]
    pub(crate) fn forget_ignored(&mut self) {
        if !self.block.ignored.is_empty() {
            self.block.ignored = Vec::new();
        }
    }

    /// Bytes are not taken in any more. What came in place of an array is kept all the same.
    #[cold]
    pub(super) fn refuse(&mut self, bytes: &[u8]) {
        if self.no_array().is_some() {
            self.block.ignored(bytes);
        }
    }

    /// The error that what came is no array, with the text that came in its place.
    pub(crate) fn refusal(&self) -> Option<MalformedError> {
        let error = self.no_array()?.clone();
        Some(error.with_found(&self.ignored_text()))
    }

    /// Whether that text is a failure of which more may come. It is to be waited for.
    pub(crate) fn is_refusal_open(&self) -> bool {
        let text = self.block.ignored.trim_ascii();
        let is_whole =
            text.ends_with(b"}") && serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok();
        text.starts_with(b"{") && !is_whole && self.block.ignored.len() < MAX_IGNORED
    }

    /// Whether that text is too short to be shown. More of it is welcome if it is there.
    pub(crate) fn is_refusal_short(&self) -> bool {
        self.block.ignored.len() < MalformedError::MAX_FOUND
    }

    fn no_array(&self) -> Option<&MalformedError> {
        match &self.failed {
            Some(DecodeError::Malformed(error)) if error.reason() == Malformed::NotAnArray => {
                Some(error)
            }
            _ => None,
        }
    }
}
