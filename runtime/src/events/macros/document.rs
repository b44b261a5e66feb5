//! The document of an enum.

/// The method that gives back the document of an enum. The payloads need a schema only where it is
/// called: a bound with a lifetime of its own is not checked before, and whether the feature is on
/// depends on everything else in a build.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! __document {
    ($vis:vis $set:ident = $text:literal {
        $($event:literal: $payload:ty;)* $(body: $body:ty;)?
    }) => {
        #[allow(dead_code, single_use_lifetimes, reason = "made for every set")]
        impl $set {
            /// The document that says what this enum declares.
            #[must_use]
            $vis fn document() -> $crate::schema::Document
            where
                $(for<'payload> $payload: $crate::__private::JsonSchema,)*
                $(for<'payload> $body: $crate::__private::JsonSchema,)?
            {
                #[allow(unused_mut, reason = "an event need not have a payload")]
                let mut document = $crate::__private::DocumentBuilder::new($text);
                $(document.body::<$body>();)?
                $(document.payload::<$payload>($event);)*
                document.finish()
            }
        }
    };
}

/// Nothing: a document needs the feature `schema`, which a derive cannot see.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __document {
    ($($item:tt)*) => {};
}
