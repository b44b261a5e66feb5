//! How the objects and the words of a document are declared: every keyword once.

#[cfg(feature = "write")]
pub(crate) mod describe;
#[cfg(feature = "write")]
pub(crate) mod to_json;

/// Declares an object of a document, a keyword a row: its key, its field and its type.
///
/// It makes the struct, the list of its keywords and, to write documents and their meta-schema, the
/// JSON of a value and the schema of the type. A keyword at its default is not written, unless it is
/// `(required)`. What the schema says besides the type stands after `where`. Keywords that have no
/// field of their own are kept in one that comes first, after `..`.
macro_rules! keywords {
    (
        $(#[doc = $doc:literal])*
        $(#[derive($($derive:ident),*)])?
        pub struct $name:ident $(<$parameter:ident = $schema:ident>)? as $title:literal {
            $(.. $(#[doc = $others_doc:literal])* $others:ident: $others_type:ty,)?
            $(
                $(#[doc = $field_doc:literal])*
                $key:literal $(($required:ident))? $field:ident: $type:ty
                    $(where $rule:literal = $value:expr)?,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, $($($derive),*)?)]
        pub struct $name $(<$parameter = $schema>)? {
            $($(#[doc = $field_doc])* pub $field: $type,)*
            $($(#[doc = $others_doc])* pub $others: $others_type,)?
        }

        impl $name $(<$schema>)? {
            /// The keywords that it can have.
            pub const KEYWORDS: &[&str] = &[$($key),*];
        }

        $crate::keywords::keywords!(@default $name $(<$parameter>)?: $($field)*);

        #[cfg(feature = "write")]
        impl $(<$parameter: $crate::keywords::to_json::ToJson + PartialEq>)? $crate::keywords::to_json::ToJson
            for $name $(<$parameter>)?
        {
            fn json(&self) -> $crate::json::Json {
                let mut members = indexmap::IndexMap::new();
                $($crate::keywords::keywords!(@write members, $key, self.$field $(, $required)?);)*
                $(members.extend(self.$others.clone());)?
                $crate::json::Json::Object(members)
            }
        }

        #[cfg(feature = "write")]
        impl $(<$parameter: $crate::keywords::describe::Described>)? $crate::keywords::describe::Described
            for $name $(<$parameter>)?
        {
            const NAME: Option<&str> = Some($title);

            fn schema(definitions: &mut $crate::keywords::describe::Definitions) -> $crate::keywords::describe::Members {
                let mut object = $crate::keywords::describe::Object::new(definitions, &[$($doc),*]);
                $(
                    object.keyword::<$type>($key, &[$($field_doc),*]);
                    $(object.rule($rule, $value);)?
                    $(object.$required();)?
                )*
                object.finish()
            }
        }
    };
    // A derived `Default` would ask for that of subschemas.
    (@default $name:ident <$parameter:ident>: $($field:ident)*) => {
        impl<$parameter> Default for $name<$parameter> {
            fn default() -> Self {
                Self { $($field: Default::default()),* }
            }
        }
    };
    (@default $name:ident: $($field:ident)*) => {};
    (@write $members:ident, $key:literal, $value:expr, required) => {
        $crate::keywords::to_json::unless_missing(&mut $members, $key, &$value);
    };
    (@write $members:ident, $key:literal, $value:expr) => {
        $crate::keywords::to_json::unless_default(&mut $members, $key, &$value);
    };
}

/// Declares the words that a keyword can have for its value, a word a row. The default stands after
/// `=`, where there is one.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub enum $name:ident $(= $default:ident)? {
            $($(#[doc = $word_doc:literal])* $word:literal $variant:ident,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $word_doc])* $variant,)*
        }

        impl $name {
            /// All of them, by how they are written.
            pub const WORDS: &[(&str, Self)] = &[$(($word, Self::$variant)),*];

            /// How it is written in a document.
            #[must_use]
            pub fn keyword(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        $(
            impl Default for $name {
                fn default() -> Self {
                    Self::$default
                }
            }
        )?

        #[cfg(feature = "write")]
        impl $crate::keywords::to_json::ToJson for $name {
            fn json(&self) -> $crate::json::Json {
                $crate::json::Json::from(self.keyword())
            }
        }

        #[cfg(feature = "write")]
        impl $crate::keywords::describe::Described for $name {
            const NAME: Option<&str> = Some(stringify!($name));

            fn schema(_: &mut $crate::keywords::describe::Definitions) -> $crate::keywords::describe::Members {
                $crate::keywords::describe::words(&[$($doc),*], &[$(($word, &[$($word_doc),*])),*])
            }
        }
    };
}

pub(crate) use {keywords, words};
