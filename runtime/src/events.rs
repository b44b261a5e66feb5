//! What messages mean: the rules of a set of events, and the dispatch by them.

mod condition;
mod envelope;
mod macros;
#[cfg(feature = "testing")]
mod message;
mod own;
mod protocol;
mod stored;
mod table;
mod unknown;

pub use condition::{Scalar, one_of, present, when};
pub use envelope::{WithTag, write_name, write_named};
#[cfg(feature = "testing")]
pub(crate) use message::message;
pub use own::{UnknownPayload, own, read, string};
pub use protocol::{Cursor, Dispatch, FailureRules, Protocol, ResumeRules, StreamEvents};
pub use stored::{event, text_of, write_either, write_unknown};
pub use table::{
    Decoded, Entry, EventOf, ReadFailure, Replaced, Sentinel, Table, Unknown, completing, dispatch,
    failure, finishing, json, plain,
};
pub use unknown::UnknownEvent;
