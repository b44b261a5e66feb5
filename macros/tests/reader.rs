//! The programs that cases of `tests/ui/` read events with have no mistake of their own.

#![allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    clippy::print_stdout,
    reason = "they are programs"
)]

use stream_events::StreamEvents;

#[derive(StreamEvents)]
#[stream_events(schema = "../../tests/ui/fixtures/jobs.json")]
pub struct Jobs;

include!("../../tests/ui/fixtures/payloads.txt");
include!("../../tests/ui/fixtures/reader.txt");

#[test]
fn they_compile_where_the_document_is_right() {
    main();
}
