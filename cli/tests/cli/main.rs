//! The command as its users run it.
//!
//! `BLESS=1 cargo test -p stream-events-cli` writes the goldens anew.

mod addresses;
mod apis;
mod check;
mod config;
mod config_mistakes;
mod diff;
mod drift;
mod drift_recordings;
mod dry_run;
mod explain;
mod files;
mod fold;
mod generate;
mod generate_options;
mod git;
mod github;
mod guide;
mod help;
mod import;
mod import_framings;
mod init;
mod live;
mod live_requests;
mod man;
mod missing;
mod no_stream;
mod run;
mod show;
mod terminal;
mod update;
mod update_sources;
mod view;
mod view_page;
mod view_streams;
