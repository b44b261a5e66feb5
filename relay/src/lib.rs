//! Event streams that outlive their client and their gateway.

mod end;
mod key;
pub mod log;
mod memory;
mod position;
mod record;

pub use end::{EndKind, RunEnd};
pub use key::{InvalidKeyError, Key};
pub use log::{Log, LogError};
pub use memory::{DEFAULT_MEMORY, MemoryLog};
pub use position::{Cursor, InvalidCursorError, Position};
pub use record::{Messages, Record};
