#![doc = include_str!("../README.md")]
//!
//! # How it works
//!
//! ```text
//! upstream → writer ─ append ─→ log (the engine)
//!              │                 │        │
//!        after the reply       hub      range: who is behind
//!              ↓                 ↓        │
//!            tail              tail ──→ reader → body
//! ```
//!
//! A *writer* reads the upstream and appends records, one at a time: the next one holds what came meanwhile. What the
//! engine has taken goes into the run's *tail* in this process. For runs of other instances one *hub* asks the
//! engine, for all of them at once, and fills their tails. A reader has a place in a tail, and reads from the log what
//! is older. [`log`] says what an engine must do.

mod body;
mod counters;
mod end;
mod error;
mod follower;
mod hub;
mod keeper;
mod key;
pub mod log;
mod memory;
mod options;
mod position;
mod record;
#[cfg(feature = "redis")]
mod redis;
mod relay;
#[cfg(feature = "axum")]
mod routes;
mod run;
mod shared;
mod tail;
mod writer;

#[cfg(feature = "redis")]
pub use self::redis::RedisLog;
pub use body::{NO_WAITING, RelayBody};
pub use counters::RelayStats;
pub use end::{EndKind, RunEnd};
pub use error::{AttachError, CutError, StartError};
pub use key::{InvalidKeyError, Key};
pub use log::{Log, LogError};
pub use memory::{DEFAULT_MEMORY, MemoryLog};
pub use position::{Cursor, InvalidCursorError, Position};
pub use record::{Messages, Record};
pub use relay::Relay;
#[cfg(feature = "axum")]
pub use routes::Gateway;
pub use run::Run;
