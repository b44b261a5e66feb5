//! What messages mean: the rules of a set of events, and the dispatch by them.

mod condition;
mod macros;
mod own;
mod protocol;
mod table;
mod unknown;

pub use condition::{Scalar, one_of, present, when};
pub use own::{UnknownPayload, own, read, string};
pub use protocol::{Cursor, Dispatch, FailureRules, Protocol, ResumeRules, StreamEvents};
pub use table::{
    Decoded, Entry, EventOf, ReadFailure, Replaced, Sentinel, Table, Unknown, completing, dispatch,
    event, failure, finishing, json, plain,
};
pub use unknown::UnknownEvent;
