//! One stream, decoded by everyone.
//!
//! `workload` makes it, `input` cuts it, `floors`, `ours` and `peers` decode it, and each adds up
//! what it decoded in a `Tally`: all tallies of a stage are the same, or nothing is printed.

pub mod input;
pub mod tally;
pub mod variant;

mod floors;
mod ours;
mod peers;
mod poll;
mod random;
mod usual;
mod workload;
