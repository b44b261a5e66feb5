//! Streams, decoded by everyone.
//!
//! A `workload` (`messages`, `responses`) makes it, `input` cuts it, `floors`, `ours` and `peers`
//! decode it, and each adds up what it decoded in a `Tally`: all tallies of a stage are the same, or
//! nothing is printed. `tables` time and count; `twin` has serde's side of the compile times.

pub mod input;
pub mod messages;
pub mod responses;
pub mod tables;
pub mod tally;
pub mod variant;
pub mod workload;

mod floors;
mod loopback;
mod ours;
mod peers;
mod poll;
mod prose;
mod random;
mod twin;
