//! JSON text sequences (RFC 7464).

use super::blank::{is_delimited, is_white};
use super::framed::Fault;
use super::input::Input;
use super::scanner::{RS, Scanner};

/// How far a sequence was read.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    record: Scanner,
    /// How many records may have been cut short.
    pub(super) dropped: u64,
}

impl Sequence {
    /// Reads to the end of a record that is not blank: a separator, or a line feed outside of all brackets
    /// and strings, so that no message waits for the next.
    pub(super) fn read(&mut self, mut input: Input<'_>) -> Result<bool, Fault> {
        loop {
            if input.held().is_empty() {
                input.skip(|byte| byte == RS || is_white(byte));
            }
            let length = self.record.record_end(input.rest());
            if !input.hold(length)? {
                return Ok(false);
            }
            let end = input.chunk[*input.at];
            *input.at += 1;
            self.record = Scanner::default();
            // > Parsers MUST check that any JSON texts that are a top-level number, or that might be
            // > "true", "false", or "null", include JSON whitespace after that value, otherwise the
            // > JSON-text may have been truncated.
            if end == RS && !says_its_end(input.held()) {
                self.dropped += 1;
                input.block.forget_data();
                continue;
            }
            input.complete(is_white);
            return Ok(true);
        }
    }

    /// Forgets what was begun.
    pub(super) fn restart(&mut self) {
        self.record = Scanner::default();
    }
}

fn says_its_end(record: &[u8]) -> bool {
    is_delimited(record) || record.last().is_some_and(|byte| is_white(*byte))
}
