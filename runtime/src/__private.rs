//! What generated code is built on. Not public API: it changes with the derive.

pub use crate::abi::assert_version;
pub use crate::events::{
    Decoded, Entry, EventOf, Replaced, Sentinel, Table, Test, Unknown, UnknownPayload, completing,
    dispatch, event, failure, finishing, hold, json, keep_unknown, plain, text,
};
#[cfg(feature = "schema")]
pub use crate::events::{DocumentBuilder, JsonSchema};
pub use crate::json::fast::{NEXT, OPEN, Plain, PlainObject, PlainReader};
pub use crate::json::{
    Key, Kind, Kinds, Object, Tagged, WriteObject, insert, kinds, object, open_enum, required,
    skip, tagged, unknown_variant, write_object, write_tagged,
};
pub use bytes::Bytes;
pub use futures_core::Stream;
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Error as JsonError, Map, Value, from_str};
pub use std::collections::BTreeMap;
