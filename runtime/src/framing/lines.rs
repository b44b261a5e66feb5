//! JSON lines: a message a line.

use super::blank::{is_blank, is_white, trimmed};
use super::framed::Fault;
use super::input::Input;

/// Reads to the end of a line that is not blank.
///
/// A blank line is nothing; those at both ends of a line are not of its data.
#[inline]
pub(super) fn read(mut input: Input<'_>) -> Result<bool, Fault> {
    let is_begun = !input.held().is_empty();
    if !is_begun {
        input.skip(is_white);
    }
    let rest = input.rest();
    let length = memchr::memchr(b'\n', rest);
    if let Some(length) = length
        && !is_begun
        && length <= input.limit
    {
        // Nearly every line: whole in a chunk, it is pushed once, as its data.
        let data = trimmed(&rest[..length], is_blank);
        input.push(data.end);
        input.block.complete();
        *input.at += length + 1 - data.end;
        return Ok(true);
    }
    if !input.hold(length)? {
        return Ok(false);
    }
    *input.at += 1;
    input.complete(is_blank);
    Ok(true)
}
