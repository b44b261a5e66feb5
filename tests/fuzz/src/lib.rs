//! What must hold for any input: one module and one function `check` for each fuzz target.
//!
//! A check panics if something does not hold. The programs in `fuzz_targets/` do no more than call
//! it, and those of JSON that says more than its bytes let [`mutate`] change inputs; the test in
//! `tests/` calls it for every input in `corpus/`.

pub mod decoder;
pub mod dispatch;
pub mod document;
pub mod framed;
pub mod import;
pub mod mutate;
pub mod readers;
pub mod tagged;

mod apis;
#[path = "../../src/framings.rs"]
pub mod framings;
#[path = "../../tests/interpret/outcome.rs"]
mod outcome;
#[path = "../../src/reference.rs"]
pub mod reference;
mod tree;
mod unique;

use apis::Api;
