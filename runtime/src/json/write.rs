//! Writing objects.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, Serializer};

use super::object::WriteObject;

/// Writes an object.
///
/// # Errors
///
/// What the serializer reports.
pub fn write_object<T: WriteObject, S: Serializer>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    object.write(&mut map)?;
    map.end()
}

/// Writes an object behind a tag it does not have itself.
///
/// # Errors
///
/// What the serializer reports.
pub fn write_tagged<T: WriteObject, S: Serializer>(
    tag: &'static str,
    value: &'static str,
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(tag, value)?;
    object.write(&mut map)?;
    map.end()
}

impl<T: WriteObject> WriteObject for Box<T> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        (**self).write(map)
    }
}

/// Keeps an entry that no field has; always true, so that it can stand as a guard.
pub fn insert<T>(map: &mut BTreeMap<String, T>, key: &str, value: T) -> bool {
    map.insert(key.to_owned(), value);
    true
}
