//! What a stream does when its server does not do as it should.
//!
//! A module a section; a row of its tables is a path of the fault server and what must come of it:
//! what arrived before the fault, then exactly one error of the right kind, then nothing for ever.

mod baseline;
mod bytes;
mod client;
mod coding;
mod content_type;
mod expect;
mod feeds;
mod http2;
mod leaks;
mod mid_stream;
mod read;
mod redirect;
mod resume;
mod size;
mod status;
mod time;
mod truncation;
