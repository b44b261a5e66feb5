//! What nobody gets below with the same tools.

use serde::de::DeserializeOwned;

use crate::input::Input;
use crate::tally::Tally;

/// Floor A: line feeds found, nothing else done.
pub(crate) fn split<W>(input: &Input<W>, tally: &mut Tally) {
    each_data_line(&input.whole, |data| tally.bytes(data));
}

/// Floor A': and the data known to be UTF-8.
pub(crate) fn split_checked<W>(input: &Input<W>, tally: &mut Tally) {
    each_data_line(&input.whole, |data| {
        tally.bytes(str::from_utf8(data).expect("UTF-8").as_bytes());
    });
}

fn each_data_line(mut rest: &[u8], mut with: impl FnMut(&[u8])) {
    while let Some(end) = memchr::memchr(b'\n', rest) {
        if let Some(data) = rest[..end].strip_prefix(b"data: ") {
            with(data);
        }
        rest = &rest[end + 1..];
    }
}

/// Floor B: the data of a message as a payload that is known without looking.
pub(crate) fn read<T: DeserializeOwned>(data: &str) -> T {
    serde_json::from_str(data).expect("a payload")
}
