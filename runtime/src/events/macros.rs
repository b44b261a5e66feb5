//! What generated code is written in: a derive says what differs from one set of events to another,
//! and these say the rest.

mod document;
mod event;
mod failure;
mod nulls;
mod set;
