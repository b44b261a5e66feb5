//! The program that cases of `tests/ui/` read events with has no mistake of its own.

#![allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    clippy::print_stdout,
    reason = "it is a program"
)]

use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../../tests/ui/fixtures/jobs.json")]
pub struct Jobs;

include!("../../tests/ui/fixtures/reader.txt");

#[test]
fn it_compiles_where_the_document_is_right() {
    main();
}
