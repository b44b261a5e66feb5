//! Files and their paths.

mod files;
mod paths;

pub(crate) use files::{Document, name, read, read_regular};
pub(crate) use paths::{folder, relative, slashes};
