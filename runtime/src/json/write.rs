//! Writing objects.

use serde::ser::{Serialize, SerializeMap, Serializer};

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

impl<T: WriteObject> WriteObject for Box<T> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        (**self).write(map)
    }
}

/// Writes the entries of an object, up to the first that cannot be written.
///
/// With a `?` behind each entry, what generated code has to be checked for would double.
#[derive(Debug)]
pub struct WriteEntries<'a, M: SerializeMap> {
    map: &'a mut M,
    written: Result<(), M::Error>,
}

impl<'a, M: SerializeMap> WriteEntries<'a, M> {
    /// None so far.
    pub fn new(map: &'a mut M) -> Self {
        Self {
            map,
            written: Ok(()),
        }
    }

    /// One more.
    pub fn add<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        if self.written.is_ok() {
            self.written = self.map.serialize_entry(key, value);
        }
    }

    /// One more, if there is a value.
    pub fn add_some<T: Serialize>(&mut self, key: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.add(key, value);
        }
    }

    /// Whether all could be written.
    ///
    /// # Errors
    ///
    /// What the serializer reported.
    pub fn end(self) -> Result<(), M::Error> {
        self.written
    }
}
