//! The command as its users run it.
//!
//! `BLESS=1 cargo test -p stream-events-cli` writes the goldens anew.

mod check;
mod diff;
mod explain;
mod files;
mod generate;
mod help;
mod import;
mod run;
mod show;
mod terminal;
mod update;
