//! One macro for all that an API is in this crate.

/// Declares the APIs: `ALL`, and for each a module behind a feature, with the types of its document.
macro_rules! apis {
    ($(
        $(#[doc = $docs:literal])+
        $module:ident, $name:literal, $title:literal, $path:literal,
        $set:ident $stream:ident $error:ident
        $(, $recording:literal => $value:literal)*;
    )*) => {
        /// All APIs, by their names.
        ///
        /// ```
        /// for api in stream_events_apis::ALL {
        ///     println!("{}: {} bytes", api.name, api.document.len());
        /// }
        /// ```
        pub static ALL: &[Api] = &[$(Api {
            name: $name,
            title: $title,
            type_name: stringify!($set),
            document: include_str!(concat!("../", $path)),
            examples: &[$(Example { recording: file!($recording), value: file!($value) }),*],
        }),*];

        $(
            #[cfg(feature = $name)]
            $(#[doc = $docs])+
            #[doc = concat!("\n\nThe feature `", $name, "`; the document is `", $path, "`.")]
            pub mod $module {
                // Apart from the module that others see, so that each type has one path.
                mod set {
                    use stream_events::StreamEvents;

                    $(#[doc = $docs])+
                    #[derive(Debug, Clone, Copy, StreamEvents)]
                    #[stream_events(schema = $path, module = events)]
                    pub struct $set;
                }

                pub use set::events::*;
                pub use set::{$error, $set, $stream};
            }
        )*
    };
}

/// A file beside the documents.
macro_rules! file {
    ($path:literal) => {
        File {
            path: $path,
            text: include_str!(concat!("../documents/", $path)),
        }
    };
}

pub(crate) use {apis, file};
