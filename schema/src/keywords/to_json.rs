//! Parts of a document as JSON.

use indexmap::IndexMap;

use crate::json::Json;
use crate::pointer::Pointer;

/// What is written into a document.
pub(crate) trait ToJson {
    fn json(&self) -> Json;
}

/// Adds a keyword that goes without saying at its default.
pub(crate) fn unless_default<T: ToJson + Default + PartialEq>(
    members: &mut IndexMap<String, Json>,
    key: &str,
    value: &T,
) {
    if *value != T::default() {
        members.insert(key.to_owned(), value.json());
    }
}

/// Adds a keyword that a document must have, if this one has it: what lacks it is a mistake to tell, and
/// none to write down as another one.
pub(crate) fn unless_missing<T: ToJson>(
    members: &mut IndexMap<String, Json>,
    key: &str,
    value: &T,
) {
    let value = value.json();
    if value != Json::Null {
        members.insert(key.to_owned(), value);
    }
}

impl ToJson for Json {
    fn json(&self) -> Json {
        self.clone()
    }
}

impl ToJson for bool {
    fn json(&self) -> Json {
        Json::Boolean(*self)
    }
}

impl ToJson for u16 {
    fn json(&self) -> Json {
        Json::from(i64::from(*self))
    }
}

impl ToJson for String {
    fn json(&self) -> Json {
        Json::from(self.as_str())
    }
}

impl ToJson for Pointer {
    fn json(&self) -> Json {
        Json::from(self.as_str())
    }
}

/// A keyword that is left out is not asked.
impl<T: ToJson> ToJson for Option<T> {
    fn json(&self) -> Json {
        self.as_ref().map_or(Json::Null, ToJson::json)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn json(&self) -> Json {
        Json::Array(self.iter().map(ToJson::json).collect())
    }
}

impl<K: ToString, T: ToJson> ToJson for IndexMap<K, T> {
    fn json(&self) -> Json {
        let members = self.iter();
        Json::Object(
            members
                .map(|(key, it)| (key.to_string(), it.json()))
                .collect(),
        )
    }
}
