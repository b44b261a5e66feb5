//! What generated code is built on. Not public API: it changes with the derive.

mod code_first;
mod dispatch;
mod kinds;
mod misfit;
mod number;
mod object;
mod open_enum;
mod plain;
pub(crate) mod pointer;
mod tagged;
pub(crate) mod transcode;
mod version;
mod write;

pub use bytes::Bytes;
#[cfg(feature = "schema")]
pub use code_first::{DocumentBuilder, JsonSchema};
pub use code_first::{Test, UnknownPayload, hold, keep_unknown, text};
pub use dispatch::{
    Decoded, Entry, EventOf, Replaced, Sentinel, Table, Unknown, completing, dispatch, event,
    failure, finishing, json, plain,
};
pub use futures_core::Stream;
pub use number::NumberOrObject;
pub use object::{Entries, Key, Object, WriteObject, from_text, object, required};
pub use open_enum::open_enum;
pub use plain::{NEXT, OPEN, Plain, PlainObject, PlainReader};
pub use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
pub use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor};
pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::{Map, Value};
pub use std::collections::BTreeMap;
pub use tagged::{Tagged, tagged};
pub use version::assert_version;
pub use write::{insert, write_object, write_tagged};
