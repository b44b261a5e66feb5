//! What generated code is built on. Not public API: it changes with the derive.

pub use crate::abi::assert_abi;
#[cfg(feature = "schema")]
pub use crate::document::{DocumentBuilder, JsonSchema};
pub use crate::error::Outcome as EventOutcome;
pub use crate::events::{
    Cursor, Decoded, Entry, EventOf, FailureRules, Protocol, ReadFailure, Replaced, ResumeRules,
    Scalar, Sentinel, Table, ToFailureMessage, ToMessage, Unknown, UnknownPayload, WithTag,
    dispatch, event, failing, failure, integers, json, message_of, message_of_bare,
    message_of_json, message_of_name, message_of_unknown, one_of, own, plain, read, says,
    says_something, string, text_of, when, write_either, write_in_place, write_name, write_named,
    write_unknown, yields,
};
pub use crate::framing::Framing;
pub use crate::json::fast::{NEXT, OPEN, Plain, PlainObject, PlainReader};
pub use crate::json::{
    Integers, Key, Kind, Kinds, Object, Shape, Tagged, Whole, WriteEntries, WriteObject, fits,
    kinds, next, next_additional, next_defaulted, next_integers, next_required, object, open_enum,
    read_integers, required, skip, tagged, unknown_variant, write_object,
};
pub use crate::snapshot::FoldError;
pub use crate::snapshot::generated::{
    At, Ends, IndexDefault, JsonTextAct, JsonTexts, Part, Restart, Rules, Run, Shown, Told, Wanted,
    convert, is_empty, json_texts, key_is, says_nothing, to_value, variant_of,
};
pub use bytes::Bytes;
pub use futures_core::Stream;
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error as JsonError, Map, Value, from_str};
pub use std::collections::BTreeMap;
pub use std::vec::Vec;
