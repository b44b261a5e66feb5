//! The formats that events are stored in.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Asserts that a value comes back from JSON and `MessagePack` as what it was; gives its JSON.
pub(crate) fn comes_back<T>(value: &T) -> Value
where
    T: Debug + PartialEq + Serialize + DeserializeOwned,
{
    let text = serde_json::to_string(value).expect("JSON can hold it");
    assert_no_private_key(&text);
    let read: T =
        serde_json::from_str(&text).unwrap_or_else(|it| panic!("{it}: {text} of {value:?}"));
    assert_eq!(read, *value, "{text}");

    let json = serde_json::to_value(value).expect("JSON can hold it");
    let read: T = serde_json::from_value(json.clone()).unwrap_or_else(|it| panic!("{it}: {json}"));
    assert_eq!(read, *value, "{json}");

    if has_arbitrary_precision() {
        return json;
    }
    for packed in [rmp_serde::to_vec(value), rmp_serde::to_vec_named(value)] {
        let packed = packed.expect("MessagePack can hold it");
        let read: T =
            rmp_serde::from_slice(&packed).unwrap_or_else(|it| panic!("{it}: {text} of {value:?}"));
        assert_eq!(read, *value, "{text}");
    }
    json
}

/// Asserts the same of TOML, which has no `null`.
pub(crate) fn comes_back_from_toml<T>(value: &T) -> String
where
    T: Debug + PartialEq + Serialize + DeserializeOwned,
{
    if has_arbitrary_precision() {
        return String::new();
    }
    let text = toml::to_string(value).unwrap_or_else(|it| panic!("{it}: {value:?}"));
    assert_no_private_key(&text);
    let read: T = toml::from_str(&text).unwrap_or_else(|it| panic!("{it}: {text} of {value:?}"));
    assert_eq!(read, *value, "{text}");
    text
}

/// Whether the build asks `serde_json` for arbitrary precision. A `serde_json::Value` then writes its
/// numbers in a way that `serde_json` alone reads.
fn has_arbitrary_precision() -> bool {
    serde_json::from_str::<Value>("1e400").is_ok()
}

/// What `serde_json` tells itself by is for nobody else.
fn assert_no_private_key(text: &str) {
    assert!(!text.contains("$serde_json"), "{text}");
}
