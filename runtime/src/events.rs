//! What messages mean: the rules of a set of events, and the dispatch by them.

mod code_first;
mod protocol;
mod table;
mod unknown;

#[cfg(feature = "schema")]
pub use code_first::{DocumentBuilder, JsonSchema};
pub use code_first::{Test, UnknownPayload, hold, keep_unknown, text};
pub use protocol::{Cursor, Dispatch, FailureRules, Protocol, ResumeRules, StreamEvents};
pub use table::{
    Decoded, Entry, EventOf, Replaced, Sentinel, Table, Unknown, completing, dispatch, event,
    failure, finishing, json, plain,
};
pub use unknown::UnknownEvent;
