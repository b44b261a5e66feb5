//! What generated code is built on. Not public API: it changes with the derive.

pub use crate::abi::assert_abi;
#[cfg(feature = "schema")]
pub use crate::document::{DocumentBuilder, JsonSchema};
pub use crate::events::{
    Cursor, Decoded, Entry, EventOf, FailureRules, Protocol, ReadFailure, Replaced, ResumeRules,
    Scalar, Sentinel, Table, Unknown, UnknownPayload, WithTag, completing, dispatch, event,
    failure, finishing, json, one_of, own, plain, present, read, string, text_of, when,
    write_either, write_name, write_named, write_unknown,
};
pub use crate::json::fast::{NEXT, OPEN, Plain, PlainObject, PlainReader};
pub use crate::json::{
    Key, Kind, Kinds, Object, Tagged, WriteEntries, WriteObject, kinds, next, next_additional,
    next_required, object, open_enum, required, skip, tagged, unknown_variant, write_object,
    write_tagged,
};
pub use bytes::Bytes;
pub use futures_core::Stream;
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error as JsonError, Map, Value, from_str};
pub use std::collections::BTreeMap;
