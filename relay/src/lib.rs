//! Event streams that outlive their client and their gateway.

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

pub use body::{NO_WAITING, RelayBody};
pub use counters::RelayStats;
pub use end::{EndKind, RunEnd};
pub use error::{AttachError, CutError, StartError};
pub use key::{InvalidKeyError, Key};
pub use log::{Log, LogError};
pub use memory::{DEFAULT_MEMORY, MemoryLog};
#[cfg(feature = "redis")]
pub use self::redis::RedisLog;
pub use position::{Cursor, InvalidCursorError, Position};
pub use record::{Messages, Record};
pub use relay::Relay;
#[cfg(feature = "axum")]
pub use routes::Gateway;
pub use run::Run;
