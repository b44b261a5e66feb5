//! Objects: one pass over the entries, straight into the fields.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{
    self, Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor,
};
use serde::ser::SerializeMap;

use super::path::reason;
use super::text::{self, Transcode};

/// An object whose fields are read from the entries of a map.
pub trait Object: Sized {
    /// Reads the entries that are left.
    ///
    /// # Errors
    ///
    /// When a field is missing or does not fit.
    fn read<'de, A: MapAccess<'de>>(entries: &mut Entries<'de, A>) -> Result<Self, A::Error>;
}

/// An object that writes its fields into a map, its own tags included.
pub trait WriteObject {
    /// Writes all entries.
    ///
    /// # Errors
    ///
    /// What the serializer reports.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// A key, borrowed from the input where it has no escapes.
#[derive(Debug)]
pub struct Key<'de>(pub(super) Cow<'de, str>);

impl Deref for Key<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The entries of an object; those that came before a late tag are read back first.
#[derive(Debug)]
pub struct Entries<'de, A> {
    map: A,
    /// `None` in nearly all objects: a pointer to look at, and nothing to move.
    late: Option<Box<LateEntries<'de>>>,
}

#[derive(Debug)]
struct LateEntries<'de> {
    rest: std::vec::IntoIter<Late<'de>>,
    /// The value of the key that was handed out last.
    value: String,
}

impl<'de> LateEntries<'de> {
    #[cold]
    fn new(entries: Vec<Late<'de>>) -> Box<Self> {
        let (rest, value) = (entries.into_iter(), String::new());
        Box::new(Self { rest, value })
    }

    #[cold]
    fn next_key(&mut self) -> Option<Key<'de>> {
        let (key, value) = self.rest.next()?;
        self.value = value;
        Some(key)
    }
}

/// An entry whose type was not known when it was met, as JSON text.
pub(super) type Late<'de> = (Key<'de>, String);

impl<'de, A: MapAccess<'de>> Entries<'de, A> {
    #[inline]
    pub(super) fn new(map: A, late: Vec<Late<'de>>) -> Self {
        let late = (!late.is_empty()).then(|| LateEntries::new(late));
        Self { map, late }
    }

    /// The next key.
    ///
    /// # Errors
    ///
    /// When the JSON is malformed.
    #[inline]
    pub fn key(&mut self) -> Result<Option<Key<'de>>, A::Error> {
        if let Some(late) = &mut self.late {
            if let Some(key) = late.next_key() {
                return Ok(Some(key));
            }
            self.late = None;
        }
        self.map.next_key()
    }

    /// The value of the key that was returned last.
    ///
    /// # Errors
    ///
    /// When it does not fit `T`.
    #[inline]
    pub fn value<T: DeserializeOwned>(&mut self) -> Result<T, A::Error> {
        match &mut self.late {
            None => self.map.next_value(),
            Some(late) => from_text(&late.value),
        }
    }

    /// Passes over the value of the key that was returned last.
    ///
    /// # Errors
    ///
    /// When the JSON is malformed.
    #[inline]
    pub fn skip(&mut self) -> Result<(), A::Error> {
        match &self.late {
            None => self.map.next_value::<IgnoredAny>().map(|_| ()),
            Some(_) => Ok(()),
        }
    }

    /// Makes the tag, which was read to tell what the object is, an entry again.
    pub fn give_back(&mut self, tag: &str, value: &str) {
        let mut text = String::new();
        text::push(&mut text, value);
        let mut late: Vec<_> = self
            .late
            .take()
            .into_iter()
            .flat_map(|it| it.rest)
            .collect();
        late.push((Key(Cow::Owned(tag.to_owned())), text));
        self.late = Some(LateEntries::new(late));
    }

    /// The whole object as JSON text, with its tag after the entries that came before it.
    pub(super) fn into_text(mut self, tag: Option<(&str, &str)>) -> Result<String, A::Error> {
        if let Some((tag, value)) = tag {
            self.give_back(tag, value);
        }
        let mut text = String::from("{");
        for (key, value) in self.late.into_iter().flat_map(|it| it.rest) {
            push_key(&mut text, &key);
            text.push_str(&value);
        }
        while let Some(key) = self.map.next_key::<Key<'de>>()? {
            push_key(&mut text, &key);
            self.map.next_value_seed(Transcode(&mut text))?;
        }
        text.push('}');
        Ok(text)
    }
}

