//! What messages mean: the rules of a set of events, and the dispatch by them.

mod condition;
mod envelope;
mod macros;
mod own;
mod protocol;
mod stored;
mod table;
mod unknown;
mod write;

pub use condition::{Scalar, one_of, says, says_something, when};
pub use envelope::{WithTag, write_name, write_named};
pub use own::{UnknownPayload, own, read, string};
pub use protocol::{Cursor, Dispatch, FailureRules, Protocol, ResumeRules, StreamEvents};
pub use stored::{event, text_of, write_either, write_unknown};
pub(crate) use table::with_nulls;
pub use table::{
    Decoded, Entry, EventOf, ReadFailure, Replaced, Sentinel, Table, Unknown, dispatch, failure,
    integers, json, plain, yields,
};
pub use unknown::UnknownEvent;
pub use write::{
    ToFailureMessage, ToMessage, WriteEvents, failing, message_of, message_of_bare,
    message_of_json, message_of_name, message_of_unknown, write_in_place,
};
