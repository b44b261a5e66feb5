//! Files and their paths. `-` is standard input where something is read, and standard output where
//! something is written.

mod address;
mod git;
mod messages;
mod missing;
mod paths;
mod read;
mod recording;
mod write;

pub(crate) use address::{unreadable_recording, writable};
pub(crate) use git::AtRevision;
pub(crate) use messages::{Messages, framing, is_array_end, is_aside, is_json};
pub(crate) use missing::{near, shipped};
pub(crate) use paths::{
    folder, in_repository, real_folder, relative, slashes, target, whole, written_folder,
};
pub(crate) use read::{
    Document, file_name, is_standard, name, read, read_bytes, read_named, read_regular,
};
pub(crate) use recording::{RecordedStream, Recording, times_of};
pub(crate) use write::{make_folder_of, refuse_input, update, would_change, write};
