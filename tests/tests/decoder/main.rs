//! The decoder against the plain reference, however a stream is cut.

mod exhaustive;
mod fixtures;
mod limits;
mod random;
mod work;
