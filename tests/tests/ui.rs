//! Mistakes, and the one error that each of them gives.
//!
//! The goldens hold the compiler's own words, so they are right for the exact toolchain of
//! `rust-toolchain.toml` only. `TRYBUILD=overwrite cargo test -p stream-events-tests --test ui`
//! writes them anew.

#[test]
fn one_mistake_gives_one_error() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
