//! A first look at the text, for what the JSON parser lets through.

use std::ops::Range;

use crate::check_table::Check;
use crate::diagnostic::Diagnostic;

/// What stopped the reading of a text, and where.
pub(crate) type Mistake = Box<(Diagnostic, Range<usize>)>;

/// As deep as `serde_json` reads, so that any program may read documents. No real one comes near, and
/// every recursion over one is bounded by it.
pub(crate) const MAX_DEPTH: usize = 127;

/// Refuses text nested too deep to recurse over, and control characters inside strings.
pub(super) fn guard(text: &str) -> Result<(), Mistake> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'"' => index = string_end(bytes, index)?,
            b'/' if bytes.get(index + 1) == Some(&b'/') => index = line_end(bytes, index),
            b'/' if bytes.get(index + 1) == Some(&b'*') => index = comment_end(bytes, index),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Box::new((too_deep(""), index..index + 1)));
        }
        index += 1;
    }
    Ok(())
}

pub(crate) fn too_deep(pointer: &str) -> Diagnostic {
    Diagnostic::new(
        Check::TooDeep,
        pointer,
        format!("the document is nested deeper than {MAX_DEPTH} levels"),
    )
    .label("one level too many")
    .help("give inner schemas entries in `$defs` and refer to them")
}

/// The index of the closing quote, or of the last byte.
fn string_end(bytes: &[u8], start: usize) -> Result<usize, Mistake> {
    let mut index = start + 1;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'"' => return Ok(index),
            b'\\' => index += 1,
            0..0x20 => {
                let diagnostic = Diagnostic::new(Check::Syntax, "", "this is not JSON")
                    .label("the string is not closed on its line, or holds a control character")
                    .help("close the string with `\"`; write a line break as `\\n`");
                return Err(Box::new((diagnostic, index..index + 1)));
            }
            _ => {}
        }
        index += 1;
    }
    Ok(index)
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    let end = bytes[start..]
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'));
    end.map_or(bytes.len(), |length| start + length)
}

fn comment_end(bytes: &[u8], start: usize) -> usize {
    // `/*/` does not close itself.
    let body = start + 2;
    let end = bytes[body..].windows(2).position(|pair| pair == b"*/");
    end.map_or(bytes.len(), |length| body + length + 1)
}
