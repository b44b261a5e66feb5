//! Files and their paths.

mod files;
mod paths;

pub(crate) use files::{Document, name, read};
pub(crate) use paths::{relative, slashes};
