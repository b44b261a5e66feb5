#![doc = include_str!("../README.md")]

mod config;
mod error;
mod options;

pub use config::Config;
pub use error::{Error, OptionError};
