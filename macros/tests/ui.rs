//! Mistakes in `tests/ui/`, and the one error that each of them gives.
//!
//! The goldens hold the compiler's own words, so they are right for the exact toolchain of
//! `rust-toolchain.toml` only. `TRYBUILD=overwrite cargo test -p stream-events-macros --test ui`
//! writes them anew.
//!
//! The harness stands here and not beside the cases because it builds the dependencies of its
//! package once more, and these are few.

#[test]
fn one_mistake_gives_one_error() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("../tests/ui/*/*.rs");
}
