//! The guide's pages, whose Rust blocks are doctests.

/// A page is documentation of an item of its name, which test names then tell.
macro_rules! pages {
    ($($(#[$condition:meta])? $page:ident = $file:literal;)*) => {
        $(
            $(#[$condition])?
            #[cfg(doctest)]
            #[doc = include_str!($file)]
            pub mod $page {}
        )*
    };
}

pages! {
    start = "src/start.md";
    types = "src/types.md";
    enums = "src/enums.md";
    errors = "src/errors.md";
    reconnecting = "src/reconnecting.md";
    snapshots = "src/snapshots.md";
    snapshot_tests = "src/snapshot-tests.md";
    writing = "src/writing.md";
    testing = "src/testing.md";
    drift = "src/drift.md";
    framings = "src/framings.md";
    seeing = "src/seeing.md";
    #[cfg(feature = "peers")]
    coming_from = "src/coming-from.md";
}