fn push_key(text: &mut String, key: &str) {
    if text.len() > 1 {
        text.push(',');
    }
    text::push(text, key);
    text.push(':');
}

/// Reads a value that was kept as text, so that no second deserializer is compiled for every type.
///
/// # Errors
///
/// When it does not fit `T`.
#[cold]
pub fn from_text<T: DeserializeOwned, E: de::Error>(text: &str) -> Result<T, E> {
    // With the place the text would be taken for one in the whole payload.
    serde_json::from_str(text).map_err(|error| E::custom(reason(&error)))
}

/// The value of a required field.
///
/// # Errors
///
/// When it never came.
#[inline]
pub fn required<T, E: de::Error>(slot: Option<T>, key: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(key))
}

/// Reads an object.
///
/// # Errors
///
/// When the value is no object, or does not fit.
#[inline]
pub fn object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct ObjectVisitor<T>(PhantomData<T>);

    impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        #[inline]
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::read(&mut Entries::new(map, Vec::new()))
        }
    }

    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

impl<'de> Deserialize<'de> for Key<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            #[inline]
            fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E: de::Error>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }

            fn visit_string<E: de::Error>(self, key: String) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key)))
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}

/// Implements `Deserialize` and `Serialize` for a struct from one line a field.
///
/// `required` fields must come; `defaulted` ones are empty when missing and always written;
/// `optional` ones are `None` when missing and left out when `None`; `..` takes the entries that no
/// field has. A tag in brackets is written and, when read, passed over. What comes after
/// `as` is for `__plain_object!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (plain $name:ident $body:tt) => {
        $crate::__object! { $name $body }
        $crate::__plain_object! { $name $body }
    };
    ($name:ident {
        $([$tag:literal = $value:literal])*
        $($kind:ident $field:ident: $key:literal $(as $how:ident)?;)*
        $(.. $additional:ident)?
    }) => {
        impl $crate::__private::Object for $name {
            fn read<'de, A_: $crate::__private::MapAccess<'de>>(
                entries: &mut $crate::__private::Entries<'de, A_>,
            ) -> ::core::result::Result<Self, A_::Error> {
                $(let mut $field = $crate::__object!(@slot $kind);)*
                $(let mut $additional = $crate::__private::BTreeMap::new();)?
                while let ::core::option::Option::Some(key) = entries.key()? {
                    match &*key {
                        $($tag => entries.skip()?,)*
                        $($key => $field = $crate::__object!(@read $kind entries),)*
                        $(_ if $crate::__private::insert(
                            &mut $additional, &key, entries.value()?,
                        ) => {})?
                        _ => entries.skip()?,
                    }
                }
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__object!(@take $kind $field $key),)*
                    $($additional,)?
                })
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D_: $crate::__private::Deserializer<'de>>(
                deserializer: D_,
            ) -> ::core::result::Result<Self, D_::Error> {
                $crate::__private::object(deserializer)
            }
        }

        impl $crate::__private::WriteObject for $name {
            fn write<M_: $crate::__private::SerializeMap>(
                &self,
                map: &mut M_,
            ) -> ::core::result::Result<(), M_::Error> {
                $(map.serialize_entry($tag, $value)?;)*
                $($crate::__object!(@write $kind map $key self.$field);)*
                $(for (key, value) in &self.$additional {
                    map.serialize_entry(key, value)?;
                })?
                let _ = map;
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S_: $crate::__private::Serializer>(
                &self,
                serializer: S_,
            ) -> ::core::result::Result<S_::Ok, S_::Error> {
                $crate::__private::write_object(self, serializer)
            }
        }
    };

    (@slot required) => { ::core::option::Option::None };
    (@slot $kind:ident) => { ::core::default::Default::default() };

    (@read required $entries:ident) => { ::core::option::Option::Some($entries.value()?) };
    (@read $kind:ident $entries:ident) => { $entries.value()? };

    (@take required $field:ident $key:literal) => {
        $crate::__private::required($field, $key)?
    };
    (@take $kind:ident $field:ident $key:literal) => { $field };

    (@write optional $map:ident $key:literal $value:expr) => {
        if let ::core::option::Option::Some(value) = &$value {
            $map.serialize_entry($key, value)?;
        }
    };
    (@write $kind:ident $map:ident $key:literal $value:expr) => {
        $map.serialize_entry($key, &$value)?;
    };
}
